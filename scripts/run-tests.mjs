// Runs the tests in browsers and in Node, each by its own runner, and returns how many passed, failed and were skipped,
// and the failures as list-failures.mjs takes them.
import { relative } from 'node:path';

/**
 * All browser tests, in every engine that the runner's configuration finds, or only those in `files`. `engines` has how
 * many passed and failed in each.
 */
export async function runInBrowsers(files = []) {
  const { startTestRunner } = await import('@web/test-runner');
  const runner = await startTestRunner({
    autoExitProcess: false,
    argv: files.length ? ['--files', ...files] : [],
  });
  if (!runner) throw new Error('The browser tests could not start; see the message above.');
  const interrupt = () => void runner.stop().then(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const passed = await new Promise((resolve) => runner.on('stopped', resolve));
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);

  const counts = { passed: 0, failed: 0, skipped: 0, failures: [], engines: {} };
  for (const session of runner.sessions.all()) {
    const results = testsIn(session.testResults);
    const own = (counts.engines[engineOf(session).toLowerCase()] ??= { passed: 0, failed: 0 });
    for (const test of results) {
      const outcome = test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';
      counts[outcome] += 1;
      if (outcome in own) own[outcome] += 1;
    }
    const failures = failuresOf(session, results);
    // A file that did not load, or that broke outside of a test, has failed as a whole.
    if (failures.length && !results.some(isFailed)) {
      counts.failed += 1;
      own.failed += 1;
    }
    counts.failures.push(...failures);
  }
  if (!passed && counts.failed === 0) {
    counts.failed = 1;
    counts.failures.push({ title: 'Tests in browsers', error: 'The run failed, though no test did; see above.' });
  }
  return counts;
}

function failuresOf(session, results) {
  const engine = engineOf(session);
  const file = relative('', session.testFile);
  const failed = results.filter(isFailed);
  if (failed.length) return failed.map(({ name, error }) => ({ engine, file, title: name, error: error?.message }));
  const error = session.errors[0]?.message ?? 'The file did not load, or broke outside of a test; see above.';
  return session.passed ? [] : [{ engine, file, error }];
}

/** The launcher names the product. */
function engineOf({ browser }) {
  return browser.name.replace(/^Chrome$/, 'Chromium');
}

function isFailed(test) {
  return !test.passed && !test.skipped;
}

function testsIn(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : [];
}

/** The tests in these files, each in a process of its own. */
export async function runInNode(files) {
  const { run } = await import('node:test');
  const { spec } = await import('node:test/reporters');
  const totals = {};
  const failures = [];
  const stream = run({ files });
  stream.on('test:fail', (event) => {
    const { error } = event.details;
    // A suite whose tests failed adds nothing to them.
    if (event.todo || error.failureType === 'subtestsFailed') return;
    const { message } = error.cause instanceof Error ? error.cause : error;
    // A file that broke outside of a test goes by its path.
    const title = event.name === event.file ? '' : event.name;
    failures.push({ engine: 'Node', file: relative('', event.file), title, error: message });
  });
  stream.on('test:diagnostic', ({ message, nesting }) => {
    const [, name, number] = /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(message) ?? [];
    if (nesting === 0 && name) totals[name] = Number(number);
  });
  const report = stream.compose(new spec());
  report.pipe(process.stdout);
  await new Promise((resolve) => report.on('end', resolve));
  return {
    passed: totals.pass,
    failed: totals.fail + totals.cancelled,
    skipped: totals.skipped + totals.todo,
    failures,
  };
}
