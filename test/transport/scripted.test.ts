import { expect } from '@open-wc/testing';
import { Connection } from '../../src/connection/connection.js';
import { scripted, type Script, type ScriptedServer } from '../../src/transport/scripted.js';
import { Clock } from '../clock.js';

/** A socket over a script, and its events by type; `close` with its code. */
function connect(script: Script, protocols: string[] = []) {
  let server!: ScriptedServer;
  const socket = scripted((its) => {
    server = its;
    return script(its);
  })('wss://a.example/', protocols);
  const events: string[] = [];
  for (const type of ['open', 'message', 'error', 'close']) {
    socket.addEventListener(type, (event) => {
      const { data } = event as MessageEvent;
      const { code, reason } = event as CloseEvent;
      events.push([type, data, code, reason].filter((value) => value !== undefined && value !== '').join(' '));
    });
  }
  return { socket, events, server: () => server };
}

/** Waits until all microtasks have run. */
async function settled(): Promise<void> {
  for (let round = 0; round < 10; round++) await Promise.resolve();
}

describe('scripted()', () => {
  it('a script that decides nothing accepts the handshake, with the first subprotocol', async () => {
    const { socket, events } = connect(() => {}, ['v2', 'v1']);
    expect([socket.readyState, socket.protocol]).to.deep.equal([0, '']);
    await settled();
    expect([socket.readyState, socket.protocol, socket.url]).to.deep.equal([1, 'v2', 'wss://a.example/']);
    expect(events).to.deep.equal(['open']);
  });

  it('`onmessage` receives text and bytes, and `send()` answers', async () => {
    const { socket, events, server } = connect((its) => {
      its.onmessage = (message) => its.send(message);
    });
    await settled();
    socket.binaryType = 'arraybuffer';
    socket.send('Hello!');
    socket.send(new Uint8Array([1, 2]).subarray(1));
    await settled();
    expect(events).to.deep.equal(['open', 'message Hello!', 'message [object ArrayBuffer]']);
    expect(server().received.map((message) => (typeof message === 'string' ? message : 'bytes'))).to.deep.equal([
      'Hello!',
      'bytes',
    ]);
  });

  it('bytes arrive as a Blob or as an ArrayBuffer, as `binaryType` says', async () => {
    const types: string[] = [];
    const { socket, server } = connect(() => {});
    socket.addEventListener('message', ({ data }) => types.push((data as object).constructor.name));
    await settled();
    server().send(new Uint8Array(1));
    await settled();
    socket.binaryType = 'arraybuffer';
    server().send(new Uint8Array(1));
    await settled();
    expect(types).to.deep.equal(['Blob', 'ArrayBuffer']);
  });

  it('`refuse()` fires `error` and `close` with 1006, and `hang()` nothing until `accept()`', async () => {
    const refused = connect((server) => server.refuse());
    const hanging = connect((server) => server.hang());
    await settled();
    expect(refused.events).to.deep.equal(['error', 'close 1006']);
    expect(hanging.events).to.deep.equal([]);
    hanging.server().accept('v9');
    await settled();
    expect(hanging.events).to.deep.equal(['open']);
    expect(hanging.socket.protocol).to.equal('v9');
  });

  it('`close()` closes with any code and reason, and `drop()` with 1006 and no `error`', async () => {
    const closed = connect(() => {});
    const dropped = connect(() => {});
    await settled();
    closed.server().close(4401, 'token expired');
    dropped.server().drop();
    await settled();
    expect(closed.events).to.deep.equal(['open', 'close 4401 token expired']);
    expect(dropped.events).to.deep.equal(['open', 'close 1006']);
  });

  it('a script that sends or closes at once does so after the handshake', async () => {
    const greeting = connect((server) => server.send('Welcome'));
    const closing = connect((server) => server.close(4401, 'token expired'));
    await settled();
    expect(greeting.events).to.deep.equal(['open', 'message Welcome']);
    expect(closing.events).to.deep.equal(['open', 'close 4401 token expired']);
  });

  it('`onclose` gets the code of the client, and the handshake is answered, unless the server is silent', async () => {
    const codes: number[] = [];
    const silent = connect((server) => server.silence());
    const polite = connect((server) => {
      server.onclose = (code) => codes.push(code);
    });
    await settled();
    polite.socket.close(4000);
    silent.socket.close();
    silent.server().send('unheard');
    await settled();
    expect(codes).to.deep.equal([4000]);
    expect(polite.events).to.deep.equal(['open', 'close 4000']);
    expect(silent.events).to.deep.equal(['open']);
  });

  it('`send()` throws while connecting, and `close()` for a code that is not allowed, as the platform does', async () => {
    const { socket } = connect(() => {});
    expect(() => socket.send('early'))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
    expect(() => socket.close(1001))
      .to.throw(DOMException)
      .with.property('name', 'InvalidAccessError');
    socket.close();
    await settled();
    expect(socket.readyState).to.equal(3);
  });

  it('a script that throws is reported, and the handshake is accepted', async () => {
    const { events } = connect(() => {
      throw new Error('no line');
    });
    const thrown: string[] = [];
    const { reportError } = window;
    window.reportError = (error) => thrown.push((error as Error).message);
    await settled();
    window.reportError = reportError;
    expect(thrown).to.deep.equal(['no line']);
    expect(events).to.deep.equal(['open']);
  });

  it('a `Connection` over a script retries with fake time', async () => {
    const clock = new Clock();
    try {
      let sockets = 0;
      const createSocket = scripted((server) => {
        if (sockets++ === 0) server.refuse();
        server.onmessage = (message) => server.send(message);
      });
      const connection = new Connection('wss://a.example/', [], { createSocket });
      connection.send('queued');
      const received: unknown[] = [];
      connection.onmessage = ({ data }) => received.push(data);
      await settled();
      expect([connection.state, connection.diagnosis?.kind]).to.deep.equal(['waiting', 'unreachable']);
      clock.tickToRetry(connection);
      await settled();
      await settled();
      expect([connection.state, received]).to.deep.equal(['open', ['queued']]);
      connection.close();
    } finally {
      clock.uninstall();
    }
  });
});
