import { writeSync } from 'node:fs';
import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/**
 * Ends a run with one line for people and scripts: `N passed, N failed`, and `, N skipped` if any were skipped. Anything
 * else that goes wrong (a file that does not load, a hook that throws, an unhandled error, an engine that does not start)
 * counts as failed, so that "0 failed" always means a successful run.
 */
export default class SummaryReporter implements Reporter {
  private readonly count = { passed: 0, failed: 0, skipped: 0 };

  private readonly notes: readonly string[];

  /** `notes` are printed before the last line, such as which engine was left out. */
  constructor({ notes }: { notes: readonly string[] }) {
    this.notes = notes;
  }

  onInit(): void {
    // Not in onTestRunEnd, as teardown and other reporters may still print after it.
    process.on('exit', (code) => {
      const { count } = this;
      if (code !== 0 && count.failed === 0) count.failed = 1;
      if (count.failed > 0 && code === 0) process.exitCode = 1;
      const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
      const lines = [...this.notes, `${count.passed} passed, ${count.failed} failed${skipped}`];
      writeSync(1, `${lines.join('\n')}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.count.failed += unhandledErrors.length;
    for (const module of modules) this.countIn(module);
  }

  private countIn(parent: TestModule | TestSuite): void {
    // A failed hook or file has its own errors, and its tests are reported as skipped.
    if (parent.errors().length > 0) this.count.failed += 1;
    for (const child of parent.children) {
      if (child.type === 'suite') {
        this.countIn(child);
        continue;
      }
      const { state } = child.result();
      // Pending at the end means that the run was aborted before this test.
      this.count[state === 'pending' ? 'failed' : state] += 1;
    }
  }
}
