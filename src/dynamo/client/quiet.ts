const silent = () => {};

/** Discards the SDK's warnings, which are for developers and would bypass our streams. */
export const QUIET = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
