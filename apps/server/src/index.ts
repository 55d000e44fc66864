export { createServer, type Page, type ServerOptions } from './server.ts';
export { start, type Started, type StartOptions } from './start.ts';
