import { describe, expect, test } from 'vitest';
import { refuseOtherSyntax } from '../../../src/core/question/foreign-syntax';
import { runMain } from '../../helpers/run-main';

/** Nothing listens on this endpoint, so a command line that sends anything ends with exit 1. */
const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1'];
const ask = (...words: string[]) => runMain(['executions', '--tenant', 'acme', ...words, ...NOWHERE]);

/** The words of advice as a shell passes them. */
const parsedAdvice = (advice: string) =>
  [...advice.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

describe('what is typed in another language is refused, with the form that it has here', () => {
  test.each([
    ['status==failed', '--where status=failed'],
    ['"odd name"==1', `--where '"odd name"=1'`],
    ['status<>failed', "--where 'status!=failed'"],
    ['errors~=Key', "--where 'errors*=Key'"],
    ['errors=~Key', "--where 'errors*=Key'"],
    ['errors like %Key%', "--where 'errors*=Key'"],
    ["errors LIKE 'Key%'", "--where 'errors^=Key'"],
    ['errors not like Key', "--not 'errors*=Key'"],
    ['status is null', "--where '!status'"],
    ['status IS NOT NULL', "--where 'status?'"],
    ['status in (failure, timeout)', '--where status=failure,timeout'],
    ['status not in (failure,timeout)', "--where 'status!=failure,timeout'"],
    ['timeout between 1 and 5', "--where 'timeout>=1' --where 'timeout<=5'"],
    ['contains(errors, Key)', "--where 'errors*=Key'"],
    ['begins_with(errors, Key)', "--where 'errors^=Key'"],
    ['attribute_not_exists(errors)', "--where '!errors'"],
    ['errors contains Key', "--where 'errors*=Key'"],
    ['errors starts with Key', "--where 'errors^=Key'"],
    ['not status=failed', '--not status=failed'],
    ['!status=failed', "--where 'status!=failed'"],
    ['status failed', '--where status=failed'],
    ['status=failure or status=timeout', '--where status=failure,timeout'],
    ['status=failure OR timeout', '--where status=failure,timeout'],
    ['status=failure || status=timeout || status=success', '--where status=failure,timeout,success'],
    ['status=failure and timeout>5', "--where status=failure --where 'timeout>5'"],
    ['status=failure && errors?', "--where status=failure --where 'errors?'"],
    ['a=1 and b=2', '--where a=1 --where b=2'],
    ['errors exists', "--where 'errors?'"],
    ['errors is set', "--where 'errors?'"],
    ['errors not exists', "--where '!errors'"],
    ['errors does not exist', "--where '!errors'"],
    ['errors is missing', "--where '!errors'"],
    ['status in failure,timeout', '--where status=failure,timeout'],
    ["status in ('failure', 'timeout')", '--where status=failure,timeout'],
    ['status not in failure, timeout', "--where 'status!=failure,timeout'"],
    ['status is failure', '--where status=failure'],
    ['status is not failure', "--where 'status!=failure'"],
    ['created_at after 2d', "--where 'created_at>2d'"],
    ['created_at since 2d', "--where 'created_at>2d'"],
    ['created_at before 2d', "--where 'created_at<2d'"],
    ['created_at until 2d', "--where 'created_at<2d'"],
    ['created_at older than 2d', "--where 'created_at<2d'"],
    ["errors='a b'", `--where 'errors="a b"'`],
    ["errors='a,b'", `--where 'errors="a,b"'`],
    ["errors='a', 'b'", `--where 'errors="a","b"'`],
    ["status!='failure'", `--where 'status!="failure"'`],
    ['status=!failure', "--where 'status!=failure'"],
    ['errors=*Key*', "--where 'errors*=Key'"],
    ['errors=*Key', "--where 'errors*=Key'"],
    ['errors=Ab*', "--where 'errors^=Ab'"],
    ['errors!=Ab*', "--not 'errors^=Ab'"],
    ['!success', "--where 'status!=success'"],
    ['failed?', '--where status=failed'],
  ])('%s', async (where, advice) => {
    const { code, stdout, stderr } = await ask('--where', where);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`ddbdbg: --where ${where}: `);
    expect(stderr).toContain(`\nUse ${advice}.\n`);
    // What is advised is accepted.
    const words = parsedAdvice(advice);
    expect(await ask(...words, '--explain')).toMatchObject({ code: 0, stderr: '' });
  });

  test('also as a negated condition', async () => {
    const { stderr } = await ask('--not', 'errors like Key');
    expect(stderr).toBe(
      "ddbdbg: --not errors like Key: 'like' is not an operator here.\nUse --not 'errors*=Key'.\n",
    );
    expect((await ask('--not', 'errors not like Key')).stderr).toContain("\nUse --where 'errors*=Key'.\n");
    expect((await ask('--not', 'a..b=1')).stderr).toBe(
      'ddbdbg: --not a..b=1\n                ^ expected a name\n',
    );
  });

  test('alternatives on different attributes are two questions', async () => {
    const { code, stderr } = await ask('--where', 'status=failure or timeout=5');
    expect(code).toBe(2);
    expect(stderr).toContain('for different attributes, ask one question each');
  });
});

describe('what can be meant as it is typed is accepted', () => {
  test.each([
    'errors*=this or that',
    'errors=black and white',
    'errors*="a=1 and timeout=5"',
    'errors*=a || b',
    'job_id=~/jobs',
    '"errors like"=x',
    '!"success"',
    'note=a == b',
    `errors="'failure'"`,
    'errors="*Key*"',
    'errors="!x"',
    'errors=a*b',
    "errors='",
    "errors=it's 'so'",
  ])('%s', async (where) => {
    expect(() => refuseOtherSyntax(where, false)).not.toThrow();
    expect(await ask('--where', where, '--explain')).toMatchObject({ code: 0, stderr: '' });
  });
});
