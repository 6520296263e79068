// WebKitGTK for the test runner: its own display, its own driver, and a launcher that talks to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { freePort } from '../servers/free-port.mjs';

/** Takes the programs that findBrowser('webkit') found. */
export function webkitLauncher(programs) {
  return new WebKitLauncher(programs);
}

class WebKitLauncher extends WebdriverLauncher {
  #programs;
  #children = [];

  constructor(programs) {
    super({
      hostname: 'localhost',
      path: '/',
      connectionRetryCount: 0,
      capabilities: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: programs.path, args: ['--automation'] },
        // The driver speaks no BiDi.
        'wdio:enforceWebDriverClassic': true,
      },
    });
    this.#programs = programs;
    // The runner may end without a stop(); its children would stay.
    process.once('exit', this.#killChildren);
  }

  async initialize(config) {
    await super.initialize(config);
    this.name = 'WebKit';
  }

  async createDriverManager() {
    const display = await this.#startDisplay();
    this.options.port = await this.#startDriver(display);
    const manager = await super.createDriverManager();
    // The library opens a page without waiting for it. One that still loads when the run ends fails, and nobody would
    // hear of it but the process. Where it matters, the runner says that the tests have not begun.
    manager.queueStartSession = async (id, url) => void manager.startSession(id, url).catch(() => {});
    return manager;
  }

  async stop() {
    await super.stop();
    this.#killChildren();
  }

  /** Xvfb picks a free display and writes its number to the given descriptor once it accepts clients. */
  async #startDisplay() {
    const xvfb = this.#spawn(
      this.#programs.xvfb,
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const [number] = await once(xvfb.stdio[3], 'data');
    return `:${number.toString().trim()}`;
  }

  async #startDriver(display) {
    const port = await freePort();
    this.#spawn(this.#programs.driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    });
    await accepting(port);
    return port;
  }

  #spawn(command, args, options) {
    const child = spawn(command, args, options);
    this.#children.push(child);
    return child;
  }

  #killChildren = () => {
    for (const child of this.#children) child.kill();
  };
}

/** The driver says nothing when it is ready, so it is asked until it answers. */
async function accepting(port, deadline = Date.now() + 20_000) {
  for (;;) {
    const socket = connect(port, 'localhost');
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      socket.destroy();
    }
  }
}
