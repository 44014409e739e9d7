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
    ['2025-06-16', '2025-06-16T00:00:00.000000000'],
    ['2025-06-16T10:00+02:00', '2025-06-16T08:00:00.000000000'],
    ['2025-06-16T10:00:00.123456Z', '2025-06-16T10:00:00.123456000'],
  ])('%s', (text, instant) => {
    expect(parseUserTime(text, NOW)).toBe(instant);
  });

  test.each(['', '2', '2 h', '-2h', '2y', 'h', '1e3s', 'Now', 'tomorrow', '99999999w', '2025', '2025-6-1'])(
    'is rejected: %j',
    (text) => {
      expect(parseUserTime(text, NOW)).toBeUndefined();
      expect(() => requireTime(text, NOW, ANY_ORIGIN)).toThrow(/is not a valid time/);
    },
  );
});
