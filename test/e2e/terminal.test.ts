import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { isInstalled } from '../helpers/installed';
import { Terminal } from '../helpers/terminal';

const QUESTION = 'ddbdbg --demo executions --tenant acme --limit 5';
const ESCAPE = '\u001b';

const rows = (screen: string) => screen.split('\n').filter(Boolean);

describe.skipIf(!isInstalled('tmux'))('on a real terminal', () => {
  test.each([40, 80, 120, 200])(
    'a table fits into %d columns, with whole ids, and the summary below it',
    async (columns) => {
      const screen = await new Terminal(columns, 90).run(QUESTION);
      const [notice, ...lines] = rows(screen);
      expect(notice).toBe('demo: generated sample data');
      const end = lines.findIndex((line) => line.startsWith('5 items · '));
      const table = lines.slice(0, end);
      const ids = table.join('\n').match(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g);
      expect(ids).toHaveLength(5);
      expect(table.join('\n').match(/[✓✗▸◦] (success|failure|timeout|started)\b/g)).toHaveLength(5);
      expect(
        table.filter((line) => /(?:^|\s)(?:\d\d:\d\d:\d\d|\d\d-\d\d \d\d:\d\d)(?:\s|$)/.test(line)).length,
      ).toBeGreaterThanOrEqual(5);
      expect(screen).toContain('4 merged queries on JobExecutions');
      expect(table.some((line) => line.startsWith('jit_event_id  execution_id '))).toBe(columns >= 80);
      if (columns >= 120) expect(table).toHaveLength(6);
    },
  );

  test('what is short there is whole through a pipe, with --wide, and without color', async () => {
    const terminal = new Terminal(80);
    const question = `${QUESTION} --quiet`;
    await terminal.run(question);
    expect(terminal.screen('escapes')).toContain(ESCAPE);
    const piped = await terminal.run(`${question} | cut -c1-79`);
    expect(piped).toMatch(/^jit_event_id +execution_id +status +errors$/m);
    expect(piped).not.toMatch(/[✗▸◦]/);
    expect(terminal.screen('escapes')).not.toContain(ESCAPE);
    const wide = await terminal.run(`${question} --wide`);
    expect(wide.replace(/\n/g, '')).toMatch(
      /^jit_event_id .* completed_at *jit-.*20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/,
    );
    expect(await terminal.run(`NO_COLOR=1 ${question}`)).toContain('▸ started');
    expect(terminal.screen('escapes')).not.toContain(ESCAPE);
  });

  test('JSON is indented there, and compact through a pipe', async () => {
    const terminal = new Terminal(160);
    const question = 'ddbdbg --demo --quiet policy users user-4f1c09 -o json';
    expect(await terminal.run(question)).toMatch(/^\[\n {2}\{\n {4}"user_id": "user-4f1c09",\n/);
    expect(await terminal.run(`${question} | cat`)).toMatch(/^\[\n\{"[\w"]+.*"user-4f1c09".*\}\n\]\n$/);
  });

  test('data cannot control the terminal', async () => {
    const name = `${ESCAPE}[2J${ESCAPE}]0;owned\u0007${ESCAPE}]52;c;cm0gLXJm\u0007\r\u009b31mred\u202e`;
    const { url } = await fakeEndpoint(() => ({
      body: { Item: { user_id: { S: 'u1' }, name: { S: name } } },
    }));
    const terminal = new Terminal(160);
    const screen = await terminal.run(`ddbdbg --endpoint-url ${url} fusion users u1`);
    expect(rows(screen).slice(0, 2)).toEqual([
      'user_id  u1',
      'name     \\u001b[2J\\u001b]0;owned\\u0007\\u001b]52;c;cm0gLXJm\\u0007\\r\\u009b31mred\\u202e',
    ]);
    expect(terminal.title()).not.toContain('owned');
  });

  test('a slow scan shows its first rows after a second, and an interruption loses none', async () => {
    let page = 0;
    const { url } = await fakeEndpoint(async (operation) => {
      if (operation === 'DescribeTable')
        return { body: { Table: { ...KEY, TableSizeBytes: 1000, ItemCount: 1000 } } };
      page++;
      if (page > 2) await sleep(30_000);
      const key = { recordId: { S: `r${page}` } };
      return {
        body: {
          Items: [{ ...key, n: { N: String(page) } }],
          Count: 1,
          ScannedCount: 1,
          LastEvaluatedKey: key,
        },
      };
    });
    const terminal = new Terminal(80);
    const ended = terminal.run(`ddbdbg --endpoint-url ${url} find slow-table --segments 1; echo code $?`);
    await terminal.until(/^recordId +n\nr1 +1\nr2 +2\n/m);
    terminal.press('C-c');
    const screen = await ended;
    expect(screen).toContain('\nr1        1\nr2        2\n');
    expect(screen).toContain('Interrupted.');
    expect(screen).toContain('code 130');
  });

  const KEY = { KeySchema: [{ AttributeName: 'recordId', KeyType: 'HASH' }], AttributeDefinitions: [] };

  test('a long run shows its progress, and removes it at the end', async () => {
    let page = 0;
    const { url } = await fakeEndpoint(async (operation) => {
      if (operation === 'DescribeTable')
        return { body: { Table: { ...KEY, TableSizeBytes: 1000, ItemCount: 1000 } } };
      await sleep(250);
      page++;
      const key = { recordId: { S: `r${page}` } };
      return { body: { Count: 50, ScannedCount: 100, ...(page < 8 && { LastEvaluatedKey: key }) } };
    });
    const terminal = new Terminal(100);
    const ended = terminal.run(`ddbdbg --endpoint-url ${url} jobs --count`);
    await terminal.until(/^\d+ of \d+ items · \d requests · 0 RCU · \d+ items\/s · \d+% of the table$/m);
    const screen = await ended;
    expect(rows(screen)).toEqual([
      expect.stringMatching(/^full scan of excel-report-jobs: /),
      '400',
      expect.stringMatching(/^400 items · 800 read · scan on excel-report-jobs · 9 requests · /),
    ]);
  });

  test.skipIf(!isInstalled('bash'))('Tab completes through readline', async () => {
    const terminal = new Terminal(100, 20, 'bash --norc --noprofile');
    await terminal.run('source <(ddbdbg completion bash)');
    for (const [typed, completed] of [
      ['ddbdbg exec', /^ddbdbg executions$/m],
      ['--order=d', /^ddbdbg executions --order=desc$/m],
      ['--status failure,ti', /--status failure,timeout$/m],
    ] as const) {
      terminal.type(typed);
      terminal.press('Tab');
      await terminal.until(completed);
    }
  });
});
