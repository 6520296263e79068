/** How the tests launch the Chromium at `path`: with no window, and with nothing going on behind the page. */
export function chromiumOptions(path) {
  return {
    executablePath: path,
    args: [
      // Chromium refuses to sandbox itself as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--headless=new',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  };
}
