import type { DiagnosisKind } from '../connection/diagnosis.js';
import type { ConnectionState } from '../connection/lifecycle.js';

/** The values that a sentence about a failure may contain. */
export interface FailureWords {
  /** The address, shortened to its host and path. */
  readonly address: string;
  /** The address that was probably meant, for one that is not valid; otherwise `''`. */
  readonly suggestion: string;
  /** The close code with its name: `1008 policy violation`. */
  readonly code: string;
  /** True if subprotocols were offered. */
  readonly hasProtocols: boolean;
  /** The server's reason, or an exception's message; `''` if there is none. */
  readonly reason: string;
  /** The time that it had been open, in words; `''` if it never opened. */
  readonly openFor: string;
  /** The sentence about the failure before `gave-up`, or `''`. */
  readonly cause: string;
}

/**
 * All strings of `<ws-echo>`, in one language. States and failures have their own names as keys: {@link
 * ConnectionState}, {@link DiagnosisKind}. Numbers and times arrive as text, written in the language of the string.
 */
export interface Strings
  extends Record<ConnectionState, string>, Record<DiagnosisKind, (words: FailureWords) => string> {
  /** The label of the input. */
  label: string;
  /** Describes the input to screen readers: Enter sends, Shift+Enter breaks the line. */
  enterSends: string;
  /** Describes the input to screen readers with `multiline`: Ctrl+Enter sends. */
  controlEnterSends: string;
  /** The name of the button that breaks a line, on touch screens. */
  lineBreak: string;
  /** The text of the send button. */
  send: string;
  /** The tooltip of the send button. */
  sendMessage: string;
  /** Shown in place of the message while there is none. */
  empty: string;
  /** Shown beside the state when there is no address. */
  noAddress: string;
  /** Shown beside the state while asleep. */
  asleepHint: string;
  /** The sentence about the next retry: takes its number, from 1, and the time until then in words. */
  nextAttempt: (attempt: number, delay: string) => string;
  /** The text of the button beside the state while waiting or asleep. */
  retryNow: string;
  /** The text of the link from a failure to the help page of the application. */
  help: string;
  /** The text of the button that ends the retries, while waiting. */
  stop: string;
  /** The text of the button beside the state while closing or closed. */
  connect: string;
  /** The text of the button beside the state while connecting or open. */
  disconnect: string;
  /** The name of a close code; `''` for a code without one. */
  closeCode: (code: number) => string;
  /** The accessible name of the newest message. */
  messageName: string;
  /** Announced for a message that has no text. */
  messageWithoutText: string;
  /** The time of the newest message. */
  receivedAt: (time: string) => string;
  /** The size of a binary message. */
  bytes: (count: string) => string;
  /** Shown with a message of which only the beginning is shown. */
  cut: (shown: string, total: string) => string;
  /** The round trip of a message that is an echo. */
  echoed: (milliseconds: string) => string;
  /** The number of messages that came while the text of an earlier one is selected; the button that shows them. */
  newer: (count: string) => string;
  /** The text of the button that copies the message. */
  copy: string;
  /** Its text after it has copied; also announced. */
  copied: string;
  /** The number of messages in the queue. */
  queued: (count: string) => string;
  /** Shown when the queue has no room for the text of the input. */
  queueFull: string;
  /** The number of messages that could not be sent. */
  discarded: (count: string) => string;
  /** The text of the button that puts an unsent text back into the input. */
  restore: string;
  /** The text of the button that sends unsent bytes again. */
  resend: string;
}
