import type { EntryKind } from '../recording/entry.js';

/** The values that a sentence about an event of the connection may contain. */
export interface StoryWords {
  /** The address, shortened to its host and path; `''` if it is not known. */
  readonly address: string;
  /** The number of the retry, from 1; `''` for a first attempt. */
  readonly retry: string;
  /** The subprotocol that the server chose, or `''`. */
  readonly protocol: string;
  /** The extensions that the server chose, or `''`. */
  readonly extensions: string;
  /** The sentence about the failure, or `''`. */
  readonly failure: string;
  /** The sentence about the next attempt, or `''`. */
  readonly next: string;
  /** True if the connection was open when the recording began. */
  readonly isOpen: boolean;
  /** The number of messages that were not recorded. */
  readonly count: string;
}

/** The kinds of entries that have a sentence. */
export type StorySentence = Extract<
  EntryKind,
  'recording' | 'connecting' | 'open' | 'waiting' | 'asleep' | 'closed' | 'missed'
>;

/** The kinds of entries that have a word. */
export type MessageWord = Exclude<EntryKind, StorySentence>;

/**
 * The strings of `<ws-log>`, in one language, beside those of `<ws-echo>`. Entries have their kinds as keys: `row-sent`
 * is the word of a sent message, `row-open` the sentence about an open connection.
 */
export interface LogStrings
  extends Record<`row-${MessageWord}`, string>, Record<`row-${StorySentence}`, (words: StoryWords) => string> {
  /** The name of the list. */
  logLabel: string;
  /** Shown in place of the list while there is nothing to record. */
  logEmpty: string;
  /** Shown in place of the list after it was cleared. */
  recordingSince: (time: string) => string;
  /** Shown when `for` names an element that is not in the page. */
  noElement: (id: string) => string;
  /** Shown when a source is no connection. */
  noConnection: (what: string) => string;
  /** Shown when an attribute makes no sense; it is quoted. */
  badSetting: (quoted: string) => string;
  /** Describes the list to screen readers: which keys there are. */
  keysHint: string;
  /** The first row: the number of older entries that were let go. */
  letGo: (count: string) => string;
  /** The name of a row: its word, or `''`, and what else it shows, as its time, its size, its text. */
  rowName: (word: string, parts: readonly string[]) => string;
  /** The size of a message in its row, with its unit. */
  sizeOf: (size: string) => string;
  /** The text of a message that was too large to keep. */
  tooLarge: string;
  /** The text of a message that has none. */
  emptyText: string;
  /** The text of a `Blob` in its row. */
  binary: string;
  /** The number of rows that came since a reader holds still; the button that goes to the end. */
  newRows: (count: string) => string;
  /** The number of entries that were recorded. */
  recorded: (count: string) => string;
  /** The text of the button that goes to the end while it is paused. */
  goOn: string;
  /** The number of messages that were not recorded while paused. */
  notRecorded: (count: string) => string;
  /** Announced while following: how many messages came, and the newest. */
  newest: (count: string, text: string) => string;
  /** The text of the button that holds the list still. */
  pause: string;
  /** The text of the button that shows pings. */
  pings: string;
  /** The text of the button that removes all rows. */
  clearLog: string;
  /** The text of the button that copies all rows. */
  copyAll: string;
  /** Shown when the browser did not let it copy. */
  notCopied: string;
  /** The name of the pane with the whole message. */
  detail: string;
  /** The name of the button that closes it. */
  closeDetail: string;
  /** The names of the views of a message. */
  viewTree: string;
  viewText: string;
  viewHex: string;
  viewBase64: string;
  /** The name of the tree. */
  treeLabel: string;
  /** The row of a tree that shows more of its children. */
  more: (count: string) => string;
  /** The names of the buttons that turn the pages of a long message. */
  /** The part of a long message that is shown: from and to, and the length. */
  pageOf: (range: string, total: string) => string;
  previousPage: string;
  nextPage: string;
  /** The texts of the buttons of the tree. */
  expandAll: string;
  copyPath: string;
  copyValue: string;
  /** Shown with a text that is too long for a tree. */
  tooLongForTree: string;
  /** Shown with bytes that are not UTF-8. */
  notUtf8: string;
  /** The range of bytes that is selected. */
  selectedBytes: (from: string, to: string, count: string) => string;
  /** The placeholder of the find box, and its name. */
  find: string;
  findLabel: string;
  /** The names of the buttons that write into it. */
  findAll: string;
  findSent: string;
  findReceived: string;
  findStory: string;
  /** The text of the button that marks what is found, and hides nothing. */
  markOnly: string;
  /** How many rows were found; while marking, which of them is selected. */
  foundCount: (count: string) => string;
  foundPosition: (position: string, count: string) => string;
  /** How far a search is. */
  searched: (searched: string, total: string) => string;
  /** A term that is looked for as text, by the reason. */
  literal: (term: string, reason: 'bad-expression' | 'slow-expression' | 'bad-value' | 'bad-path') => string;
  /** The names of the buttons that step through what is found. */
  previousFound: string;
  nextFound: string;
  /** The text of the button that shows a found row among the others. */
  showInContext: string;
  /** The text of the button that shows the newest message of each key, and the name of the input for its path. */
  latestBy: string;
  latestPath: string;
  /** Shown when that is no path. */
  badPath: (path: string) => string;
  /** Shown with so many keys that some have no row. */
  tooManyKeys: (count: string) => string;
  /** The orders of the keys. */
  orderKey: string;
  orderTime: string;
  orderRate: string;
  /** How many messages a key has, and how many in a second. */
  countOf: (count: string) => string;
  rateOf: (rate: string) => string;
  /** The tooltip of the rate. */
  rateTitle: string;
  /** The texts of the button that changes how times are shown. */
  timesClock: string;
  timesOpen: string;
  timesPrevious: string;
  /** A span of time, since the connection opened, or since the row above. */
  sinceOpen: (time: string) => string;
  sincePrevious: (time: string) => string;
  /** The heading of the list of keys. */
  keysTitle: string;
  /** The button that closes it. */
  closeKeys: string;
  /** The meaning of each key, in the order of the list. */
  keyMove: string;
  keyDetail: string;
  keyEnd: string;
  keyFind: string;
  keyStep: string;
  keyCopy: string;
  keyPause: string;
  keyEscape: string;
  keyHelp: string;
}
