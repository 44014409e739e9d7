/** One of the values that an operand lists: `a`, `b c` and `[1,2]` in `a,"b c",[1,2]`. */
export interface OperandPart {
  /** The value without quotes. */
  readonly text: string;
  /** It was in quotes, which make it text whatever it looks like. */
  readonly isQuoted: boolean;
}

const QUOTED = /\s*("(?:[^"\\]|\\.)*")\s*(?:,|$)/y;

/**
 * Splits an operand at its commas, of which each means "or". Commas inside quotes, and inside the brackets of a JSON literal, are part of a
 * value. Spaces around the values of a list don't matter. A part may be empty.
 */
export function splitOperand(operand: string): readonly OperandPart[] {
  const parts: OperandPart[] = [];
  for (let start = 0; start <= operand.length; ) {
    QUOTED.lastIndex = start;
    const quoted = QUOTED.exec(operand)?.[1];
    const text = quoted === undefined ? undefined : unquoted(quoted);
    const end = text === undefined ? endOfPart(operand, start) : QUOTED.lastIndex - endingComma(operand);
    parts.push({ text: text ?? operand.slice(start, end), isQuoted: text !== undefined });
    start = end + 1;
  }
  return parts.length === 1 ? parts : parts.map((part) => (part.isQuoted ? part : trimmed(part)));
}

function endingComma(operand: string): number {
  return operand[QUOTED.lastIndex - 1] === ',' ? 1 : 0;
}

function trimmed({ text, isQuoted }: OperandPart): OperandPart {
  return { text: text.trim(), isQuoted };
}

function unquoted(text: string): string | undefined {
  const json = parsed(text);
  return typeof json === 'string' ? json : undefined;
}

/** Returns the position of the comma that ends a part, or the end of the operand. A list or map in JSON may contain commas. */
function endOfPart(operand: string, start: number): number {
  const first = endingAt(operand, start);
  if (!/^\s*[[{]/.test(operand.slice(start))) return first;
  for (let end = first; ; end = endingAt(operand, end + 1)) {
    if (parsed(operand.slice(start, end)) !== undefined) return end;
    if (end === operand.length) return first;
  }
}

function endingAt(operand: string, from: number): number {
  const comma = operand.indexOf(',', from);
  return comma < 0 ? operand.length : comma;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a text as a single value of an operand. It is quoted if it would be read as several, or as quoted already. */
export function quoteOperand(text: string): string {
  const [part, another] = splitOperand(text);
  return another || part?.isQuoted ? JSON.stringify(text) : text;
}

/** Writes the name of an attribute for a condition. It is quoted if it would be read as a path or as something else. */
export function quoteName(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `"${name}"`;
}
