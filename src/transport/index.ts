export { Loopback } from './loopback.js';
export { isLoopbackUrl, openSocket } from './open-socket.js';
