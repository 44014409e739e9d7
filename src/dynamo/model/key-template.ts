/**
 * Key templates such as `TENANT#{tenant}#STATUS#{status}`. The same template builds a key and takes it apart, so
 * the two can never disagree.
 */
export interface Template {
  readonly text: string;
  /** Literals and variables in turn: `TENANT#`, `tenant`, `#STATUS#`, `status`, ``. */
  readonly literals: readonly string[];
  readonly variables: readonly string[];
}

const cache = new Map<string, Template>();

export function parseTemplate(text: string): Template {
  const known = cache.get(text);
  if (known) return known;
  const parts = text.split(/\{([^{}]+)\}/);
  const template = {
    text,
    literals: parts.filter((_, i) => i % 2 === 0),
    variables: parts.filter((_, i) => i % 2 === 1),
  };
  cache.set(text, template);
  return template;
}

/** The template filled in as far as values go: the whole key, or the longest known beginning of it. */
export function buildKey(
  template: Template,
  values: ReadonlyMap<string, string>,
): { readonly text: string; readonly whole: boolean; readonly used: readonly string[] } {
  let text = template.literals[0] ?? '';
  const used: string[] = [];
  for (const [i, variable] of template.variables.entries()) {
    const value = values.get(variable);
    if (value === undefined) return { text, whole: false, used };
    text += value + (template.literals[i + 1] ?? '');
    used.push(variable);
  }
  return { text, whole: true, used };
}

/** What a key says, by variable, or undefined when the template did not make it. */
export function decodeKey(template: Template, key: string): Record<string, string> | undefined {
  const pattern = template.literals.map(escapeRegExp).join('(.+?)');
  const match = new RegExp(`^${pattern}$`, 's').exec(key);
  if (!match) return undefined;
  return Object.fromEntries(template.variables.map((variable, i) => [variable, match[i + 1] ?? '']));
}

/**
 * The separator a value may not contain, because with it the value could pass for other parts of the key (a tenant
 * called `a#STATUS#failure` would reach into tenant `a`). Undefined when the value is safe.
 */
export function forbiddenSeparator(template: Template, value: string): string | undefined {
  for (const literal of template.literals) {
    for (const separator of literal.replace(/[\p{L}\p{N}_]+/gu, '')) {
      if (value.includes(separator)) return separator;
    }
  }
  return undefined;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
