import { beforeAll, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { tableWith } from '../helpers/client';
import { runMain } from '../helpers/run-main';

const definition: TableDefinition = {
  command: ['things'],
  summary: '',
  name: 'things',
  partitionKey: ['id'],
  attributes: { id: { type: 'S' } },
  patterns: [],
};
let name: string;
beforeAll(async () => {
  name = await tableWith(definition, [
    { id: { S: 'a' }, list: { L: [] }, map: { M: { x: { N: '1.50' }, y: { S: 'z' } } } },
    { id: { S: 'b' }, list: { L: [{ N: '1' }, { BOOL: true }] }, map: { M: {} } },
  ]);
});

const flat = [
  ['list=[]', 'a'],
  ['list*=1', 'b'],
];
/** dynalite cannot compare nested values. */
const deep = [
  ['list=[1, true]', 'b'],
  ['map={}', 'b'],
  ['map={"y":"z","x":1.5}', 'a'],
];

test.each(inject('engine') === 'dynalite' ? flat : [...flat, ...deep])(
  `lists and maps are compared as values on ${inject('engine')}: %s`,
  async (where, id) => {
    const { stdout } = await runMain([
      ...['find', name, '--where', where, '-o', 'ndjson', '--columns', 'id'],
      ...['--endpoint-url', inject('endpoint')],
    ]);
    expect(stdout).toBe(`{"id":"${id}"}\n`);
  },
);
