export type { Entry, EntryGroup, EntryKind, Story } from './entry.js';
export { Recorder, type RecorderOptions } from './recorder.js';
export type { ConnectionSource, RecordingSource } from './source.js';
