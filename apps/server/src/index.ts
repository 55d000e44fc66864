export { createServer, type Page, type ServerOptions } from './server.ts';
export { listen, type Listening, start, type Started, type StartOptions } from './start.ts';
