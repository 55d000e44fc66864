import { parentPort, workerData } from 'node:worker_threads';
import { checkSubmissions } from '@underpin/app';
import { silent } from '@underpin/model';

const { name, bytes, today } = workerData as { name: string; bytes: Uint8Array<ArrayBuffer>; today: string };
const source = { name, path: name, content: { kind: 'file', blob: new Blob([bytes]) } } as const;
for await (const checked of checkSubmissions([source], { today, progress: silent })) parentPort?.postMessage(checked);
