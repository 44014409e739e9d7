import { afterEach, expect, test, vi } from 'vitest';
import type { AttributeFormat } from '../../src/dynamo/model/attribute-definition';
import type { AttributeValue } from '../../src/dynamo/model/values';
import { compactTime, guessedEpoch, timeText } from '../../src/format/times';
import { NOW } from './examples';

afterEach(() => vi.unstubAllEnvs());

test.each<[AttributeFormat | undefined, AttributeValue, string | undefined]>([
  ['time', { S: '2025-06-16T21:19:33Z' }, '2025-06-16T21:19:33Z'],
  ['time', { S: '2025-06-16T23:19:33.5+02:00' }, '2025-06-16T21:19:33.500Z'],
  ['time', { S: '2025-06-16T21:19:33.123456789' }, '2025-06-16T21:19:33.123456789Z'],
  ['time', { S: '2025-06-16' }, '2025-06-16T00:00:00Z'],
  ['time', { S: 'yesterday' }, undefined],
  ['time', { N: '1750108800' }, undefined],
  ['epoch-seconds', { N: '1750108800' }, '2025-06-16T21:20:00Z'],
  ['epoch-millis', { N: '1750108800001' }, '2025-06-16T21:20:00.001Z'],
  ['epoch-seconds', { S: '1750108800' }, undefined],
  ['epoch-seconds', { N: '1E+40' }, undefined],
  ['seconds', { N: '1750108800' }, undefined],
  ['status', { S: '2025-06-16T21:19:33Z' }, undefined],
  // Without a definition, only values that are almost certainly times.
  [undefined, { S: '2025-06-16T21:19:33Z' }, '2025-06-16T21:19:33Z'],
  [undefined, { S: '2025-06-16' }, undefined],
  [undefined, { N: '1750108800' }, undefined],
  ['time', { NULL: true }, undefined],
])('%s %j in UTC is %s', (format, value, expected) => {
  expect(timeText(format, value, 'utc', NOW)).toBe(expected);
});

test.each([
  ['2025-06-16T21:20:00.999Z', 'now'],
  ['2025-06-16T21:19:59.001Z', 'now'],
  ['2025-06-16T21:19:59Z', '1s ago'],
  ['2025-06-16T21:18:57Z', '1m 3s ago'],
  ['2025-06-16T18:20:00Z', '3h ago'],
  ['2025-06-13T20:20:00Z', '3d 1h ago'],
  ['2024-06-16T21:20:00Z', '365d ago'],
  ['2025-06-16T21:25:30.5Z', 'in 5m 30s'],
])('%s is %s', (stored, expected) => {
  expect(timeText('time', { S: stored }, 'relative', NOW)).toBe(expected);
});

test.each([
  ['Europe/Berlin', '2025-06-16T21:19:33.789Z', '2025-06-16 23:19:33.789 +02:00'],
  ['Europe/Berlin', '2025-01-16T23:30:00Z', '2025-01-17 00:30:00 +01:00'],
  ['America/St_Johns', '2025-06-16T01:00:00.1234567Z', '2025-06-15 22:30:00.1234567 -02:30'],
  ['Asia/Kathmandu', '2025-06-16T21:19:33.500Z', '2025-06-17 03:04:33.500 +05:45'],
  ['UTC', '2025-06-16T21:19:33Z', '2025-06-16 21:19:33 +00:00'],
])('in %s %s is %s', (zone, stored, expected) => {
  vi.stubEnv('TZ', zone);
  expect(timeText('time', { S: stored }, 'local', NOW)).toBe(expected);
});

test.each<[AttributeFormat | undefined, AttributeValue, string | undefined]>([
  ['time', { S: '2025-06-16T21:19:33.789Z' }, '21:19:33'],
  ['time', { S: '2025-06-17T00:30:00+02:00' }, '22:30:00'],
  ['time', { S: '2025-06-15T23:59:59Z' }, '06-15 23:59'],
  ['time', { S: '2025-06-17T00:00:00Z' }, '06-17 00:00'],
  ['time', { S: '2024-12-31T23:59:59Z' }, '2024-12-31'],
  ['time', { S: '2026-01-01T00:00:00Z' }, '2026-01-01'],
  ['epoch-seconds', { N: '1750108800' }, '21:20:00'],
  ['epoch-millis', { N: '1750108800999' }, '21:20:00'],
  [undefined, { S: '2025-06-16T21:19:33Z' }, '21:19:33'],
  [undefined, { N: '1750108800' }, undefined],
  ['time', { S: 'yesterday' }, undefined],
])('%s %j is %s for short', (format, value, expected) => {
  expect(compactTime(format, value, 'utc', NOW)).toBe(expected);
});

test('short local times are of the local day', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(compactTime('time', { S: '2025-06-16T15:00:00Z' }, 'local', NOW)).toBe('00:00:00');
  expect(compactTime('time', { S: '2025-06-16T14:59:59Z' }, 'local', NOW)).toBe('06-16 23:59');
});

test.each([
  ['ttl', '1750108800', 'epoch-seconds'],
  ['expiresAt', '1750108800.5', 'epoch-seconds'],
  ['created_at', '1750108800123', 'epoch-millis'],
  ['lastSeenTime', '1750108800123', 'epoch-millis'],
  ['format', '1750108800', undefined],
  ['count', '1750108800', undefined],
  ['created_at', '7', undefined],
  ['created_at', '-1750108800', undefined],
])('%s %s is guessed to be %s', (name, number, format) => {
  expect(guessedEpoch(name, number)).toBe(format);
});
