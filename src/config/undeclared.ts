import { didYouMean } from '../did-you-mean';
import type { TableDefinition } from '../dynamo/model/definition';
import type { Path } from '../dynamo/model/path';
import type { Mistake } from './mistake';

/** Returns the mistake of naming an attribute that the table does not declare. */
export function undeclared(name: string, path: Path, { attributes }: TableDefinition): Mistake {
  const known = Object.keys(attributes);
  return {
    path,
    message: `${name} is not declared under attributes.${didYouMean(name, known)}`,
    hint:
      known.length === 0
        ? undefined
        : `Declared attributes: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}.`,
  };
}
