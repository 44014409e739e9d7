import { Pair, Scalar, type Tags, YAMLMap, type YAMLSeq } from 'yaml';

/** The short forms of CloudFormation's functions. */
const FUNCTIONS = [
  ...[
    'And',
    'Base64',
    'Cidr',
    'Condition',
    'Equals',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
    'Not',
  ],
  ...['Or', 'Ref', 'Select', 'Split', 'Sub', 'Transform'],
];

/** `!Sub x` and the like, read as the long forms `{ Fn::Sub: x }`. */
export const CLOUDFORMATION_TAGS: Tags = FUNCTIONS.flatMap((name) => {
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrapped = (argument: YAMLMap.Parsed | YAMLSeq.Parsed) => {
    const map = new YAMLMap();
    map.items.push(new Pair(new Scalar(long), argument));
    return map;
  };
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [long]: text }) },
    { tag: `!${name}`, collection: 'seq' as const, resolve: wrapped },
    { tag: `!${name}`, collection: 'map' as const, resolve: wrapped },
  ];
});
