/** Text for a man page: nothing in it is a request or an escape, and a dash is one that can be copied into a shell. */
export function plain(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^[.']/gm, '\\&$&');
}

/** The same for running text, in lines of a good length. The reader fills them anew. */
export function paragraph(text: string): string {
  return plain(text.replace(/(.{1,72})(?:\s+|$)/g, '$1\n').trimEnd());
}
