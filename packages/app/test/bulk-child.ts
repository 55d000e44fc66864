import { silent } from '@underpin/model';
import { BulkCheck } from '../src/index.ts';

const [folder = '', out = '', workers = '2'] = process.argv.slice(2);
const bulk = await BulkCheck.open({
  out,
  now: () => new Date(),
  version: 'test',
  progress: silent,
  workers: Number(workers),
});
const pass = await bulk.pass([folder]);
await bulk.close();
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({ ok: pass.ok, checked: pass.ok ? pass.value.checked : 0, peakMiB: Math.round(maxRSS / 1024) }),
);
