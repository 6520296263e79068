import type { Diagnosis } from '../../src/connection/diagnosis.js';
import type { ConnectionState } from '../../src/connection/lifecycle.js';
import { Recorder, type RecorderOptions } from '../../src/recording/recorder.js';

/**
 * Stands for an open connection: a message passes when a test calls `send()` or `receive()`, and listeners have it when
 * the call returns. Recorded connections, elements and sockets that are real are in source.test.ts.
 */
export class OpenSource extends EventTarget {
  readonly state: ConnectionState = 'open';
  readonly diagnosis: Diagnosis | null = null;

  send(...messages: unknown[]): void {
    for (const data of messages) this.dispatchEvent(new MessageEvent('send', { data }));
  }

  receive(...messages: unknown[]): void {
    for (const data of messages) this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** A recorder, and the source that it records. Its entry 0 says where the recording began. */
export function recordOpenSource(options: RecorderOptions = {}): { recorder: Recorder; source: OpenSource } {
  const recorder = new Recorder(options);
  const source = new OpenSource();
  recorder.record(source);
  return { recorder, source };
}

/** The entries, a line each: `3 received Hello`. */
export const lines = (recorder: Recorder) =>
  [...recorder].map(({ index, kind, data }) => `${index} ${kind} ${data === null ? '' : String(data)}`.trim());

/** The newest entry. */
export const newest = (recorder: Recorder) => recorder.at(recorder.end - 1)!;
