import { describe, expect, test } from 'vitest';
import { askWords } from '../../../src/commands/argv/command-line';
import { configText } from '../../../src/init/write-tables';
import { draftsFrom, tablesIn } from './drafted';

const field = (name: string, type = 'string') => ({ name, type, required: true });
const model = (entities: object, gsi_list: object[] = [], table_name = 'Restaurant') =>
  JSON.stringify({
    tables: [{ table_config: { table_name, partition_key: 'pk', sort_key: 'sk' }, gsi_list, entities }],
  });
const filter = (logical_operator: string, conditions: object[]) => ({
  filter_expression: { conditions, logical_operator },
});
const written = (source: string) => configText(draftsFrom(source).drafts);

describe('a data model', () => {
  test("the template of an index does not replace the one of the table's own key", () => {
    const entities = {
      Dish: {
        pk_template: 'RESTAURANT#{restaurant_id}',
        sk_template: 'MENU#{category}#{product_id}',
        gsi_mappings: [{ name: 'ByDish', pk_template: 'DISH#{product_id}', sk_template: '{product_id}' }],
        fields: ['restaurant_id', 'category', 'product_id'].map((name) => field(name)),
      },
    };
    const source = model(entities, [{ name: 'ByDish', partition_key: 'gpk', sort_key: 'sk' }]);
    expect(tablesIn(source)['shop restaurant']?.attributes).toMatchObject({
      sk: { template: 'MENU#{category}#{product_id}' },
      gpk: { template: 'DISH#{product_id}' },
    });
    expect(written(source)).toContain('# ? the index ByDish has the template {product_id}');
  });

  test('documented ranges and filters are in the command, and equal questions become one', () => {
    const entities = {
      Post: {
        pk_template: 'USER#{user_id}',
        sk_template: 'POST#{created_at}#{n}',
        gsi_mappings: [{ name: 'Top', pk_template: 'TOP', sk_template: 'SCORE#{score}' }],
        fields: [
          field('user_id'),
          field('created_at'),
          field('score', 'integer'),
          field('tag'),
          field('hidden', 'boolean'),
        ],
        access_patterns: [
          ['one', 'GetItem', {}, ['user_id', 'created_at', 'n']],
          ['whether it is there', 'GetItem', {}, ['user_id', 'created_at', 'n']],
          ['since', 'Query', { range_condition: '>=' }, ['user_id', 'since_date']],
          ['between', 'Query', { range_condition: 'between' }, ['user_id', 'from', 'to']],
          ['in a month', 'Query', { range_condition: 'begins_with' }, ['user_id', 'month']],
          ['best', 'Query', { range_condition: '>', index_name: 'Top' }, ['least']],
          [
            'filtered',
            'Query',
            filter('AND', [
              { field: 'tag', operator: '<>', param: 'excluded' },
              { field: 'hidden', operator: '=', param: 'hidden' },
              { field: 'tag', function: 'attribute_exists' },
            ]),
            ['user_id', 'excluded', 'hidden'],
          ],
          [
            'either',
            'Query',
            filter('OR', [
              { field: 'tag', operator: '=', param: 'a' },
              { field: 'score', operator: '>', param: 'b' },
            ]),
            ['user_id', 'a', 'b'],
          ],
        ].map(([description, operation, more, names]) => ({
          description,
          operation,
          ...(more as object),
          parameters: (names as string[]).map((name) => ({ name, type: 'string' })),
        })),
      },
    };
    const source = model(entities, [{ name: 'Top', partition_key: 'tpk', sort_key: 'tsk' }], 'Posts');
    const { patterns = [] } = tablesIn(source)['shop posts'] ?? {};
    expect(patterns.map(({ question, ask }) => [question, askWords(ask, []).join(' ')])).toEqual([
      ['one; whether it is there', '--user-id user_id-1 --created-at created_at-1 --n n-1'],
      ['since', '--user-id user_id-1 --where created_at>=created_at-1'],
      ['between', '--user-id user_id-1 --where created_at>=created_at-1 --where created_at<=created_at-9'],
      ['in a month', '--user-id user_id-1 --where created_at^=created_at'],
      ['best', '--where score>1'],
      ['filtered', '--user-id user_id-1 --where tag!=tag-1 --where hidden=true --where tag?'],
      ['either', '--user-id user_id-1'],
    ]);
    expect(written(source)).toContain('# ? either: its filter is not wholly in the command');
  });

  test('a documented filter that no question accepts is left out of the example, with a note', () => {
    const conditions = [
      { field: 'tags', operator: '>', param: 'tags' },
      { field: 'tag', operator: '=', param: 'tag' },
    ];
    const entities = {
      Post: {
        pk_template: 'USER#{user_id}',
        sk_template: 'POST#{n}',
        fields: [field('user_id'), field('tag'), field('tags', 'array')],
        access_patterns: [
          {
            pattern_id: 1,
            description: 'filtered',
            operation: 'Query',
            parameters: [{ name: 'user_id' }],
            filter_expression: { conditions, logical_operator: 'AND' },
          },
        ],
      },
    };
    const source = model(entities);
    expect(tablesIn(source)['shop restaurant']?.patterns.map(({ ask }) => ask.where)).toEqual([
      ['tag=tag-1'],
    ]);
    expect(written(source)).toContain(
      '# ? filtered: tags>tags-1 is left out: The attribute tags has type L, which has no order',
    );
  });

  test('an entity that its keys do not tell apart is known by its type, or left out and told', () => {
    const entity = (entity_type: string, pk_template: string, more: object[] = []) => ({
      entity_type,
      pk_template,
      sk_template: '{id}',
      fields: [field('id'), ...more],
    });
    const kinds = (more: object[]) =>
      model({
        Cat: entity('CAT', 'A#{id}', more),
        Dog: entity('DOG', 'A#{id}', more),
        Owner: entity('OWNER', 'O#{id}', more),
      });
    const typed = tablesIn(kinds([field('entity_type')]));
    expect(Object.keys(typed)).toEqual(['shop restaurant', 'shop cat', 'shop dog', 'shop owner']);
    expect(typed['shop dog']?.patterns.every(({ where }) => where?.entity_type === 'DOG')).toBe(true);
    expect(typed['shop owner']?.patterns.every(({ where }) => where === undefined)).toBe(true);
    expect(Object.keys(tablesIn(kinds([])))).toEqual(['shop restaurant', 'shop owner']);
    expect(written(kinds([]))).toContain(
      '# ? Cat is left out: neither its keys nor a type attribute tell it apart from Dog',
    );
  });
});

test('sample items that are ignored are told', () => {
  const table = {
    TableName: 'Orders',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  };
  const put = (Item: unknown) => ({ PutRequest: { Item } });
  const items = [
    put({ id: { S: 'a' } }),
    put({ id: 'b' }),
    put({ total: { N: '1' } }),
    { DeleteRequest: {} },
  ];
  const text = written(JSON.stringify({ tables: [table], items: { Orders: items } }));
  expect(text).toContain(
    "# ? 2 sample items are ignored: not in DynamoDB's JSON, with a type for each value",
  );
  expect(text).toContain('# ? 1 sample item is ignored: without a key');
  expect(text).toContain('# made from a sample of 1 item\n');
});
