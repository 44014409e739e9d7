/** How many times a request is sent at most. */
export const MAX_ATTEMPTS = 6;

/** The same until the first response: most likely the address is wrong, and the user is waiting. */
const FIRST_ATTEMPTS = 3;

/** Milliseconds before the first retry of a throttled request. Each further one waits three times as long: 12 s in total. */
const THROTTLED_PAUSE = 100;

/** Milliseconds before the first retry of a request that failed otherwise. Each further one waits twice as long. */
const FAILED_PAUSE = 50;

const LONGEST_PAUSE = 10_000;

/** Milliseconds to wait for the network. */
export interface Timeouts {
  /** To establish a connection. */
  readonly connectionTimeout: number;
  /** For data on a connection, until the first response. */
  readonly socketTimeout: number;
  /** For data on a connection, after the first response: a busy service gets more time. */
  readonly laterSocketTimeout: number;
}

/** Three attempts with the first two take well under ten seconds. */
export const TIMEOUTS: Timeouts = {
  connectionTimeout: 2_700,
  socketTimeout: 2_700,
  laterSocketTimeout: 5_500,
};

/** What the SDK tells about a request that failed. */
interface Failure {
  readonly error?: unknown;
  readonly errorType: 'TRANSIENT' | 'THROTTLING' | 'SERVER_ERROR' | 'CLIENT_ERROR';
  /** When the server asks to try again. */
  readonly retryAfterHint?: Date;
}

/** One request, which may be sent several times. */
class Token {
  readonly retries: number;
  /** How many pauses of the client had begun when it was last sent. */
  readonly pauses: number;

  constructor(retries: number, pauses: number) {
    this.retries = retries;
    this.pauses = pauses;
  }

  getRetryCount(): number {
    return this.retries;
  }

  /** The strategy itself waits. */
  getRetryDelay(): number {
    return 0;
  }
}

/**
 * Decides for the SDK when a request is sent again. All requests of a client share it, so when one segment is throttled all of them pause. The
 * pause is short at first, grows while DynamoDB keeps throttling, and shrinks with every success: the SDK's adaptive strategy would go on at one
 * request in two seconds after a single throttled one.
 */
export class RetryStrategy {
  readonly mode = 'standard';
  readonly #maxAttempts: number;
  readonly #onAnswer: () => void;
  #answered = false;
  /** How many throttled requests in a row have lengthened the pause. */
  #level = 0;
  #pause: Promise<void> = Promise.resolve();
  #pauses = 0;

  /** `onAnswer` is called with the first response. */
  constructor(maxAttempts: number, onAnswer: () => void = () => {}) {
    this.#maxAttempts = maxAttempts;
    this.#onAnswer = onAnswer;
  }

  /** Call it for every response, whatever it is. Until the first one, a request is not sent as often. */
  answered(): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#onAnswer();
  }

  async acquireInitialRetryToken(): Promise<Token> {
    return this.#whenSent(0);
  }

  /** Waits before a retry. Rejects when the request should not be sent again. */
  async refreshRetryTokenForRetry(token: Token, failure: Failure): Promise<Token> {
    const { errorType, error } = failure;
    const attempts = token.retries + 1;
    const most = this.#answered ? this.#maxAttempts : Math.min(this.#maxAttempts, FIRST_ATTEMPTS);
    const mayHelp = errorType === 'THROTTLING' || errorType === 'TRANSIENT';
    if (!mayHelp || attempts >= most) throw error;
    const hint = Math.min((failure.retryAfterHint?.getTime() ?? 0) - Date.now(), LONGEST_PAUSE);
    if (errorType === 'THROTTLING') this.#pauseAll(token, hint);
    else await sleep(Math.max(Math.min(jittered(FAILED_PAUSE * 2 ** token.retries), LONGEST_PAUSE), hint));
    return this.#whenSent(attempts);
  }

  recordSuccess(): void {
    this.#level = Math.floor(this.#level / 2);
  }

  async #whenSent(retries: number): Promise<Token> {
    let pause: Promise<void>;
    do {
      pause = this.#pause;
      await pause;
    } while (pause !== this.#pause);
    return new Token(retries, this.#pauses);
  }

  #pauseAll(token: Token, hint: number): void {
    // What was under way when the last pause began has been throttled for the same reason.
    if (token.pauses < this.#pauses) return;
    this.#level = Math.max(this.#level, token.retries) + 1;
    this.#pauses++;
    const pause = Math.min(jittered(THROTTLED_PAUSE * 3 ** (this.#level - 1)), LONGEST_PAUSE);
    this.#pause = sleep(Math.max(pause, hint));
  }
}

/** A random time between three quarters and the whole of `millis`, so that clients do not return in step. */
function jittered(millis: number): number {
  return millis * (0.75 + Math.random() / 4);
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.ceil(millis));
  });
}
