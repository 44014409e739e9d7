/** A key template such as `TENANT#{tenant}#STATUS#{status}`. The same template builds and decodes keys, so that both always agree. */
export interface Template {
  readonly text: string;
  /** Literals and variables alternate: `TENANT#`, `tenant`, `#STATUS#`, `status`, ``. */
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

/**
 * Fills in a template from the left as far as values are known. Returns the whole key or its longest known prefix, with the variables used.
 */
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

/** Decodes a key. Returns its values by variable, or undefined when the key does not match the template. */
export function decodeKey(template: Template, key: string): Record<string, string> | undefined {
  const pattern = template.literals.map(escapeRegExp).join('(.+?)');
  const match = new RegExp(`^${pattern}$`, 's').exec(key);
  if (!match) return undefined;
  return Object.fromEntries(template.variables.map((variable, i) => [variable, match[i + 1] ?? '']));
}

/**
 * Returns the separator of a template that a value contains, or undefined if it contains none. Such a value is not safe, because it could
 * pass for several parts of a key: a tenant called `a#STATUS#failure` would reach into tenant `a`.
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
