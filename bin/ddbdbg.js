#!/usr/bin/env node

require('../dist/main.cjs')
  .main(process)
  .then((code) => {
    // All is written by now. What may still be going on (the pause before a retry, a look-up of a name, a connection kept
    // open) is of no use to anybody, and would only hold the end up.
    process.exit(code);
  });
