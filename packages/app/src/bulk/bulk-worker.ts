import { parentPort, workerData } from 'node:worker_threads';
import type { BulkAnswer, BulkSettings, BulkTask } from './bulk-protocol.ts';
import { referencesAt } from '../use-cases/references-at.ts';
import { checkOne } from './check-one.ts';

const port = parentPort;
if (port === null) throw new TypeError('This file is the entry of a worker thread');
const settings = workerData as BulkSettings;
const references = referencesAt(settings.national, settings.gleif);

port.on('message', (task: BulkTask) => {
  void references
    .then((read) => {
      if (!read.ok) throw new RangeError(read.reason);
      return checkOne(task, settings, read.value);
    })
    .catch((error: unknown): BulkAnswer => {
      const reason = error instanceof Error ? error.message : String(error);
      return { id: task.id, kind: 'failed', problem: `Could not check "${task.path}": ${reason}` };
    })
    .then((answer) => port.postMessage(answer));
});
