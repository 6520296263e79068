import { diagnoseClose, type Diagnosis } from '../connection/diagnosis.js';
import type { DiscardEvent } from '../connection/events.js';
import type { ConnectionState } from '../connection/lifecycle.js';
import { documentOf } from '../connection/page-lifecycle.js';
import { quote, shortAddress, withoutSecrets } from '../connection/quote.js';
import { describe, READY_STATES } from '../connection/web-idl.js';
import type { EntryKind, Story } from './entry.js';

/** A `Connection`, or a `<ws-echo>`. */
export interface ConnectionSource extends EventTarget {
  readonly state: ConnectionState;
  readonly diagnosis: Diagnosis | null;
  /** The connection of an element; null before it has one. */
  readonly connection?: ConnectionSource | null;
}

/** A source of a recording: a `Connection`, an element that has one, or a `WebSocket`. */
export type RecordingSource = ConnectionSource | WebSocket;

/** Receives what passes on a source. */
export interface SourceSink {
  message(kind: EntryKind, data: unknown): void;
  story(kind: EntryKind, story: Story): void;
}

/** The members of a `Connection` that its story tells, and that an element lacks. */
type Details = Partial<Pick<WebSocket, 'url' | 'protocol' | 'extensions'>> & {
  readonly attempt?: number;
  readonly retryAt?: number | null;
};

/** The kind of the entry for a new state; none while closing: `closed` follows. */
const KIND_OF_STATE = {
  connecting: 'connecting',
  open: 'open',
  waiting: 'waiting',
  asleep: 'asleep',
  closing: null,
  closed: 'closed',
} as const;

/**
 * Tells `sink` everything that passes on a source, until `end` is aborted; first how it is now.
 *
 * @throws {TypeError} If it is no `Connection`, no element that has one, and no `WebSocket`.
 */
export function follow(source: RecordingSource, sink: SourceSink, end: AbortSignal): void {
  assertSource(source);
  if (isConnection(source)) followConnection(source, sink, end);
  else followWebSocket(source, sink, end);
}

/** @throws {TypeError} If `source` is no `Connection`, no element that has one, and no `WebSocket`. */
export function assertSource(source: unknown): asserts source is RecordingSource {
  if (!isConnection(source) && !isWebSocket(source)) throw new TypeError(`${describe(source)} is no connection`);
}

/** True for a connection, and for an element that has one, or will have one. */
export function isConnection(source: unknown): source is ConnectionSource {
  return isEventTarget(source) && 'state' in source && 'diagnosis' in source;
}

function isWebSocket(source: unknown): source is WebSocket {
  return isEventTarget(source) && 'readyState' in source && 'send' in source && 'url' in source;
}

function isEventTarget(source: unknown): source is EventTarget {
  return source === Object(source) && typeof (source as Partial<EventTarget>).addEventListener === 'function';
}

function followConnection(source: ConnectionSource, sink: SourceSink, end: AbortSignal): void {
  const hear = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    target.addEventListener(type, listener, { signal: end });
  const tell = (kind: EntryKind) => sink.story(kind, storyOf(source));
  let wasOpen = source.state === 'open';
  let followed: ConnectionSource | null = null;
  // An element gets its connection with its first address, and keeps it.
  const followInner = () => {
    const connection = source.connection === undefined ? source : source.connection;
    if (!connection || followed) return;
    followed = connection;
    for (const type of ['queued', 'ping', 'pong'] as const) {
      hear(connection, type, (event) => sink.message(type, (event as MessageEvent).data));
    }
  };

  tell('recording');
  followInner();
  hear(source, 'statechange', () => {
    followInner();
    const kind = KIND_OF_STATE[source.state];
    // Another address, or `reconnect()`: the socket was left.
    if (kind === 'connecting' && wasOpen) sink.story('closed', { ...storyOf(source), diagnosis: null });
    wasOpen = source.state === 'open';
    if (kind) tell(kind);
  });
  hear(source, 'message', (event) => sink.message('received', (event as MessageEvent).data));
  hear(source, 'send', (event) => sink.message('sent', (event as MessageEvent).data));
  hear(source, 'discard', (event) => {
    for (const message of (event as DiscardEvent).messages) sink.message('discarded', message);
  });
}

function storyOf(source: ConnectionSource): Story {
  const {
    url = '',
    protocol = '',
    extensions = '',
    attempt = 0,
    retryAt = null,
  } = (source.connection ?? source) as Details;
  const { state, diagnosis } = source;
  // An element knows the address of an attempt before its connection does, which has that of the last one. Without a
  // connection, its `url` is what the page has set.
  const { resolvedUrl = source.connection === null ? '' : url } = source as { readonly resolvedUrl?: string };
  const address = shortAddress(resolvedUrl);
  return { ...NO_STORY, address, attempt, protocol, extensions, retryAt, diagnosis, isOpen: state === 'open' };
}

function socketStory({ url, protocol, extensions, readyState }: WebSocket): Story {
  const isOpen = readyState === READY_STATES.OPEN;
  return { ...NO_STORY, address: shortAddress(url), protocol, extensions, isOpen };
}

/** The event of a recording that has nothing to tell. */
export const NO_STORY: Story = {
  address: '',
  attempt: 0,
  protocol: '',
  extensions: '',
  retryAt: null,
  diagnosis: null,
  isOpen: false,
  count: 0,
};

/** The longest time from `error` to `close`, in milliseconds: there are failures to which engines give no `close`. */
const CLOSE_GRACE = 1_000;

/** The calls of a native socket that no event tells of. */
type Call = 'send' | 'close';

/** The functions that hear of the calls of a socket; a socket is patched once. */
const callListeners = new WeakMap<WebSocket, Set<(call: Call, data: unknown) => void>>();

function followWebSocket(socket: WebSocket, sink: SourceSink, end: AbortSignal): void {
  let isOpen = socket.readyState === READY_STATES.OPEN;
  let openedAt = performance.now();
  let isClosedHere = false;
  let isOver = false;

  sink.story('recording', socketStory(socket));
  onCall(socket, end, (call, data) => {
    if (call === 'close') isClosedHere = true;
    else if (socket.readyState === READY_STATES.OPEN) sink.message('sent', data);
  });
  const hear = <K extends keyof WebSocketEventMap>(type: K, listener: (event: WebSocketEventMap[K]) => void) => {
    socket.addEventListener(type, listener);
    // Sockets of the package `ws` know no option `signal`.
    end.addEventListener('abort', () => socket.removeEventListener(type, listener));
  };
  hear('message', ({ data }) => sink.message('received', data));
  hear('open', () => {
    isOpen = true;
    openedAt = performance.now();
    sink.story('open', socketStory(socket));
  });
  const closed = (code: number, reason: string) => {
    if (isOver) return;
    isOver = true;
    const diagnosis: Diagnosis = {
      kind: diagnoseClose(code, isOpen, socket.url, documentOf({})),
      code,
      reason: quote(reason),
      url: withoutSecrets(socket.url),
      hasProtocols: false,
      openFor: isOpen ? performance.now() - openedAt : null,
      cause: null,
    };
    sink.story('closed', { ...socketStory(socket), diagnosis: isClosedHere && isOpen ? null : diagnosis });
  };
  hear('close', ({ code, reason }) => closed(code, reason));
  // One of the package `ws` always closes, and ends its program if nothing listens for its errors.
  if (!(socket instanceof EventTarget)) return;
  hear('error', () =>
    setTimeout(() => {
      if (!end.aborted && socket.readyState === READY_STATES.CLOSED) closed(1006, '');
    }, CLOSE_GRACE),
  );
}

/** Calls `listener` after each call of `send()`, and of `close()` that begins to close: no event tells of them. */
function onCall(socket: WebSocket, end: AbortSignal, listener: (call: Call, data: unknown) => void): void {
  let listeners = callListeners.get(socket);
  if (!listeners) {
    const send = socket.send.bind(socket);
    const close = socket.close.bind(socket);
    const heard = (listeners = new Set());
    callListeners.set(socket, heard);
    socket.send = (...args) => {
      send(...args);
      for (const listen of heard) listen('send', args[0]);
    };
    socket.close = (...args) => {
      const isEnding = socket.readyState >= READY_STATES.CLOSING;
      close(...args);
      if (!isEnding) for (const listen of heard) listen('close', undefined);
    };
  }
  listeners.add(listener);
  end.addEventListener('abort', () => listeners.delete(listener));
}
