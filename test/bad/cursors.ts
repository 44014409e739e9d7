const raw = (json: string) => Buffer.from(json).toString('base64url');
const token = (body: unknown) => raw(JSON.stringify(body));

/** Returns an attribute value with `levels` levels of nesting, as JSON. */
function deep(levels: number): string {
  return `${'{"L":['.repeat(levels)}{"S":"x"}${']}'.repeat(levels)}`;
}

/** Returns invalid cursors for a question: variations of a valid one, and nonsense. */
export function badCursors(good: string): readonly string[] {
  const body = JSON.parse(Buffer.from(good, 'base64url').toString('utf8')) as [
    number,
    number,
    string,
    unknown[],
  ];
  const [version, now, question, positions] = body;
  const at = (...changed: unknown[]) => token([version, now, question, changed]);
  return [
    ...[
      'abc',
      '!!',
      ' ',
      '0',
      'null',
      '{}',
      '[]',
      'W10',
      'e30',
      '=',
      'a=b',
      '../../etc/passwd',
      '%5B1%5D',
      '\u0000',
      '🐈',
    ],
    ...[null, 1, 'text', {}, [], [1], [1, 2, 3], [1, 2, 3, 4, 5], { length: 4 }].map(token),
    ...[
      good.slice(0, -4),
      good.slice(4),
      `${good} `,
      ` ${good}`,
      good + good,
      `${good}=`,
      good.toUpperCase(),
      `"${good}"`,
    ],
    ...[2, 0, -1, '1', null, 1.5].map((other) => token([other, now, question, positions])),
    ...['now', null, 1.5, 1e300, -1e16, [now], true].map((other) =>
      token([version, other, question, positions]),
    ),
    ...[null, 7, [], {}, '', 'x', `${question}x`].map((other) => token([version, now, other, positions])),
    ...[null, {}, 'end', 7, [], [null, null], [...positions, 'end']].map((other) =>
      token([version, now, question, other]),
    ),
    ...[7, true, 'start', [], [1], { a: 1 }, { a: null }, { a: 'x' }, { a: {} }, { a: { S: 1 } }].map((one) =>
      at(one),
    ),
    ...[
      { a: { N: 1 } },
      { a: { X: 'x' } },
      { a: { S: 'x', N: '1' } },
      { a: { B: 7 } },
      { a: { NULL: false } },
    ].map((one) => at(one)),
    ...[{ a: { L: {} } }, { a: { M: [] } }, { a: { SS: [1] } }, { a: { M: { b: 1 } } }].map((one) => at(one)),
    ...[{}, { a: { S: 'x' } }, { constructor: { S: 'x' } }].map((one) => at(one)),
    at(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`a${i}`, { S: 'x' }]))),
    ...[33, 3_000, 100_000].map((levels) => raw(`[1,${now},"${question}",[{"GSI1SK":${deep(levels)}}]]`)),
    raw(`[1,${now},"${question}",[{"__proto__":{"S":1}}]]`),
    raw(`{"__proto__":[1,${now},"${question}",[null]]}`),
    '['.repeat(50_000),
    raw('['.repeat(50_000)),
    'A'.repeat(100_000),
  ];
}
