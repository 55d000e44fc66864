import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { renderReviewDocx, renderReviewPdf } from '../src/index.ts';
import { sampleReport } from './sample-report.ts';

const run = promisify(execFile);

test('PDF and DOCX are the same bytes again, in this process and in a fresh one in another time zone', async () => {
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const here = async (): Promise<string[]> => [
    hash(await renderReviewPdf(sampleReport())),
    hash(await renderReviewDocx(sampleReport())),
  ];
  const first = await here();
  expect(await here()).toEqual(first);
  const { stdout } = await run(process.execPath, [new URL('render-hash.ts', import.meta.url).pathname], {
    env: { ...process.env, TZ: 'Asia/Shanghai', LANG: 'de_DE.UTF-8', NODE_OPTIONS: '' },
  });
  expect(stdout.trim().split('\n')).toEqual(first);
}, 60_000);
