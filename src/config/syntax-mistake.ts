/** The text of a configuration is not valid YAML. */
export class SyntaxMistake extends Error {
  /** Counted from 1. */
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}
