import { killRun, type KillsTold } from '../apps/server/test/kill-run.ts';
import { databases } from '../apps/server/test/stores.ts';
import { recordResult } from './lib/record-result.ts';

/** Kills the server (SIGKILL) so many times in the middle of writes, on both databases; ends with an error when a write is lost or done twice, or the ledger breaks. */
const kills = Number(process.argv[2] ?? 100);
const results: Record<string, KillsTold> = {};
for (const database of databases) {
  results[database] = await killRun(database, kills, (kill) => {
    if (kill % 10 === 0) console.error(`${database}: killed ${kill} times`);
  });
}
recordResult('review-kills', {
  measured:
    'kill -9 of the server during writes over HTTP, four writers: acknowledged writes lost 0, writes done twice 0, ledger one chain',
  databases: results,
});
