// Where a benchmark is, on stderr, so that what it prints to a file is the result alone.
const { stderr } = process;

/** On a terminal each step takes the place of the one before; elsewhere each has a line. */
export function progress(step) {
  stderr.write(stderr.isTTY ? `\r\x1b[K${step}` : `${step}\n`);
}

export function endProgress() {
  if (stderr.isTTY) stderr.write('\r\x1b[K');
}
