// Finds the browsers that this machine has. Getting one that it lacks is get-chromium.mjs.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const engines = ['chromium', 'firefox', 'webkit'];

/** Where get-chromium.mjs unpacks the Chromium that comes as an npm package. */
export const unpackedChromium = fileURLToPath(new URL('../node_modules/.cache/chromium/', import.meta.url));

/** What brings a missing engine, for the message that names it. */
export const installHints = {
  chromium: 'install Chrome, Chromium or Edge, or set CHROME_PATH',
  firefox: 'install Firefox',
  webkit: 'install WebKitWebDriver, MiniBrowser and Xvfb (on Debian: webkit2gtk-driver xvfb)',
};

/** The engines that ENGINES asks for, and whether a missing one is an error. Unset asks for all that there are. */
export function requested(names = process.env.ENGINES) {
  if (!names || names === 'all') return { names: engines, strict: names === 'all' };
  const list = names.split(',').map((name) => name.trim());
  const unknown = list.filter((name) => !engines.includes(name));
  if (unknown.length)
    throw new Error(`ENGINES: no engine called ${unknown.join(', ')}; there are ${engines.join(', ')}`);
  return { names: list, strict: true };
}

/** Where an engine's programs are, or null when it is not installed. */
export function findBrowser(engine) {
  return { chromium: findChromium, firefox: findFirefox, webkit: findWebKit }[engine]();
}

function findChromium() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (!existsSync(CHROME_PATH)) throw new Error(`CHROME_PATH names no file: ${CHROME_PATH}`);
    return { path: CHROME_PATH };
  }
  return firstThatRuns([
    ...onPath(
      'google-chrome',
      'google-chrome-stable',
      'chromium',
      'chromium-browser',
      'microsoft-edge',
      'microsoft-edge-stable',
    ),
    ...inApplications('Google Chrome', 'Chromium', 'Microsoft Edge'),
    ...inProgramFiles(
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ),
    ...fromPlaywright(),
    ...[join(unpackedChromium, 'chrome')].filter(runnable),
  ]);
}

function findFirefox() {
  return firstThatRuns([
    ...onPath('firefox', 'firefox-esr'),
    ...inApplications('Firefox').map((path) => path.replace(/Firefox$/, 'firefox')),
    ...inProgramFiles('Mozilla Firefox/firefox.exe'),
  ]);
}

function findWebKit() {
  const [driver] = onPath('WebKitWebDriver');
  const [xvfb] = onPath('Xvfb');
  const [browser] = libraryFolders()
    .map((folder) => join(folder, 'MiniBrowser'))
    .filter(runnable);
  return driver && xvfb && browser ? { path: browser, driver, xvfb } : null;
}

/** Distributions keep MiniBrowser beside the library, in a folder named after its version. */
function libraryFolders() {
  if (process.platform !== 'linux') return [];
  const parents = ['/usr/lib', '/usr/lib64', '/usr/libexec', ...children('/usr/lib', /-linux-/)];
  return parents
    .flatMap((parent) => children(parent, /^webkit2?gtk-/))
    .sort()
    .reverse();
}

function children(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

function onPath(...names) {
  if (process.platform === 'win32') return [];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(runnable);
}

function inApplications(...names) {
  if (process.platform !== 'darwin') return [];
  return ['', process.env.HOME ?? '']
    .flatMap((home) => names.map((name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`))
    .filter(runnable);
}

function inProgramFiles(...paths) {
  if (process.platform !== 'win32') return [];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => paths.map((path) => join(folder, path)))
    .filter(runnable);
}

/** Playwright keeps each version of each browser in a folder of its own; the newest comes first. */
function fromPlaywright() {
  const { LOCALAPPDATA = homedir(), PLAYWRIGHT_BROWSERS_PATH } = process.env;
  const caches = { darwin: join(homedir(), 'Library/Caches'), win32: LOCALAPPDATA };
  const folder =
    PLAYWRIGHT_BROWSERS_PATH ?? join(caches[process.platform] ?? join(homedir(), '.cache'), 'ms-playwright');
  return children(folder, /^chromium-\d+$/)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .flatMap((version) => children(version, /^chrome-/))
    .flatMap((build) => [
      join(build, 'chrome'),
      join(build, 'chrome.exe'),
      ...children(build, /\.app$/).flatMap((app) => children(join(app, 'Contents/MacOS'), /./)),
    ])
    .filter(runnable);
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file on the PATH may be a stub that only says where to get the browser, so each is asked its version. */
function firstThatRuns(paths) {
  const path = paths.find((candidate) => process.platform === 'win32' || saysVersion(candidate));
  return path ? { path } : null;
}

function saysVersion(path) {
  try {
    const output = execFileSync(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
    return /\d+\.\d+/.test(output.toString());
  } catch {
    return false;
  }
}
