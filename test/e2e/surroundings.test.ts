import { describe, expect, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { spawnShell } from '../helpers/spawn-bin';

const TABLE = 'many-in-odd-places';
await makeMany(inject('endpoint'), TABLE, 40);
const ASK = `ddbdbg find ${TABLE} --where PK=x --limit 3 --columns execution_id -o csv --endpoint-url ${inject('endpoint')}`;
const ANSWER = 'execution_id\r\n0\r\n1\r\n2\r\n';

describe('odd surroundings are no reason not to answer', () => {
  test.each([
    ['no home', `unset HOME XDG_CACHE_HOME; ${ASK}`],
    ['a home that is not there', `unset XDG_CACHE_HOME; HOME=/nonexistent/x ${ASK}`],
    ['a cache below what is no folder', `XDG_CACHE_HOME=/dev/null ${ASK}`],
    ['a cache that nobody may write to', `XDG_CACHE_HOME=/proc ${ASK}`],
    ['a working directory that has been removed', `cd "$(mktemp -d)" && rmdir "$PWD" && ${ASK}`],
    ['no place for temporary files', `TMPDIR=/nonexistent ${ASK}`],
    ['another character set', `LC_ALL=C LANG=xx_XX ${ASK}`],
    ['a time zone that is none', `TZ=No/Where ${ASK} --times local`],
    ['a large environment', `export A=$(printf %0100000d 1) B=$(printf %0100000d 1); ${ASK}`],
    ['a terminal that makes no sense', `TERM=x COLUMNS=-1 FORCE_COLOR=9 ${ASK} --color never`],
    ['a closed stdin', `${ASK} <&-`],
    ['a closed stderr', `${ASK} 2>&-`],
    ['a directory as stdin', `${ASK} < /`],
    ['few files', `ulimit -n 30; ${ASK}`],
  ])('%s', async (_, line) => {
    expect(await spawnShell(line)).toEqual({ code: 0, stdout: ANSWER, stderr: '' });
  });
});

test('a closed stdout loses the answer, and nothing else goes wrong', async () => {
  expect(await spawnShell(`${ASK} >&-`)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a stdout that can only be read is told', async () => {
  const { code, stderr } = await spawnShell(`${ASK} 1</dev/null`);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/output can't be written: EBADF/),
  });
});

test('too few files are told as that, not as a bug', async () => {
  const told: string[] = [];
  for (let files = 16; files < 24; files++) {
    const { stderr } = await spawnShell(`ulimit -n ${files}; ${ASK}`);
    if (stderr.startsWith('ddbdbg: ')) told.push(stderr);
  }
  // With fewer, not even Node starts; with more, all is well.
  for (const text of told) expect(text).toMatch(/EMFILE.*\nToo many files are open; `ulimit -n`/);
  expect(told.join()).not.toContain('bug in ddbdbg');
});
