import type { Context, OutputStream } from '../../context';
import type { Outcome } from '../../core/answer/answer';
import { USUAL_WIDTH } from '../../output';
import { grouped } from '../../units';
import type { Settings } from '../options/settings';

/** The delay before the progress line appears, and the interval of its updates, in milliseconds. */
const DELAY = 500;
const INTERVAL = 200;

/** Moves to the start of the line and clears it. */
const CLEAR = '\r\u001b[K';

/**
 * A progress line at the bottom of an interactive terminal. Output written through its `context` replaces the line.
 */
export class ProgressLine {
  /** The context whose streams clear the line before each write. */
  readonly context: Context;
  readonly #stderr: OutputStream;
  readonly #isWatched: boolean;
  #text = () => '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;
  /** Whether the last line of the result has not ended yet. */
  #isMidLine = false;

  constructor(context: Context, settings: Pick<Settings, 'quiet' | 'debug'>) {
    const { stdout, stderr } = context;
    this.#isWatched = isWatched(context, settings);
    this.#stderr = stderr;
    this.context = this.#isWatched
      ? { ...context, stdout: this.#clearing(stdout), stderr: this.#clearing(stderr) }
      : context;
  }

  /** Shows the line after a delay. `text` returns its current text. */
  begin(text: () => string): void {
    this.#text = text;
    if (this.#isWatched) this.#timer = setTimeout(() => this.#draw(), DELAY);
  }

  /** Removes the line permanently. */
  end(): void {
    clearTimeout(this.#timer);
    this.#clear();
  }

  #draw(): void {
    this.#timer = setTimeout(() => this.#draw(), INTERVAL);
    if (this.#isMidLine) return;
    // One cell less than the width, as some terminals wrap a full line.
    this.#stderr.write(CLEAR + this.#text().slice(0, (this.#stderr.columns ?? USUAL_WIDTH) - 1));
    this.#isShown = true;
  }

  #clear(): void {
    if (this.#isShown) this.#stderr.write(CLEAR);
    this.#isShown = false;
  }

  /** Wraps a stream so that each write clears the line first. */
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

/** Whether to show the line. It does not belong in a CI log, and `--debug` shows each request anyway. */
function isWatched({ stderr, env }: Context, { quiet, debug }: Pick<Settings, 'quiet' | 'debug'>): boolean {
  const isCi = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  return stderr.isTTY === true && !quiet && !debug && !isCi && env.TERM !== 'dumb';
}

/**
 * Formats what has been read so far. Includes the share of the table if `tableItems` is known, which requires a full scan.
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
    // DynamoDB counts items about every six hours, so there may be more by now.
    ...(tableItems ? [`${Math.min(99, Math.floor((100 * scanned) / tableItems))}% of the table`] : []),
  ].join(' · ');
}
