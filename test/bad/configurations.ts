/** A configuration file that can't be right, and what the message has to be about. */
export type BadConfiguration = readonly [text: string, about: RegExp];

/** Names that stand for ten of the one before, nine times over. */
const BOMB = ['a0: &a0 [x]'];
for (let i = 1; i < 10; i++)
  BOMB.push(
    `a${i}: &a${i} [${Array(10)
      .fill(`*a${i - 1}`)
      .join(', ')}]`,
  );

const table = (rest: string) => `tables: { films: { name: films, partitionKey: id, ${rest} } }`;

export const BAD_CONFIGURATIONS: readonly BadConfiguration[] = [
  ['tables: [', /c\.yaml/],
  ['\t- x', /c\.yaml/],
  ['a: b: c', /c\.yaml/],
  ['"unclosed', /c\.yaml/],
  ['{"tables": {}', /c\.yaml/],
  ['--- 1\n--- 2', /more than one YAML document/],
  ['tables: {}\ntables: {}', /c\.yaml:2/],
  ['*nowhere', /no anchor/],
  [BOMB.join('\n'), /c\.yaml/],
  ['a: !!js/function "function () { process.exit(7) }"', /c\.yaml/],
  ['__proto__: { polluted: true }', /__proto__/],
  ['tables: { __proto__: { name: x } }', /__proto__/],
  ['"__proto__": []', /__proto__/],
  ['constructor: { prototype: { polluted: true } }', /constructor/],
  ['7', /c\.yaml/],
  ['just text', /c\.yaml/],
  ['[]', /c\.yaml/],
  ['null: x', /c\.yaml/],
  ['{ 1: 2 }', /c\.yaml/],
  ['tablez: {}', /tablez/],
  ['tables: 7', /tables/],
  ['tables: { films: 7 }', /films/],
  ['tables: { films: {} }', /films/],
  ['tables: { "a b": { name: films, partitionKey: id } }', /a b/],
  ['tables: { find: { name: films, partitionKey: id, attributes: { id: S } } }', /find/],
  ['defaults: { output: xml }', /output/],
  ['defaults: { scanLimitMb: many }', /scanLimitMb/],
  ['defaults: { scanLimitMb: -1 }', /scanLimitMb/],
  ['defaults: { region: "US EAST" }', /region/],
  ['defaults: { stage: "a/b" }', /stage/],
  ['defaults: { limit: 5 }', /limit/],
  ['contexts: { prod: { endpoint: ftp://x } }', /endpoint/],
  ['contexts: []', /contexts/],
  ['overrides: { nobody: { name: x } }', /nobody/],
  [table('attributes: { id: X }'), /id/],
  [table('attributes: { id: { type: S, pattern: { expression: "(", meaning: x } } }'), /expression/],
  [table('attributes: { id: { type: S, option: limit } }'), /limit/],
  [table('attributes: { id: { template: "{id}" } }'), /template/],
  [table('attributes: { id: { template: "{nobody}#x" } }'), /nobody/],
  [`${'['.repeat(20_000)}`, /c\.yaml/],
  [`${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}`, /c\.yaml/],
  [`x: ${'[1,'.repeat(100)}`, /c\.yaml/],
  ['\u0000\u0001\u0002', /c\.yaml/],
  ['a: \u001b[31mred', /c\.yaml/],
];
