import { describe, expect, test } from 'vitest';
import { parseUserTime, requireTime } from '../../../src/core/question/times';
import { ANY_ORIGIN } from '../../helpers/origin';

const NOW = Date.UTC(2025, 5, 16, 12, 0, 0, 250);

describe('a time entered by the user', () => {
  test.each([
    ['now', '2025-06-16T12:00:00.250000000'],
    ['90s', '2025-06-16T11:58:30.250000000'],
    ['15m', '2025-06-16T11:45:00.250000000'],
    ['2h', '2025-06-16T10:00:00.250000000'],
    ['1.5h', '2025-06-16T10:30:00.250000000'],
    ['3d', '2025-06-13T12:00:00.250000000'],
    ['1w', '2025-06-09T12:00:00.250000000'],
    ['1h30m', '2025-06-16T10:30:00.250000000'],
    ['1w2d3h4m5s', '2025-06-07T08:55:55.250000000'],
    ['today', '2025-06-16T00:00:00.000000000'],
    ['yesterday', '2025-06-15T00:00:00.000000000'],
    ['09:00', '2025-06-16T09:00:00.000000000'],
    ['23:59:59', '2025-06-16T23:59:59.000000000'],
    ['0001-01-01', '0001-01-01T00:00:00.000000000'],
    ['0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000000000'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999000000'],
    ['2025-06-16', '2025-06-16T00:00:00.000000000'],
    ['2025-06-16T10:00+02:00', '2025-06-16T08:00:00.000000000'],
    ['2025-06-16T10:00:00.123456Z', '2025-06-16T10:00:00.123456000'],
  ])('%s', (text, instant) => {
    expect(parseUserTime(text, NOW)).toBe(instant);
  });

  test.each([
    '',
    '2',
    '2 h',
    '-2h',
    '2y',
    'h',
    '1e3s',
    'Now',
    'tomorrow',
    '2025',
    '2025-6-1',
    '30m1h',
    '1h1h',
    '9:00',
    '24:00',
  ])('is rejected: %j', (text) => {
    expect(parseUserTime(text, NOW)).toBeUndefined();
    expect(() => requireTime(text, NOW, ANY_ORIGIN)).toThrow(/is not a valid time/);
  });

  test.each(['99999999w', '9999-12-31T23:59:59-01:00', '0000-06-01', '0001-01-01T00:30:00+01:00'])(
    'is refused outside the years 0001 to 9999: %s',
    (text) => {
      expect(parseUserTime(text, NOW)).toBeUndefined();
      expect(() => requireTime(text, NOW, ANY_ORIGIN)).toThrow(
        `'${text}' is outside the years 0001 to 9999 in UTC.`,
      );
    },
  );
});
