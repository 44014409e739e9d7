import { describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';

/** Runs a command line on sample data, and returns what follows the notes that precede each answer. */
async function stderrOf(line: string) {
  const { code, stderr } = await runMain(['--demo', ...line.split(' ')]);
  return { code, stderr: stderr.replace(/^(?:demo: .*|full scan of .*)\n/gm, '') };
}

describe('an ID that is not found is told, also through a pipe', () => {
  test.each([
    [
      'fusion helpers helper:nope',
      "No item with helper_id 'helper:nope' in mfh-dev-helpers. Check --stage.\n",
    ],
    [
      'helpers helper:nope --table mfh-dev-helpers',
      "No item with helper_id 'helper:nope' in mfh-dev-helpers.\n",
    ],
    ['jobs nope -o json', "No item with jobId 'nope' in excel-report-jobs.\n"],
    [
      'jobs job_mbzlks74_rfi5i0 --status failed',
      "No item with jobId 'job_mbzlks74_rfi5i0' meets the other conditions in excel-report-jobs.\n",
    ],
    [
      'policy results --execution x --policy ABC123DEF',
      "No item with execution_id 'x' and policy_number 'ABC123DEF' in policy_results.\n",
    ],
    ['find mfh-{stage}-helpers --where helper_id=x', "No item with helper_id 'x' in mfh-dev-helpers.\n"],
  ])('%s', async (line, stderr) => {
    expect(await stderrOf(line)).toEqual({ code: 0, stderr });
  });

  // A mistyped word may have become the ID, so that none was found for the wrong reason.
  test.each(['helpers helper:nope --expect none', 'helpers helper:nope --count'])('%s', async (line) => {
    expect(await stderrOf(line)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("No item with helper_id 'helper:nope'"),
    });
  });

  test.each([
    ['with --quiet', 'helpers helper:nope --quiet'],
    ['if a list is empty', 'fusion user-accounts --user nobody'],
    ['if it exists', 'helpers helper:2c8e41f0b7'],
  ])('but not %s', async (_, line) => {
    expect(await stderrOf(line)).toEqual({ code: 0, stderr: '' });
  });
});

test('a table that does not exist has only advice that applies to the command', async () => {
  const missing = { code: 5, stderr: expect.stringMatching(/\nCheck --region and --profile\. /) };
  expect(await stderrOf('find orders')).toEqual(missing);
  expect(await stderrOf('tables orders')).toEqual(missing);
  expect(await stderrOf('init orders')).toEqual(missing);
  expect(await stderrOf('find {stage}-orders')).toMatchObject({
    stderr: expect.stringContaining('and --stage'),
  });
});
