// The failed tests of a run, as text. Pure.

/** Each failure in a line of its own, with the first line of its error below; empty if there are none. */
export function listFailures(failures) {
  if (failures.length === 0) return '';
  const lines = failures.flatMap(({ engine, file, title, error }) => [
    `  ${[engine, file, title].filter(Boolean).join(' · ')}`,
    `    ${firstLine(error)}`,
  ]);
  return ['Failed:', ...lines].join('\n');
}

function firstLine(error = '') {
  const line = error
    .split('\n')
    .map((text) => text.trim())
    .find(Boolean);
  return line ?? '(an error without a message)';
}
