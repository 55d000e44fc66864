import { silent } from '@underpin/model';
import { checkSubmissions } from '../use-cases/check-submissions.ts';
import type { CheckWork } from './check-apart.ts';
import { serveWork } from './serve-work.ts';

serveWork<CheckWork>(async ({ name, bytes, today }, port) => {
  const source = { name, path: name, content: { kind: 'file', blob: new Blob([bytes]) } } as const;
  for await (const checked of checkSubmissions([source], { today, progress: silent })) port.postMessage(checked);
});
