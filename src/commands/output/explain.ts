import type { Context } from '../../context';
import type { Explanation } from '../../core/answer/explanation';
import { withoutOrigins } from '../../dynamo/model/condition';
import { dollars } from '../../dynamo/plan/cost';
import type { Estimate } from '../../dynamo/plan/estimate';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import type { ReadRequest } from '../../dynamo/plan/requests';
import { conditionText, filterText, keyConditionText } from '../../format/condition-text';
import { jsonText } from '../../format/json/json-text';
import { type Paint, painter } from '../../format/paint';
import { visible, visibleJson } from '../../format/terminal-safe';
import { readableBytes, readableDollars } from '../../units';
import type { Settings } from '../options/settings';
import { planNoteText, rejectionText } from './plan-words';
import { wantsColor } from './view';

/** Formats an explanation: as text for people if the output format is table or CSV, otherwise as JSON. */
export function explanationText(
  { plan, requests, estimate }: Explanation,
  { output, color }: Settings,
  { stdout, env }: Context,
): string {
  const terminal = stdout.isTTY === true;
  return output === 'table' || output === 'csv'
    ? explainText(plan, requests, estimate, wantsColor(color, env, terminal))
    : explainJson(plan, requests, estimate, terminal);
}

/**
 * Formats a plan as text for people: the path and its conditions, the rejected paths, and every request as JSON for the AWS CLI.
 */
export function explainText(
  plan: Plan,
  requests: readonly ReadRequest[],
  cost: Estimate,
  color: boolean,
): string {
  const paint = painter(color);
  const sections = [
    [paint(pathLine(plan), 'heading'), ...aligned([...facts(plan), ['cost', costText(cost)]], paint)],
    plan.rejected.length > 0 ? ['Rejected:', ...aligned(plan.rejected.map(rejectedFact), paint)] : [],
    plan.notes.length > 0 ? ['Notes:', ...plan.notes.map((note) => `  ${visible(planNoteText(note))}`)] : [],
    ...requests.map((request, i) => requestLines(request, i, requests.length, paint)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function pathLine(plan: Plan): string {
  const where = visible(plan.index ? `${plan.index} of ${plan.table}` : plan.table);
  if (plan.operation === 'get') return `GetItem on ${where}`;
  if (plan.operation === 'scan') {
    return `Scan of ${where}${plan.segments > 1 ? ` in ${plan.segments} parallel segments` : ''}`;
  }
  return plan.operation === 'query'
    ? `Query on ${where}`
    : `${plan.branches.length} Queries on ${where}, merged`;
}

type Fact = readonly [label: string, text: string];

function facts(plan: Plan): readonly Fact[] {
  return [
    ...keyFacts(plan),
    ...plan.filter.map((condition): Fact => ['filter', filterText(condition)]),
    ...plan.residual.map((condition): Fact => ['checked after reading', conditionText(condition)]),
    ...(plan.complete
      ? [['completed by', 'BatchGetItem, for attributes that the index does not project'] satisfies Fact]
      : []),
    ...orderFacts(plan),
    ...(plan.limit === undefined ? [] : [['limit', String(plan.limit)] satisfies Fact]),
    ...(plan.count ? [['result', 'number of items only'] satisfies Fact] : []),
  ];
}

/** Formats the estimated cost. Prices are those of on-demand tables in us-east-1. */
function costText({ capacityUnits, reading, itemBytes, measured, uncounted }: Estimate): string {
  const why = uncounted ? "the table's size is not known yet" : '--stats requests the size';
  const basis = measured
    ? `${readableBytes(itemBytes)} per item`
    : `assuming ${readableBytes(itemBytes)} per item; ${why}`;
  return `about ${capacityUnits} RCU (${readableDollars(dollars(capacityUnits))}) for ${reading} (${basis})`;
}

function keyFacts(plan: Plan): readonly Fact[] {
  if (plan.operation === 'scan') return [];
  if (plan.operation === 'get') {
    const json = jsonText('exact', true);
    const parts = Object.entries(plan.key).map(([name, value]) => `${visible(name)} = ${json.value(value)}`);
    return [['key', parts.join(' and ')]];
  }
  return plan.branches.map(({ key }): Fact => ['key', key.map(keyConditionText).join(' and ')]);
}

function orderFacts(plan: Plan): readonly Fact[] {
  if (plan.sort) {
    return [
      ['sorted by', `${visible(plan.sort.column)}, ${plan.sort.descending ? 'descending' : 'ascending'}`],
    ];
  }
  const sortKey = plan.schema.sortKey ?? [];
  if (!isQuery(plan) || sortKey.length === 0) return [];
  return [['order', `${visible(sortKey.join(', '))}, ${plan.descending ? 'descending' : 'ascending'}`]];
}

function rejectedFact({ path, reason }: Plan['rejected'][number]): Fact {
  return [visible(path), visible(rejectionText(reason))];
}

/** Aligns labels and texts. Shows a repeated label once. */
function aligned(lines: readonly Fact[], paint: Paint): readonly string[] {
  const width = Math.max(0, ...lines.map(([label]) => label.length));
  return lines.map(([label, text], i) => {
    const shown = lines[i - 1]?.[0] === label ? '' : label;
    return `  ${paint(shown.padEnd(width), 'quiet')}  ${text}`;
  });
}

const COMMANDS = { GetItem: 'get-item', Query: 'query', Scan: 'scan' } as const;

function requestLines(
  { operation, input }: ReadRequest,
  index: number,
  count: number,
  paint: Paint,
): readonly string[] {
  const which = count === 1 ? 'Request' : `Request ${index + 1} of ${count}`;
  const command = `aws dynamodb ${COMMANDS[operation]} --cli-input-json file://request.json`;
  return [`${paint(which, 'heading')}: ${command}`, visibleJson(JSON.stringify(input, null, 2))];
}

/** Formats a plan as one JSON object, indented on a terminal. Attribute values are in DynamoDB's format. */
export function explainJson(
  plan: Plan,
  requests: readonly ReadRequest[],
  cost: Estimate,
  terminal: boolean,
): string {
  const { operation, table, index, filter, residual, sort, limit, count, complete, rejected, notes } = plan;
  const explained = {
    operation,
    table,
    index: index ?? null,
    key: plan.operation === 'get' ? plan.key : null,
    keyConditions: isQuery(plan) ? plan.branches.map((branch) => branch.key) : null,
    filter: filter.map(withoutOrigins),
    residual: residual.map(withoutOrigins),
    order: isQuery(plan) ? (plan.descending ? 'desc' : 'asc') : null,
    sort: sort ?? null,
    limit: limit ?? null,
    count,
    complete,
    rejected: rejected.map(({ path, reason }) => ({ path, reason: rejectionText(reason) })),
    notes: notes.map(planNoteText),
    estimate: { ...cost, dollars: dollars(cost.capacityUnits) },
    requests,
  };
  return `${terminal ? visibleJson(JSON.stringify(explained, null, 2)) : JSON.stringify(explained)}\n`;
}
