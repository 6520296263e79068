// Gets a Chromium for a machine that has none: each way in turn, each announced, until a browser answers.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { findBrowser, unpackedChromium } from './browsers.mjs';
import { npm } from './install.mjs';

const ways = [
  { name: 'Debian’s package (apt-get)', possible: isRootOnDebian, get: fromDebian },
  { name: 'Playwright’s download (npx playwright install chromium)', possible: () => true, get: fromPlaywright },
  { name: 'the npm package @sparticuz/chromium', possible: isLinuxOnIntel, get: fromNpm },
];

/** Returns what findBrowser('chromium') returns; throws one message that says what to do when nothing helps. */
export function getChromium() {
  for (const { name, possible, get } of ways) {
    if (!possible()) continue;
    console.log(`No Chromium here; trying ${name} …`);
    get();
    const found = findBrowser('chromium');
    if (found) return found;
    console.log('  … that brought no browser that runs.');
  }
  throw new Error(
    'No browser for the tests: none is installed, and none could be downloaded.\n' +
      'Install Chrome, Chromium or Edge, or set CHROME_PATH to the program of one, and run this again.',
  );
}

function isRootOnDebian() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/etc/debian_version');
}

function fromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], env);
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], env);
}

function fromPlaywright() {
  npm('exec', '--yes', '--package=playwright@1', '--', 'playwright', 'install', '--no-shell', 'chromium');
}

function isLinuxOnIntel() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The package holds a compressed Chromium, and the libraries and fonts that it needs. It unpacks into the
 * folder for temporary files, and the libraries only where it believes to run on AWS Lambda.
 */
function fromNpm() {
  npm('install', '--no-save', '--no-audit', '--no-fund', '@sparticuz/chromium@147');

  // What an interrupted run left there would be taken for whole.
  rmSync(unpackedChromium, { recursive: true, force: true });
  mkdirSync(unpackedChromium, { recursive: true });
  const unpack = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  run(process.execPath, ['--eval', unpack], {
    ...process.env,
    TMPDIR: unpackedChromium,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
  });

  // A wrapper gives the libraries to this browser alone; for Firefox and WebKit they would be the wrong ones.
  const wrapper = `${unpackedChromium}chrome`;
  writeFileSync(
    wrapper,
    `#!/bin/sh
here=$(dirname "$0")
if ldd "$here/chromium" | grep -q 'not found'; then export LD_LIBRARY_PATH="$here/al2023/lib"; fi
if [ ! -d /etc/fonts ]; then export FONTCONFIG_PATH="$here/fonts"; fi
exec "$here/chromium" "$@"
`,
  );
  chmodSync(wrapper, 0o755);
}

function run(command, args, env = process.env) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}
