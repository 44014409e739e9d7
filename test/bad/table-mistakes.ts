/** An invalid configuration of one table, and a pattern for the message after the name of the file. */
export type TableMistake = readonly [lines: string, about: RegExp];

const ATTRIBUTES = 'attributes: { id: S, genre: { option: genre }, year: N }';

/** Returns a configuration of the table `films`, with these lines from the fifth on. */
export function filmsWith(lines: string): string {
  const own = /^attributes:/m.test(lines) ? lines : `${ATTRIBUTES}\n${lines}`;
  const indented = own.split('\n').map((line) => `    ${line}`);
  return ['tables:', '  films:', '    name: films', '    partitionKey: id', ...indented, ''].join('\n');
}

/** Returns lines that define another attribute, `x`, in the seventh line. */
const x = (definition: string) => `attributes:\n  id: S\n  x: ${definition}`;

export const TABLE_MISTAKES: readonly TableMistake[] = [
  ['indexs: {}', /^6: tables\.films\.indexs: unknown key 'indexs'\. Did you mean indexes\?/],
  ['partitionkey: x', /^6: .*Did you mean partitionKey\?/],
  ['columns: [id, yaer]', /^6: tables\.films\.columns\[1\]: yaer is not declared .* Did you mean year\?/],
  ['sortKey: yaer', /^6: tables\.films\.sortKey: yaer is not declared/],
  ['sortKey: id', /^2: tables\.films: the key contains id twice/],
  ['sortKey: [year, genre]', /^6: .*one partition key attribute and at most one sort key attribute/],
  ['ttl: expires', /^6: tables\.films\.ttl: expires is not declared/],
  ['argument: nope', /^6: tables\.films\.argument: nope is not declared/],
  ['required: [year]', /^6: tables\.films\.required\[0\]: year is required but has no option/],
  ['switches: { big: x }', /^6: .*no pattern uses 'big', so the switch has no effect/],
  [
    'switches: { genre: x }\npatterns: [{ question: q, given: [genre] }]',
    /^6: .*already has the option 'genre'/,
  ],
  ['stream: yes', /^6: tables\.films\.stream: expected one of NEW_AND_OLD_IMAGES, found "yes"/],
  ['region: EU West', /^6: tables\.films\.region: expected a region name .*found "EU West"/],
  ['aliases: [executions]', /^6: .*`ddbdbg executions` is already built in/],
  ['aliases: [Films]', /^6: .*'Films' is not a valid command/],
  ['aliases: films', /^6: .*expected a list of texts, found "films"/],
  ['name: more', /^6: Map keys must be unique/],
  ['patterns: {}', /^6: .*expected a list of access patterns, found a mapping/],
  ['patterns: [{ given: [id] }]', /^6: tables\.films\.patterns\[0\]: question is missing/],
  ['patterns: [{ question: q, given: [genres] }]', /^6: .*genres is not declared .*Did you mean genre\?/],
  ['patterns: [{ question: q, index: ByGenre }]', /^6: .*unknown index ByGenre/],
  ['patterns: [{ question: q, example: --gerne war }]', /^6: .*unknown option '--gerne'/],
  ['patterns: [{ question: q, example: war }]', /^6: .*too many arguments/],
  ['patterns: [{ question: q, sort: "year:up" }]', /^6: .*year:up is not declared/],
  ['patterns: [{ question: q, where: { gerne: x } }]', /^6: .*gerne is not declared/],
  ['indexes: [ByGenre]', /^6: tables\.films\.indexes: expected a mapping, found a list of 1/],
  ['indexes: { ByGenre: { partitionKey: gerne } }', /^6: .*gerne is not declared .*Did you mean genre\?/],
  ['indexes: { ByGenre: { sortKey: year } }', /^6: tables\.films\.indexes\.ByGenre: partitionKey is missing/],
  ['indexes: { G: { partitionKey: [id, genre, year, a, b] } }', /^6: .*one to four names, found a list of 5/],
  ['indexes: { G: { partitionKey: [] } }', /^6: .*at least one name, found an empty list/],
  ['indexes: { G: { partitionKey: genre, projection: SOME } }', /^6: .*expected ALL, KEYS_ONLY/],
  ['indexes: { G: { partitionKey: genre, local: true } }', /^6: .*a local index must have the partition key/],
  ['display: { progress: p }', /^6: .*p is not declared/],
  ['display: { partOf: { command: nix, by: id } }', /^6: .*no table has the command 'nix'/],
  ['attributes: {}', /^4: tables\.films\.partitionKey: id is not declared under attributes\.$/],
  ['attributes: null', /^5: tables\.films\.attributes: expected a mapping, found an empty value/],
  ['attributes: { id: M }', /^4: .*id has type M, but a key attribute must have type S, N or B/],
  ['attributes: { id: S, "": S }', /^5: .*expected non-empty text/],
  ['attributes: { id: string }', /^5: .*expected a type \(S, N, .*found "string"/],
  ['attributes:\n  id: S\n  id: N', /^7: Map keys must be unique/],
  [x('{ opton: x }'), /^7: .*unknown key 'opton'\. Did you mean option\?/],
  [x('{ type: [S] }'), /^7: .*expected one of S, N, .*found a list of 1/],
  [x('{ format: date }'), /^7: .*expected one of time, epoch-seconds, .*found "date"/],
  [x('{ type: S, format: epoch-seconds }'), /^7: .*'epoch-seconds' requires type N/],
  [x('{ option: table }'), /^7: .*every lookup already has an option 'table'/],
  [x('{ option: --x }'), /^7: .*expected an option name/],
  [x('{ option: "" }'), /^7: .*expected an option name/],
  [x('{ option: no-x }'), /^7: .*'no-x' would disable another option/],
  [x('{ option: a }\n  y: { option: a }'), /^8: .*another attribute or switch already has the option 'a'/],
  [x('{ option: a-1 }\n  y: { option: a1 }'), /^8: .*the options 'a1' and 'a-1' differ only in dashes/],
  [x('{ values: [a, a] }'), /^7: .*'a' is the name or synonym of two values/],
  [x('{ values: [] }'), /^7: .*the list of values is empty/],
  [x('{ values: [1] }'), /^7: .*expected text \(in quotes if YAML would not read it as text\).*found 1/],
  [x('{ values: [{ name: a, stord: A }] }'), /^7: .*unknown key 'stord'\. Did you mean stored\?/],
  [x('{ values: [{ name: a, stored: [] }] }'), /^7: .*at least one spelling, found an empty list/],
  [x('{ values: [{ name: a, meaning: great }] }'), /^7: .*expected one of good, bad, active, idle/],
  [x('{ type: N, values: [a] }'), /^7: .*'a' is not a number, but the attribute has type N/],
  [x('{ type: BOOL, values: [a] }'), /^7: .*values require type S or N/],
  [x('{ values: 9-0 }'), /^7: .*a range such as 0-9 or 00-15/],
  [x('{ values: 0-1000 }'), /^7: .*at most 1,000 values/],
  [x('{ open: true }'), /^7: .*open requires values/],
  [x('{ secret: "yes" }'), /^7: .*expected true or false, found "yes"/],
  [x('{ type: N, examples: [abc] }'), /^7: .*not a value of type N/],
  [x('{ pattern: { expression: "(", meaning: m } }'), /^7: .*invalid regular expression: Unterminated group/],
  [x('{ pattern: { expression: "a", meaning: m }, option: x }'), /^7: .*requires examples for help/],
  [x('{ pattern: { expression: "a", meaning: m }, examples: [b] }'), /^7: .*'b' does not match the pattern/],
  [
    x(`{ pattern: { expression: "(a+)+$", meaning: m }, examples: [${'a'.repeat(40)}b] }`),
    /^7: .*takes too long/,
  ],
  [
    `${x('{ values: [war], option: x }')}\npatterns: [{ question: q, example: --x peace }]`,
    /^8: .*'x' has no value 'peace'/,
  ],
  [
    `${x('{ values: [war] }')}\npatterns: [{ question: q, where: { x: peace } }]`,
    /^8: .*x has no value 'peace'/,
  ],
  ['attributes: { id: { template: "T#{tenant}" } }', /^5: .*\{tenant\} is not an attribute of this table/],
  ['attributes: { id: { template: "T#{genr}" }, genre: S }', /^5: .*Did you mean genre\?/],
  ['attributes: { id: { template: "T#{a" }, a: S }', /^5: .*unbalanced braces/],
  ['attributes: { id: { template: "{a}{b}" }, a: S, b: S }', /^5: .*without a separator/],
  ['attributes: { id: { template: "{a}#{a}" }, a: S }', /^5: .*contains a variable twice/],
  ['attributes: { id: { template: "{id}#" } }', /^5: .*contains itself: id → id/],
  [
    'attributes:\n  id: { template: "T#{a}" }\n  a: { template: "{b}#" }\n  b: { template: "{a}#" }',
    /^7: .*a → b → a/,
  ],
  ['attributes: { id: { template: "T#{a}" }, a: M }', /^5: .*a variable of a key must be text or a number/],
  ['attributes: { id: { template: "T#{a}", type: N }, a: S }', /^5: .*a template requires type S/],
  [x('{ virtual: true }'), /^7: .*no template contains \{x\}/],
];
