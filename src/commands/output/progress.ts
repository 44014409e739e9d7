import type { Context, OutputStream } from '../../context';
import type { Outcome } from '../../core/answer/answer';
import { USUAL_WIDTH } from '../../output';
import { grouped } from '../../units';
import type { Settings } from '../options/settings';

/** Milliseconds after which there is a progress line, and between two of its states. */
const FIRST_AFTER = 500;
const EVERY = 200;

/** To the start of the line, and clear from there to its end. */
const CLEAR = '\r\u001b[K';

/**
 * One line at the bottom of a terminal that shows how far a run has come. Whatever is written through its `context` replaces the line. It
 * exists only on a terminal that a person watches.
 */
export class ProgressLine {
  /** What to write through while there may be a line. */
  readonly context: Context;
  readonly #stderr: OutputStream;
  readonly #isWatched: boolean;
  #text = () => '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;
  /** The result's last line has not ended yet, so the terminal's cursor is at its end. */
  #isMidLine = false;

  constructor(context: Context, settings: Pick<Settings, 'quiet' | 'debug'>) {
    const { stdout, stderr } = context;
    this.#isWatched = isWatched(context, settings);
    this.#stderr = stderr;
    this.context = this.#isWatched
      ? { ...context, stdout: this.#clearing(stdout), stderr: this.#clearing(stderr) }
      : context;
  }

  /** Shows the line, once the run has taken a while; `text` is what it says at any moment. */
  begin(text: () => string): void {
    this.#text = text;
    if (this.#isWatched) this.#timer = setTimeout(() => this.#draw(), FIRST_AFTER);
  }

  /** Removes the line, for good. */
  end(): void {
    clearTimeout(this.#timer);
    this.#clear();
  }

  #draw(): void {
    this.#timer = setTimeout(() => this.#draw(), EVERY);
    if (this.#isMidLine) return;
    // One cell less than the terminal has: a full line would wrap on some.
    this.#stderr.write(CLEAR + this.#text().slice(0, (this.#stderr.columns ?? USUAL_WIDTH) - 1));
    this.#isShown = true;
  }

  #clear(): void {
    if (this.#isShown) this.#stderr.write(CLEAR);
    this.#isShown = false;
  }

  /** The stream, but each write removes the line first. */
  #clearing(stream: OutputStream): OutputStream {
    return {
      isTTY: stream.isTTY,
      get columns() {
        return stream.columns;
      },
      write: (chunk, callback) => {
        this.#clear();
        if (stream.isTTY) this.#isMidLine = !chunk.endsWith('\n');
        return stream.write(chunk, callback);
      },
      on: (event, listener) => stream.on(event, listener),
      off: (event, listener) => stream.off(event, listener),
    };
  }
}

/** It does not belong in a build's log, and `--debug` shows each request anyway. */
function isWatched({ stderr, env }: Context, { quiet, debug }: Pick<Settings, 'quiet' | 'debug'>): boolean {
  const isBuild = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  return stderr.isTTY === true && !quiet && !debug && !isBuild && env.TERM !== 'dumb';
}

/**
 * What has been read in `elapsedMs`, and which share of the table that is, where all of it is read and its number of items is known.
 */
export function progressText(
  meter: Outcome['meter'],
  elapsedMs: number,
  tableItems: number | undefined,
): string {
  const { scanned, returned, requests, capacityUnits } = meter;
  const perSecond = Math.round((1000 * scanned) / Math.max(elapsedMs, 1));
  return [
    returned < scanned ? `${grouped(returned)} of ${grouped(scanned)} items` : `${grouped(scanned)} items`,
    `${grouped(requests)} ${requests === 1 ? 'request' : 'requests'}`,
    `${grouped(Math.round(capacityUnits))} RCU`,
    `${grouped(perSecond)} items/s`,
    // DynamoDB counts a table's items every six hours or so, so that there may be more by now.
    ...(tableItems ? [`${Math.min(99, Math.floor((100 * scanned) / tableItems))}% of the table`] : []),
  ].join(' · ');
}
