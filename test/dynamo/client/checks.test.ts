import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crc32, slowCrc32 } from '../../../src/dynamo/client/crc32';
import { maskSecrets } from '../../../src/dynamo/client/mask-secrets';
import { refusePlainHttp } from '../../../src/dynamo/client/plain-http';
import { isLoopback } from '../../../src/loopback';

test.each([
  ['', 0],
  ['123456789', 0xcbf43926],
  ['{}', 2745614147],
])('the CRC-32 of %j', (text, sum) => {
  const bytes = Buffer.from(text);
  expect(slowCrc32(bytes)).toBe(sum);
  expect(crc32(bytes)).toBe(sum);
  if (typeof zlib.crc32 === 'function') expect(zlib.crc32(bytes)).toBe(sum);
});

describe('what looks like a credential is masked in the output of other programs', () => {
  test.each([
    ['key AKIAIOSFODNN7EXAMPLE is bad', 'key [redacted] is bad'],
    ['token=hvs.abc expired', 'token=[redacted] expired'],
    ['{"SecretAccessKey": "wJalrXUtn/K7MDENG"}', '{"SecretAccessKey": [redacted]}'],
    ["password: 'my dog' wrong", 'password: [redacted] wrong'],
    ['got FQoGZXIvYXdzEBYaDOa1b2c3d4e5f6g7h8i9j0k1l2m3n4 back', 'got [redacted] back'],
    ['open /home/someone/with/a/rather/long/path/to/the/AWS1/config: no such file', undefined],
    ['the session has expired, run aws sso login --profile dev', undefined],
  ])('%s', (text, masked = text) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe('plain HTTP is only for this machine', () => {
  test.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(() => refusePlainHttp(new URL(`http://${host}:8000`))).not.toThrow();
  });
  test.each([
    'example.com',
    'localhost.example.com',
    'evil.localhost',
    '127.0.0.1.example.com',
    '10.0.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
  ])('not %s', (host) => {
    expect(isLoopback(new URL(`http://${host}`).hostname)).toBe(false);
    expect(() => refusePlainHttp(new URL(`http://${host}`))).toThrow('would be unencrypted');
    expect(() => refusePlainHttp(new URL(`https://${host}`))).not.toThrow();
  });
  // The URL parser normalizes these spellings of an address.
  test.each(['127.1', '2130706433', '0x7f000001', 'LOCALHOST'])('%s is the same machine', (host) => {
    expect(isLoopback(new URL(`http://${host}`).hostname)).toBe(true);
  });
});
