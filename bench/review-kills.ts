import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { killRun, type KillsTold } from '../apps/server/test/kill-run.ts';
import { databases } from '../apps/server/test/stores.ts';
import { recordResult } from './lib/record-result.ts';

/**
 * Kills the server (SIGKILL) so many times in the middle of writes; ends with an error when a write is lost or done twice, or the
 * ledger breaks. With the name of a database only that one is run, and the other's result stays as it was.
 */
const kills = Number(process.argv[2] ?? 100);
const only = process.argv[3];
const before = join(import.meta.dirname, 'results/review-kills.json');
const results: Record<string, KillsTold & { readonly ended: string }> = {};
for (const database of databases) {
  if (only !== undefined && only !== database) continue;
  const told = await killRun(database, kills, (kill) => {
    if (kill % 10 === 0) console.error(`${database}: killed ${kill} times`);
  });
  results[database] = { ...told, ended: new Date().toISOString() };
}
const known = existsSync(before) ? (JSON.parse(readFileSync(before, 'utf8')) as { databases: typeof results }) : null;
recordResult('review-kills', {
  measured:
    'kill -9 of the server during writes over HTTP, four writers: acknowledged writes lost 0, writes done twice 0, ledger one chain',
  databases: { ...known?.databases, ...results },
});
