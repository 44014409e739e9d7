import type { Item } from '../dynamo/model/values';
import { wordsIn } from './names';
import { isSameSet, regularAttributes } from './sample';

/** Items whose keys have the same form. */
export interface FormGroup {
  readonly form: string;
  readonly items: readonly Item[];
}

/**
 * Merges groups whose forms differ in a single word and whose items have the same attributes: such words are values, for example the codes
 * of airports or the names of customers. `USER#{}` and `ORG#{}` stay apart when attributes such as `userId` and `orgId` confirm that the
 * words are labels. `key` are the attributes of the table's own key.
 */
export function mergeValues(
  byForm: ReadonlyMap<string, readonly Item[]>,
  key: readonly string[],
): readonly FormGroup[] {
  const names = new Set([...byForm.values()].flat().flatMap((item) => Object.keys(item).flatMap(wordsIn)));
  const isConfirmed = (word: string) =>
    wordsIn(word).every((part) => names.has(part) || names.has(singular(part)));
  let groups: FormGroup[] = [...byForm].map(([form, items]) => ({ form, items }));
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as FormGroup;
    const regular = regularAttributes(group.items, key);
    // Without other attributes there is nothing to compare.
    if (regular.size === 0) continue;
    const alike = groups.flatMap((other) => {
      if (other === group || !isSameSet(regular, regularAttributes(other.items, key))) return [];
      const difference = differenceOf(group.form, other.form);
      if (!difference || difference.words.every(isConfirmed)) return [];
      return [{ other, form: difference.form }];
    });
    const [first] = alike;
    if (!first) continue;
    const same = alike.filter(({ form }) => form === first.form).map(({ other }) => other);
    const merged = { form: first.form, items: [group, ...same].flatMap(({ items }) => items) };
    groups = [merged, ...groups.filter((other) => other !== group && !same.includes(other))];
    // What was merged may merge again.
    i = -1;
  }
  return groups;
}

/** The one part in which two forms differ, if it is a word in both (or already a variable), and the form with a variable there. */
function differenceOf(
  a: string,
  b: string,
): { readonly words: readonly string[]; readonly form: string } | undefined {
  const parts = partsOf(a);
  const others = partsOf(b);
  if (parts.length !== others.length) return undefined;
  const at = parts.findIndex((part, i) => part !== others[i]);
  const [one = '', other = ''] = [parts[at], others[at]];
  if (at < 0 || parts.some((part, i) => i > at && part !== others[i])) return undefined;
  if (![one, other].every((part) => /^(?:[A-Za-z][A-Za-z_]*|\{\})$/.test(part))) return undefined;
  const words = [one, other].filter((part) => part !== '{}');
  return { words, form: parts.map((part, i) => (i === at ? '{}' : part)).join('') };
}

/** Splits a form into words, variables, and what separates them. */
function partsOf(form: string): readonly string[] {
  return form.split(/([A-Za-z][A-Za-z_]*|\{\})/);
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
