// A web-test-runner reporter that writes how many tests passed and failed, and which files held none, as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

function count(suite, into) {
  for (const test of suite?.tests ?? [])
    into[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite?.suites ?? []) count(inner, into);
}

export function webReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, empty: [] };
      for (const session of sessions) {
        const mine = { passed: 0, failed: 0, skipped: 0 };
        count(session.testResults, mine);
        // A session may fail with no failed test: it did not load, crashed or timed out.
        if (!session.passed && mine.failed === 0) mine.failed = 1;
        if (mine.passed + mine.failed + mine.skipped === 0)
          counts.empty.push(relative(process.cwd(), session.testFile));
        for (const key of Object.keys(mine)) counts[key] += mine[key];
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}
