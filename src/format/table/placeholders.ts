import { displayWidth, graphemes } from '../text-width';

/**
 * The characters that stand for others: private ones of a single UTF-16 unit, as the library is slow with pairs. Data with them is replaced
 * too, so they can't be mistaken for it.
 */
const FIRST = 0xe000;
const LAST = 0xf8fe;

/** Fills the second cell of a wide character. */
const FILLER = '\uf8ff';

/** Stands for all graphemes after some thousand different ones. */
const UNKNOWN = '\ufffd';

/** Printable ASCII that neither begins nor ends with a space. */
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Characters that stand for others while a library measures text: it knows an older Unicode, in which emoji and some scripts have other
 * widths, and takes every space for the end of a word. Each stands for one grapheme and is one cell wide.
 */
export class Placeholders {
  readonly #codes = new Map<string, string>();
  readonly #graphemes = new Map<string, string>();

  /** Replaces what is not ASCII. With `spaces`, replaces spaces too, so that the text remains on one line. */
  hold(text: string, spaces = false): string {
    if (text === '' || (PLAIN.test(text) && !(spaces && text.includes(' ')))) return text;
    let out = '';
    let invisible = '';
    for (const grapheme of graphemes(text)) {
      const width = displayWidth(grapheme);
      if (width === 0) invisible += grapheme;
      else if (invisible === '' && PLAIN.test(grapheme)) out += grapheme;
      else {
        out += this.#code(invisible + grapheme) + FILLER.repeat(width - 1);
        invisible = '';
      }
    }
    return invisible === '' ? out : out + this.#code(invisible);
  }

  /** Restores what was replaced. */
  restore(text: string): string {
    if (this.#graphemes.size === 0) return text;
    return text
      .replaceAll(FILLER, '')
      .replace(/[\ue000-\uf8fe]/g, (character) => this.#graphemes.get(character) ?? character);
  }

  #code(grapheme: string): string {
    const known = this.#codes.get(grapheme);
    if (known !== undefined) return known;
    if (FIRST + this.#codes.size > LAST) return UNKNOWN;
    const code = String.fromCharCode(FIRST + this.#codes.size);
    this.#codes.set(grapheme, code);
    this.#graphemes.set(code, grapheme);
    return code;
  }
}
