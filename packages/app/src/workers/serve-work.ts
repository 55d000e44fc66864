import { type MessagePort, parentPort } from 'node:worker_threads';

/** What {@link workApart} sends to begin. */
export interface Order<Work> {
  readonly work: Work;
}

/** The side of the thread: does one work after the other as they are sent. What throws ends the thread, and the caller is told. */
export function serveWork<Work>(handle: (work: Work, port: MessagePort) => Promise<void>): void {
  const port = parentPort;
  if (port === null) throw new Error('This runs as a worker only');
  port.on('message', (message: Partial<Order<Work>>) => {
    if (message.work !== undefined) void handle(message.work, port);
  });
}
