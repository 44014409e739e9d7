import { describe, expect, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { spawnShell } from '../helpers/spawn-bin';

const TABLE = 'many-in-odd-places';
await makeMany(inject('endpoint'), TABLE, 40);
const ASK = `ddbdbg find ${TABLE} --where PK=x --limit 3 --columns execution_id -o csv --endpoint-url ${inject('endpoint')}`;
const ANSWER = 'execution_id\r\n0\r\n1\r\n2\r\n';

describe('the program works in odd surroundings', () => {
  test.each([
    ['no home', `unset HOME XDG_CACHE_HOME; ${ASK}`],
    ['a missing home', `unset XDG_CACHE_HOME; HOME=/nonexistent/x ${ASK}`],
    ['a cache below a file', `XDG_CACHE_HOME=/dev/null ${ASK}`],
    ['a cache that is not writable', `XDG_CACHE_HOME=/proc ${ASK}`],
    ['a working directory that has been removed', `cd "$(mktemp -d)" && rmdir "$PWD" && ${ASK}`],
    ['no folder for temporary files', `TMPDIR=/nonexistent ${ASK}`],
    ['another character set', `LC_ALL=C LANG=xx_XX ${ASK}`],
    ['an invalid time zone', `TZ=No/Where ${ASK} --times local`],
    ['a large environment', `export A=$(printf %0100000d 1) B=$(printf %0100000d 1); ${ASK}`],
    ['invalid terminal settings', `TERM=x COLUMNS=-1 FORCE_COLOR=9 ${ASK} --color never`],
    ['a closed stdin', `${ASK} <&-`],
    ['a closed stderr', `${ASK} 2>&-`],
    ['a directory as stdin', `${ASK} < /`],
    ['few files', `ulimit -n 30; ${ASK}`],
  ])('%s', async (_, line) => {
    expect(await spawnShell(line)).toEqual({ code: 0, stdout: ANSWER, stderr: '' });
  });
});

test('a closed stdout loses the answer without any other failure', async () => {
  expect(await spawnShell(`${ASK} >&-`)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a read-only stdout is reported', async () => {
  const { code, stderr } = await spawnShell(`${ASK} 1</dev/null`);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/Cannot write the output: EBADF/),
  });
});

test('a low limit of open files is reported as such, not as a bug', async () => {
  const reported: string[] = [];
  for (let files = 16; files < 24; files++) {
    const { stderr } = await spawnShell(`ulimit -n ${files}; ${ASK}`);
    if (stderr.startsWith('ddbdbg: ')) reported.push(stderr);
  }
  // With a lower limit Node does not start, and with a higher one the program works.
  for (const text of reported) expect(text).toMatch(/EMFILE.*\nToo many files are open\. `ulimit -n`/);
  expect(reported.join()).not.toContain('bug in ddbdbg');
});
