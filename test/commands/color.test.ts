import { describe, expect, test } from 'vitest';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { runMain, type Surroundings } from '../helpers/run-main';

const HOSTILE = '\u001b[31mred\u0007';

/** Shows a user whose name contains escape sequences for the terminal. */
async function show(words: string, around: Surroundings) {
  const { url } = await fakeEndpoint(() => ({
    body: { Item: { user_id: { S: 'u1' }, name: { S: HOSTILE } }, ConsumedCapacity: { CapacityUnits: 0.5 } },
  }));
  return runMain([...`fusion users u1 ${words}`.split(' ').filter(Boolean), '--endpoint-url', url], around);
}

const ESCAPE = '\u001b';
const COLOR = new RegExp(`${ESCAPE}\\[\\d+m`, 'g');

const TERMINAL = { terminal: 80 };
const PIPE = {};

describe('color, and no other escape sequence, only when enabled', () => {
  test.each([
    ['a terminal', '', TERMINAL, true],
    ['a pipe', '', PIPE, false],
    ['NO_COLOR on a terminal', '', { ...TERMINAL, env: { NO_COLOR: '1' } }, false],
    ['an empty NO_COLOR is ignored', '', { ...TERMINAL, env: { NO_COLOR: '' } }, true],
    ['NO_COLOR overrides FORCE_COLOR', '', { ...TERMINAL, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
    ['FORCE_COLOR through a pipe', '', { env: { FORCE_COLOR: '1' } }, true],
    ['FORCE_COLOR=0 on a terminal', '', { ...TERMINAL, env: { FORCE_COLOR: '0' } }, false],
    ['a dumb terminal', '', { ...TERMINAL, env: { TERM: 'dumb' } }, false],
    ['--color never on a terminal', '--color never', TERMINAL, false],
    ['--color never overrides FORCE_COLOR', '--color never', { env: { FORCE_COLOR: '1' } }, false],
    ['--color always through a pipe', '--color always', PIPE, true],
    ['--color always overrides NO_COLOR', '--color always', { env: { NO_COLOR: '1' } }, true],
    ['JSON on a terminal', '-o json', TERMINAL, true],
    ['JSON through a pipe', '-o json', PIPE, false],
    ['JSON with --color never', '-o ndjson --color never', TERMINAL, false],
    ['CSV on a terminal', '-o csv --color always', TERMINAL, false],
  ] satisfies [string, string, Surroundings, boolean][])('%s', async (_, words, around, colored) => {
    const ran = await show(words, around);
    expect(ran.code).toBe(0);
    expect(ran.stdout.includes(ESCAPE)).toBe(colored);
    // Only the program's own colors remain; escape sequences in the name are visible text.
    const plain = ran.stdout.replace(COLOR, '');
    if ('terminal' in around) expect(plain).not.toMatch(/[^\r\n\P{Cc}]/u);
    expect(ran.stderr).not.toContain(ESCAPE);
  });
});

describe('a single item, and items with --record, have one attribute per line', () => {
  test.each([
    ['a single item on a terminal', '', TERMINAL, true],
    ['--record through a pipe', '--record', PIPE, true],
    ['a single item through a pipe', '', PIPE, false],
    ['chosen columns on a terminal', '--columns user_id,name', TERMINAL, false],
  ] satisfies [string, string, Surroundings, boolean][])('%s', async (_, words, around, asRecord) => {
    const { stdout } = await show(`${words} --color never`, around);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]?.split(/ +/).slice(0, 2)).toEqual(
      asRecord ? ['user_id', 'u1'] : ['user_id', expect.any(String)],
    );
    expect(lines).toHaveLength(2);
    if (asRecord) expect(lines[1]).toBe('name     \\u001b[31mred\\u0007');
  });
});
