export { WsEcho } from './echo/ws-echo.js';
export type { WsEchoEventMap } from './echo/connection-element.js';
export { registerStrings } from './strings/registry.js';
export type { FailureWords, Strings } from './strings/strings.js';
export { Connection, PlainConnection } from './connection/connection.js';
export type { ConnectionState } from './connection/lifecycle.js';
export type {
  ConnectionOptions,
  Ping,
  ProtocolSource,
  ProviderContext,
  SocketFactory,
  UrlSource,
} from './connection/options.js';
export { DiscardEvent, type ConnectionEventMap } from './connection/events.js';
export type { Diagnosis, DiagnosisKind } from './connection/diagnosis.js';
export type { Message } from './connection/web-idl.js';
export type { CloseCodes } from './connection/close-code.js';
export { Loopback } from './transport/loopback.js';
export { isLoopbackUrl, openSocket } from './transport/open-socket.js';
