import type { Diagnosis } from '../connection/diagnosis.js';

/**
 * The kind of an entry. Messages: `sent` and `received`; `ping` and `pong`; `queued`, for one that waits for a socket;
 * `discarded`, for one that was handed back. The story of the connection: `connecting`, `open`, `waiting`, `asleep`,
 * `closed`; and of the recording: `recording`, where it began, and `missed`, what passed while it was held and full.
 */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Every kind, in the order of their numbers in a recording: those of messages, then those of events. */
export const ENTRY_KINDS = [
  'sent',
  'received',
  'ping',
  'pong',
  'queued',
  'discarded',
  'recording',
  'connecting',
  'open',
  'waiting',
  'asleep',
  'closed',
  'missed',
] as const;

const FIRST_STORY = ENTRY_KINDS.indexOf('recording');

/** The kinds that belong together in a list. */
export type EntryGroup = 'sent' | 'received' | 'ping' | 'story';

/** An event of the connection, as it was at that time. Holds no secrets: addresses are without userinfo and query. */
export interface Story {
  /** The host and path of the address; `''` if it was not known yet. */
  readonly address: string;
  /** The number of the attempt, from 0. */
  readonly attempt: number;
  /** The subprotocol that the server chose, or `''`. */
  readonly protocol: string;
  /** The extensions that the server chose, or `''`. */
  readonly extensions: string;
  /** The time of the next attempt, in milliseconds since the epoch, while waiting; else null. */
  readonly retryAt: number | null;
  /** The reason of the failure; null without one. */
  readonly diagnosis: Diagnosis | null;
  /** True if the connection was open. */
  readonly isOpen: boolean;
  /** The number of messages, of `missed`; else 0. */
  readonly count: number;
}

/** An entry of a recording: a message, or an event of its connection. It never changes. */
export interface Entry {
  /** Its number, from 0, in the order of the recording. It stays when older entries are let go. */
  readonly index: number;
  readonly kind: EntryKind;
  /** The time in milliseconds since the epoch, with a fraction. It never goes back. */
  readonly time: number;
  /** The number of its source, from 0, in the order in which they were recorded. */
  readonly source: number;
  /** The message: text, or a copy of its bytes. Null for an event, and for a message that was too large to keep. */
  readonly data: string | ArrayBuffer | Blob | null;
  /** The size of the message on the wire in bytes, without its frame; 0 for an event. Text is counted when read. */
  readonly bytes: number;
  /** The event of the connection; null for a message. */
  readonly story: Story | null;
}

/** Returns the group of a kind. */
export function groupOf(kind: EntryKind): EntryGroup {
  if (kind === 'sent' || kind === 'received') return kind;
  return kind === 'ping' || kind === 'pong' ? 'ping' : 'story';
}

/** True if an entry of this kind is an event, and not a message. */
export function isStory(kind: EntryKind): boolean {
  return ENTRY_KINDS.indexOf(kind) >= FIRST_STORY;
}
