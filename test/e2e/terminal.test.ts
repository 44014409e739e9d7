import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { isInstalled } from '../helpers/installed';
import { Terminal } from '../helpers/terminal';

const QUESTION = 'ddbdbg --demo executions --tenant acme --limit 5';
const ESCAPE = '\u001b';

const rows = (screen: string) => screen.split('\n').filter(Boolean);

describe.skipIf(!isInstalled('tmux'))('on a real terminal', () => {
  test.each([80, 160])('a table fits into %d columns, with the summary below it', async (columns) => {
    const screen = await new Terminal(columns).run(QUESTION);
    const [notice, header, ...more] = rows(screen);
    expect(notice).toBe('demo: generated sample data');
    expect(header).toMatch(/^jit_\S+ +exec\S+ +status +errors +created_at +completed_at$/);
    const items = more.slice(0, 5);
    for (const item of items) expect(item).toMatch(/ [✓✗▸◦] (success|failure|timeout|started) /);
    expect(more[5]).toMatch(/^5 items · \d+ read · 4 merged queries on JobExecutions GSI1 · /);
    expect(screen).toContain('\nmore: --next\n');
    // Times are not truncated when there is room for them.
    expect(items.every((item) => / 20\d\d-\d\d-\d\dT\d\d:\d\d…/.test(item))).toBe(columns === 80);
  });

  test('what is truncated there is complete through a pipe, and without color', async () => {
    const terminal = new Terminal(80);
    const screen = await terminal.run(QUESTION);
    expect(terminal.screen('escapes')).toContain(ESCAPE);
    expect(screen).toContain('…');
    const piped = await terminal.run(`${QUESTION} --quiet | cut -c1-70`);
    expect(piped).not.toContain('…');
    expect(piped).not.toMatch(/[✓✗▸◦]/);
    expect(terminal.screen('escapes')).not.toContain(ESCAPE);
    expect(await terminal.run(`NO_COLOR=1 ${QUESTION}`)).toContain('…');
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
