export { Connection, PlainConnection } from './connection.js';
export type { ConnectionState } from './lifecycle.js';
export type { ConnectionOptions, Ping, ProtocolSource, ProviderContext, SocketFactory, UrlSource } from './options.js';
export { DiscardEvent, type ConnectionEventMap } from './events.js';
export type { Diagnosis, DiagnosisKind } from './diagnosis.js';
export type { Message } from './web-idl.js';
export type { CloseCodes } from './close-code.js';
