/** Words in keys that say little about what the item is. */
const UNSPECIFIC: ReadonlySet<string> = new Set(
  'profile metadata meta info details detail data root main self v config settings'.split(' '),
);

/** The labels in the form of a whole key. */
interface Labels {
  /** The label that each key attribute begins with, the partition key first. */
  readonly leading: readonly string[];
  /** All labels in order, also those that follow a variable. */
  readonly all: readonly string[];
}

/** Returns the labels in the form of a key: `USER#{} ORDER#{}#ITEM#{}` begins with USER and ORDER. */
export function labelsOf(form: string): Labels {
  const words = (text: string) => [...text.matchAll(/[A-Za-z][A-Za-z_]*/g)].map(([label]) => label);
  return {
    leading: form.split(' ').flatMap((one) => words(one.split('{}')[0] ?? '').slice(0, 1)),
    all: words(form),
  };
}

/**
 * Names entities by the labels of their keys: `USER#{} ORDER#{}` is an order. What follows a variable qualifies the item and does not name
 * it, so it only tells two entities apart that would otherwise have the same name.
 */
export function nameByKeys(groups: readonly Labels[]): readonly string[] {
  const candidates = [
    ({ leading, all }: Labels) => specific(leading).at(-1) ?? leading.at(-1) ?? all[0] ?? 'item',
    ({ leading }: Labels) => leading.join('-'),
    ({ all, leading }: Labels) =>
      [leading.at(-1), ...all.slice(all.lastIndexOf(leading.at(-1) ?? '') + 1)].join('-'),
    ({ all }: Labels) => all.join('-'),
  ];
  const [plain] = candidates.map((name) => groups.map(name));
  return groups.map((labels, i) => {
    const isShared = plain?.some((other, j) => i !== j && other === plain[i]);
    if (!isShared) return plain?.[i] ?? 'item';
    const fitting = candidates.find((name) => {
      const own = name(labels);
      return own !== '' && !groups.some((other, j) => i !== j && name(other) === own);
    });
    return fitting?.(labels) ?? plain?.[i] ?? 'item';
  });
}

function specific(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => !UNSPECIFIC.has(label.toLowerCase()));
}
