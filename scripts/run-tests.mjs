// Runs the tests in browsers and in Node, each by its own runner, and returns how many passed, failed and were skipped.

/** All browser tests, in every engine that the runner's configuration finds, or only those in `files`. */
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

  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const session of runner.sessions.all()) {
    const results = testsIn(session.testResults);
    for (const test of results) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    // A file that did not load, or that broke outside of a test, has failed as a whole.
    if (!session.passed && results.every((test) => test.passed || test.skipped)) counts.failed += 1;
  }
  if (!passed && counts.failed === 0) counts.failed = 1;
  return counts;
}

function testsIn(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : [];
}

/** The tests in these files, each in a process of its own. */
export async function runInNode(files) {
  const { run } = await import('node:test');
  const { spec } = await import('node:test/reporters');
  const totals = {};
  const stream = run({ files });
  stream.on('test:diagnostic', ({ message, nesting }) => {
    const [, name, number] = /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(message) ?? [];
    if (nesting === 0 && name) totals[name] = Number(number);
  });
  const report = stream.compose(new spec());
  report.pipe(process.stdout);
  await new Promise((resolve) => report.on('end', resolve));
  return { passed: totals.pass, failed: totals.fail + totals.cancelled, skipped: totals.skipped + totals.todo };
}
