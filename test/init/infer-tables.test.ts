import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import type { Draft } from '../../src/init/draft';
import { inferTables, type Naming } from '../../src/init/infer-tables';
import { namingIn } from './naming';

const NAMING = namingIn('my');

/** Definitions of a table with these items, by command word. The key is PK and SK by default. */
function draftsOf(
  items: readonly Item[],
  key: readonly string[] = ['PK', 'SK'],
  naming: Partial<Naming> = {},
  indexes: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, Draft>> {
  const schemaOf = (names: readonly string[]) =>
    names.map((AttributeName, i) => ({ AttributeName, KeyType: i ? 'RANGE' : 'HASH' }) as const);
  const keys = new Set([...key, ...Object.values(indexes).flat()]);
  const description = {
    TableName: 'Things',
    KeySchema: schemaOf(key),
    AttributeDefinitions: [...keys].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, names]) => ({
      IndexName,
      KeySchema: schemaOf(names),
      Projection: { ProjectionType: 'ALL' },
    })),
  };
  const drafts = inferTables(
    { description, ttl: undefined, items, region: undefined },
    { ...NAMING, ...naming },
  );
  return Object.fromEntries(drafts.map((draft) => [draft.table.command.at(-1), draft]));
}

const many = (make: (i: number) => Readonly<Record<string, string | number>>): Item[] =>
  Array.from({ length: 30 }, (_, i) =>
    Object.fromEntries(
      Object.entries(make(i)).map(([name, value]) => [
        name,
        typeof value === 'number' ? { N: String(value) } : { S: value },
      ]),
    ),
  );

const day = (i: number) => `2025-06-${10 + (i % 20)}T0${i % 10}:00:00.123Z`;

const templates = ({ table }: Draft | Record<string, never>) =>
  Object.entries(table?.attributes ?? {}).flatMap(([name, { template }]) =>
    template ? [`${name} ${template}`] : [],
  );

describe('how keys are composed', () => {
  test.each(['#', '|', '::', ':', '~', '/', '_', '-', '.'])('parts separated by %s', (s) => {
    const items = [
      ...many((i) => ({ PK: `USER${s}${i}`, SK: 'PROFILE', name: `n${i}` })),
      ...many((i) => ({ PK: `USER${s}${i}`, SK: `ORDER${s}${100 + i}`, total: 5000 + i })),
    ];
    const { user, order, things } = draftsOf(items);
    expect(templates(user as Draft)).toEqual([`PK USER${s}{user}`, 'SK PROFILE']);
    expect(templates(order as Draft)).toEqual([`PK USER${s}{user}`, `SK ORDER${s}{order_id}`]);
    expect(templates(things as Draft)).toEqual([]);
    expect(user?.table.argument).toBe('user');
    expect(user?.table.columns).toEqual(['PK', 'name']);
  });

  test.each([
    ['identifiers under a specific name', 'userId', (i: number) => `USER_${i}`],
    ['values with the separator in them', 'PK', (i: number) => `USER-${i}-${i}`],
    ['labels after the first', 'PK', (i: number) => `USER_EVENT_${i}`],
    ['times', 'PK', day],
    ['plain values', 'PK', (i: number) => `u${i}`],
  ])('none: %s', (_, name, value) => {
    const { things } = draftsOf(
      many((i) => ({ [name]: value(i) })),
      [name],
    );
    expect(templates(things as Draft)).toEqual([]);
  });

  test('variables are named after attributes with the same value, or else after labels', () => {
    const { things } = draftsOf(
      many((i) => ({
        PK: `TENANT#t${i % 7}#INVOICE_STATUS#${i % 2 ? 'open' : 'paid'}`,
        SK: `userProfile#p${i}#LIMIT#${i}`,
        tenantKey: `t${i % 7}`,
      })),
    );
    expect(templates(things as Draft)).toEqual([
      'PK TENANT#{tenantKey}#INVOICE_STATUS#{invoiceStatus}',
      'SK userProfile#{userProfile}#LIMIT#{limitId}',
    ]);
    expect(things?.table.attributes).toMatchObject({
      invoiceStatus: {
        option: 'invoice-status',
        virtual: true,
        values: [{ name: 'open' }, { name: 'paid' }],
      },
      limitId: { option: 'limit-id', virtual: true },
    });
  });

  describe('what all sampled items have in common may differ in others', () => {
    test('a whole key is an option with an example, and no constant', () => {
      const { things } = draftsOf(
        many((i) => ({ pk: 'p', sk: `ORDER#${i}`, total: 7000 + i })),
        ['pk', 'sk'],
      );
      expect(templates(things as Draft)).toEqual(['sk ORDER#{order_id}']);
      expect(things?.table.attributes.pk).toEqual({ type: 'S', option: 'pk', examples: ['p'] });
      expect(things?.notes['attributes.pk']).toEqual([
        'always p',
        '? if it never has another value, add template: p',
      ]);
    });

    test('a whole key is a constant when it tells entities apart', () => {
      const drafts = draftsOf([
        ...many((i) => ({ PK: 'p', SK: `ORDER#${i}`, total: 5000 + i })),
        ...many((i) => ({ PK: 'p', SK: `USER#${i}`, name: `n${i}` })),
        ...many((i) => ({ PK: 'p', SK: 'SETUP', limit: i })),
      ]);
      expect(templates(drafts.order as Draft)).toEqual(['SK ORDER#{order_id}']);
      expect(templates(drafts.setup as Draft)).toEqual(['SK SETUP']);
    });

    test.each([
      ['TENANT#acme#ORDER#7', 'PK TENANT#{tenant}#ORDER#{order_id}'],
      ['APP#7#acme', 'PK APP#{app}#{part}'],
      ['user#7#order#7', 'PK user#{user}#order#{order_id}'],
      ['USER#7#ORDER#7', 'PK USER#{user}#ORDER#{order_id}'],
    ])('a word within a key, as in %s', (key, template) => {
      const { things } = draftsOf(
        many((i) => ({ PK: key.replaceAll('7', String(i)), GSI: `A#${i}` })),
        ['PK'],
      );
      expect(templates(things as Draft)).toEqual([template]);
    });

    test('a lower-case word at the start is a constant, with a question', () => {
      const { things } = draftsOf(
        many((i) => ({ PK: `acme#${i}` })),
        ['PK'],
      );
      expect(templates(things as Draft)).toEqual(['PK acme#{acme}']);
      expect(things?.notes['attributes.PK']).toEqual([
        '? check that every item has acme# here, and not only those in the sample',
      ]);
    });
  });

  test('a time between a label and a value leaves the label to the value', () => {
    const { things } = draftsOf(many((i) => ({ PK: `USER#${i}`, SK: `ORDER#${day(i)}#${i}` })));
    expect(templates(things as Draft)).toEqual(['PK USER#{user}', 'SK ORDER#{time}#{order_id}']);
    expect(things?.table.attributes.time).toMatchObject({ format: 'time', virtual: true });
  });

  test('a key that holds the same time as an attribute is not a template, and gives one column', () => {
    const { things } = draftsOf(many((i) => ({ PK: `USER#${i}`, SK: day(i), createdAt: day(i) })));
    expect(templates(things as Draft)).toEqual(['PK USER#{user}']);
    expect(things?.notes['attributes.SK']).toEqual(['ISO-8601, milliseconds, Z', 'the same as createdAt']);
    expect(things?.table.columns).toEqual(['PK', 'createdAt']);
  });
});

describe('entities', () => {
  test('up to two dozen are recognized', () => {
    const kinds = (count: number) =>
      Array.from({ length: count }, (_, k) => `KIND${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[k]}`).flatMap((kind) =>
        many((i) => ({ PK: `${kind}#${i}`, SK: kind })),
      );
    expect(Object.keys(draftsOf(kinds(16)))).toHaveLength(17);
    expect(Object.keys(draftsOf(kinds(26)))).toHaveLength(1);
  });

  test('get another name when theirs is taken', () => {
    const items = [
      ...many((i) => ({ PK: `USER#${i}`, SK: 'PROFILE' })),
      ...many((i) => ({ PK: `ORDER#${i}`, SK: 'ORDER' })),
    ];
    const taken = { taken: new Set(['user', 'things-user']) };
    expect(Object.keys(draftsOf(items, ['PK', 'SK'], taken)).sort()).toEqual([
      'order',
      'things',
      'things-user-2',
    ]);
  });
});

describe('what is an entity', () => {
  const commands = (items: readonly Item[], key?: readonly string[]) =>
    Object.keys(draftsOf(items, key)).sort();
  const notes = (items: readonly Item[]) => draftsOf(items).things?.notes[''];

  test.each(['type', '_type', 'entity', 'entityType', 'recordType', '__edb_e__', '_et'])(
    'an attribute %s decides, by itself or where keys are alike',
    (type) => {
      const items = [
        ...many((i) => ({ PK: `A#${i}`, SK: `A#${i}`, [type]: 'Customer', name: `n${i}` })),
        ...many((i) => ({ PK: `A#${i}`, SK: `A#${i}#O#${i}`, [type]: 'Order', total: 7000 + i })),
      ];
      const { order, customer } = draftsOf(items);
      expect(commands(items)).toEqual(['customer', 'order', 'things']);
      // `A#` begins the keys of both, so the type tells customers apart, and orders too.
      for (const [draft, value] of [
        [customer, 'Customer'],
        [order, 'Order'],
      ] as const)
        expect(draft?.table.patterns.map(({ where }) => where?.[type])).toEqual(
          draft?.table.patterns.map(() => value),
        );
    },
  );

  test('keys that tell entities apart need no condition on the type', () => {
    const items = [
      ...many((i) => ({ PK: `C#${i}`, SK: 'C', type: 'Customer' })),
      ...many((i) => ({ PK: `C#${i}`, SK: `O#${i}`, type: 'Order' })),
    ];
    const { order } = draftsOf(items);
    expect(order?.table.patterns.every(({ where }) => where === undefined)).toBe(true);
  });

  test('not a type of something else: values that occur in items with the same keys and attributes', () => {
    const items = [
      ...many((i) => ({ PK: `ACCT#${i}`, SK: 'ACCT', type: i % 2 ? 'credit' : 'debit' })),
      ...many((i) => ({
        PK: `ACCT#${i}`,
        SK: `CARD#${i}`,
        type: i % 2 ? 'credit' : 'debit',
        number: `n${i}`,
      })),
    ];
    expect(commands(items)).toEqual(['acct', 'card', 'things']);
  });

  test('values are not labels: airport codes, names and states', () => {
    const codes = ['JFK', 'LHR', 'SFO', 'ZRH'];
    expect(
      commands(many((i) => ({ PK: `${codes[i % 4]}#${i}`, SK: `GATE#${i}`, airline: `a${i}` }))),
    ).toEqual(['things']);
    const states = ['OPEN', 'PAID'];
    const { order } = draftsOf([
      ...many((i) => ({ PK: `USER#${i}`, SK: `ORDER#${i}#${states[i % 2]}`, total: 7000 + i })),
      ...many((i) => ({ PK: `USER#${i}`, SK: 'PROFILE', email: `e${i}` })),
    ]);
    expect(templates(order as Draft)).toEqual(['PK USER#{user}', 'SK ORDER#{order_id}#{part}']);
  });

  test('labels after a variable and constant parts do not name an entity', () => {
    expect(
      commands([
        ...many((i) => ({ PK: `TENANT#${i}#REGION#eu`, SK: `INVOICE#${i}#STATE#open`, total: 7000 + i })),
        ...many((i) => ({ PK: `TENANT#${i}#REGION#eu`, SK: `USER#${i}#V#1`, email: `e${i}` })),
      ]),
    ).toEqual(['invoice', 'things', 'user']);
  });

  test('one that nothing tells apart is left out, and told', () => {
    const items = [
      ...many((i) => ({ PK: `ORDER#${i}`, SK: `ORDER#${i}`, total: 7000 + i })),
      ...many((i) => ({ PK: `ORDER#${i}`, SK: `ORDER#${i}#ITEM#${i}`, sku: `s${i}` })),
      ...many((i) => ({ PK: `USER#${i}`, SK: `USER#${i}`, email: `e${i}` })),
    ];
    expect(commands(items)).toEqual(['things', 'user']);
    expect(notes(items)).toEqual([
      'made from a sample of 90 items',
      '? ORDER (30 items) is left out: neither its keys nor a type attribute tell it apart from the others',
      '? ORDER-ITEM (30 items) is left out: neither its keys nor a type attribute tell it apart from the others',
    ]);
  });

  test('one that is named like its table, or like a command, gets another name', () => {
    const items = [
      ...many((i) => ({ PK: `THINGS#${i}`, SK: 'THINGS', a: `a${i}` })),
      ...many((i) => ({ PK: `HELP#${i}`, SK: 'HELP', b: `b${i}` })),
    ];
    expect(commands(items)).toEqual(['things', 'things-help', 'things-items']);
  });

  test('the key of an index that has another form in a few items gets no template, with a question', () => {
    const items = many((i) => ({ id: `i${i}`, GSI1PK: i === 0 ? 'odd' : `USER#${i}` }));
    const { things } = draftsOf(items, ['id'], {}, { G: ['GSI1PK'] });
    expect(templates(things as Draft)).toEqual([]);
    expect(things?.notes['attributes.GSI1PK']).toEqual([
      '? only 29 of 30 have the form USER#…, so it has no template',
    ]);
  });

  test('options that differ only in dashes are told apart', () => {
    const { things } = draftsOf(
      many((i) => ({ 'a-1': `x${i}`, a1: `y${i}` })),
      ['a-1', 'a1'],
    );
    expect(Object.values(things?.table.attributes ?? {}).map(({ option }) => option)).toEqual([
      'a-1',
      'a1-2',
    ]);
  });

  test('two indexes that answer the same question give one', () => {
    const names = ['id', 'a', 'b', 'c'];
    const items = many((i) => Object.fromEntries(names.map((name) => [name, `${name}${i}`])));
    const { things } = draftsOf(items, ['id'], {}, { ByB: ['a', 'b'], ByC: ['a', 'c'] });
    expect(things?.table.patterns.map(({ question }) => question)).toEqual(['one item, by id', 'items by a']);
  });
});

describe('attributes are described by their values', () => {
  test('times that do not sort as text have a format, but not in a key', () => {
    const spaced = (i: number) => day(i).replace('T', ' ');
    const items = many((i) => ({ id: `id-${i}`, at: spaced(i), seen: spaced(i) }));
    const [draft] = Object.values(draftsOf(items, ['id', 'at']));
    expect(draft?.table.attributes.seen?.format).toBe('time');
    expect(draft?.table.attributes.at?.format).toBeUndefined();
    expect(draft?.notes['attributes.at']?.join()).toContain('? times that do not sort as text: ISO-8601');
  });

  const noteOf = (value: (i: number) => string | number, name = 'x') => {
    const { things } = draftsOf(
      many((i) => ({ id: `i${i}`, [name]: value(i) })),
      ['id'],
    );
    return [things?.notes[`attributes.${name}`]?.join('; ') ?? '', things?.table.attributes[name]] as const;
  };
  const cases: [string, (i: number) => string | number, string, object, string?][] = [
    [
      'always the same',
      () => 'Invoice',
      'always Invoice',
      { type: 'S', examples: ['Invoice'] },
      'entityType',
    ],
    [
      'leading zeros',
      (i) => String(i).padStart(8, '0'),
      'numbers of 8 digits, with leading zeros',
      { type: 'S' },
    ],
    ['numbers as text', (i) => `${i}.50`, 'numbers, stored as text', { type: 'S' }],
    [
      'seconds as text',
      (i) => String(1_750_000_000 + i),
      '? looks like epoch seconds, stored as text',
      { type: 'S' },
    ],
    ['UUIDs', (i) => `5d1f0c7e-3b8a-4c57-9e21-0a6f4b7d9c${10 + i}`, 'UUIDs', { type: 'S' }],
    ['ULIDs', (i) => `01J17YGNXPREKKTK6PH83ZRC${10 + i}`, 'ULIDs, which sort by time', { type: 'S' }],
    ['KSUIDs', (i) => `2aBcDeFgHiJkLmNoPqRsTuVwX${10 + i}`, 'KSUIDs, which sort by time', { type: 'S' }],
    [
      'seconds',
      (i) => 1_750_000_000 + i,
      'epoch seconds',
      { type: 'N', format: 'epoch-seconds' },
      'placedAt',
    ],
    [
      'millis',
      (i) => 1_750_000_000_000 + i,
      'epoch milliseconds',
      { type: 'N', format: 'epoch-millis' },
      'ts',
    ],
    [
      'seconds in an attribute with an uninformative name',
      (i) => 1_750_000_000 + i,
      '? looks like epoch seconds; if so, add format: epoch-seconds',
      { type: 'N' },
    ],
    [
      'milliseconds under the name of a duration',
      (i) => 1_750_000_000_000 + i,
      '? looks like epoch milliseconds; if so, add format: epoch-millis',
      { type: 'N' },
      'ms',
    ],
    [
      'microseconds',
      (i) => 1_750_000_000_000_000 + i,
      '? looks like epoch microseconds, which no format supports',
      { type: 'N' },
    ],
    ['a duration', (i) => i * 1000, '', { type: 'N', format: 'millis' }, 'duration_ms'],
    [
      'days',
      (i) => day(i).slice(0, 10),
      'ISO-8601, days',
      { type: 'S', format: 'time', examples: ['2025-06-16'] },
    ],
  ];
  test.each(cases)('%s', (_, value, note, definition, name) => {
    expect(noteOf(value, name)).toEqual([note, definition]);
  });

  test('a few digits are not an enumeration, and a single status is', () => {
    expect(noteOf((i) => String(i % 3), 'version')[1]).toEqual({ type: 'S' });
    expect(noteOf(() => 'active', 'status')[1]).toMatchObject({
      format: 'status',
      values: [{ name: 'active' }],
    });
  });

  test('likely secrets are hidden at any depth, with a question', () => {
    const secret = { S: 'x' };
    const nested = { L: [{ M: { label: { S: 'a' }, refresh_token: secret } }] };
    const [item] = [
      { id: { S: '1' }, apiKey: secret, note: { S: 'sk_live_abc' }, devices: { M: { all: nested } } },
    ];
    const { things } = draftsOf([item as Item], ['id']);
    const hidden = Object.entries(things?.table.attributes ?? {}).filter(([, { secret: is }]) => is);
    expect(hidden.map(([name]) => name).sort()).toEqual(['apiKey', 'note', 'refresh_token']);
    expect(things?.notes['attributes.refresh_token']).toEqual([
      '? hidden, as it looks like a secret inside devices',
    ]);
    expect(things?.table.columns).toEqual(['id']);
  });

  test('options are plain letters, and never those that every lookup has', () => {
    const names = ['größe', 'user id', 'order.number', 'limit', '日本', 'No-Show', '2nd'];
    const items = many((i) => Object.fromEntries(names.map((name) => [name, `v${i}`])));
    const options = names.map((name) => draftsOf(items, [name]).things?.table.attributes[name]?.option);
    expect(options).toEqual(['grosse', 'user-id', 'order-number', 'by-limit', 'x', 'by-no-show', 'by-2nd']);
  });
});

test('the example of a day is a day', () => {
  const { things } = draftsOf(
    many((i) => ({ id: `i${i}`, day: day(i).slice(0, 10) })),
    ['id', 'day'],
  );
  expect(things?.table.patterns.at(-1)?.ask).toEqual({ values: { id: 'id-1', day: '2025-06-16' } });
});

test('the summary of an entity is plain English, whatever its name', () => {
  const drafts = draftsOf([
    ...many((i) => ({ PK: `THINGS#${i}`, SK: 'THINGS', a: `a${i}` })),
    ...many((i) => ({ PK: `S#${i}`, SK: 'S', b: `b${i}` })),
  ]);
  expect(Object.values(drafts).map(({ table }) => table.summary)).toEqual([
    'items of the table Things, of any kind',
    'items of kind s in the table Things',
    'items of kind things in the table Things',
  ]);
});

test('the key of an index that only some items of an entity have says so, and is not always there', () => {
  const items = many((i) => ({ PK: `USER#${i}`, ...(i % 3 === 0 && { GSI1PK: `ORG#${i}` }) }));
  const { things } = draftsOf(items, ['PK'], {}, { G: ['GSI1PK'] });
  expect(things?.table.attributes.GSI1PK).toEqual({ type: 'S', option: 'gsi1pk', template: 'ORG#{org}' });
  expect(things?.notes['attributes.GSI1PK']).toEqual(['? only 10 of 30 items have it']);
});

test('the keys of a table are columns, whatever they contain', () => {
  const items = Array.from(
    { length: 30 },
    (_, i): Item => ({
      digest: { B: btoa(`d${i}`) },
      path: { S: `${'folder/'.repeat(10)}${i}` },
      payload: { B: btoa(`p${i}`) },
      size: { N: String(1000 + i) },
    }),
  );
  expect(draftsOf(items, ['digest', 'path']).things?.table.columns).toEqual(['digest', 'path', 'size']);
});

test('a table without a sample, or with too small a sample', () => {
  expect(draftsOf([]).things).toMatchObject({
    table: { attributes: { PK: { option: 'pk' }, SK: { option: 'sk' } } },
    notes: { '': ['? made without a sample of items, so only key attributes are known'] },
  });
  const [one] = many(() => ({ id: '7', status: 'ok', entityType: 'Thing' }));
  expect(draftsOf([one as Item], ['id']).things).toMatchObject({
    table: { argument: 'id', columns: ['id', 'entityType', 'status'], attributes: { status: { type: 'S' } } },
    notes: { '': ['made from a sample of 1 item'] },
  });
});
