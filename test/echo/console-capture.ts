import { nextFrame } from '@open-wc/testing';

const METHODS = ['error', 'warn', 'info', 'log', 'debug'] as const;

/**
 * What is written to the console while `action` runs. The runner itself writes there whatever nobody has
 * handled, exceptions and rejections; here it does not take them for a failure of the test.
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
