import { nextFrame } from '@open-wc/testing';

const METHODS = ['error', 'warn', 'info', 'log', 'debug'] as const;

/**
 * Returns the output of the console while `action` runs. The test runner writes unhandled exceptions and rejections to
 * the console, too; here they do not fail the test. To capture another console method, add it to `METHODS`.
 */
export async function consoleOutputOf(action: () => Promise<void>): Promise<unknown[]> {
  const noise: unknown[] = [];
  const real = Object.fromEntries(METHODS.map((method) => [method, console[method]]));
  const { onerror } = window;
  for (const method of METHODS) console[method] = (...words: unknown[]) => void noise.push(...words);
  window.onerror = () => true;
  try {
    await action();
    // A rejection is reported in a later task.
    await nextFrame();
    await nextFrame();
  } finally {
    Object.assign(console, real);
    window.onerror = onerror;
  }
  return noise;
}
