import Table from 'cli-table3';

const plain = {
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  style: { head: [], border: [] },
};

/** Formats the results as tables. */
export function report(results) {
  const missed = results.flatMap(({ ratios }) => ratios.filter(isMissed));
  const verdict = missed.length === 0 ? 'All targets are met.' : `${missed.length} targets are missed.`;
  return `${results.map(section).join('\n')}\n${verdict}\n`;
}

function section({ title, times = {}, peaks = {}, ratios }) {
  const measured = new Table({
    ...plain,
    head: ['', 'wall ms', 'CPU ms'],
    colAligns: ['left', 'right', 'right'],
  });
  for (const [name, { wall, cpu }] of Object.entries(times))
    measured.push([name, wall.toFixed(0), cpu.toFixed(0)]);
  const memory = new Table({
    ...plain,
    head: ['', 'MB', 'MB, 10 times the items'],
    colAligns: ['left', 'right', 'right'],
  });
  for (const [name, { few, many }] of Object.entries(peaks))
    memory.push([name, few.toFixed(0), many.toFixed(0)]);
  const compared = new Table({
    ...plain,
    head: ['ratio', 'by', '', 'target', ''],
    colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
  for (const one of ratios)
    compared.push([
      `${one.of} / ${one.to}`,
      one.by,
      one.ratio.toFixed(2),
      target(one),
      isMissed(one) ? 'missed' : '',
    ]);
  const tables = [measured, memory, compared].filter(({ length }) => length > 0);
  return `${title}\n${tables.join('\n')}\n`;
}

function isMissed({ ratio, most }) {
  return most !== undefined && ratio > most;
}

function target({ most }) {
  return most === undefined ? '' : `≤ ${Number(most.toFixed(2))}`;
}
