export { Connection, type ConnectionState } from './connection.js';
export type { ConnectionOptions } from './options.js';
export { DiscardEvent, type ConnectionEventMap } from './events.js';
export type { ProtocolSource, SocketFactory, UrlSource } from './attempt.js';
export type { Diagnosis, DiagnosisKind } from './diagnosis.js';
export type { Ping } from './liveness.js';
export type { Message } from './send-queue.js';
export type { CloseCodes } from './close-code.js';
