/**
 * Records the exchange with a real Prometheus that the tests replay where none is installed.
 *
 * Run: node tools/record-prometheus-exchange.ts (needs the Debian package prometheus)
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prometheusSamples } from '../packages/formats/src/index.ts';
import {
  exchangeProtocol,
  exchangeStart,
  httpGet,
  startPrometheus,
} from '../packages/formats/test/prometheus-server.ts';

const server = await startPrometheus();
try {
  const exchange: Record<string, string> = {};
  const ask = httpGet(server.address);
  const source = prometheusSamples(exchangeProtocol, {
    name: server.address,
    from: exchangeStart,
    to: exchangeStart + 4 * 3600,
    stepSeconds: 60,
    get: async (path) => {
      const answer = await ask(path);
      if (answer.ok) exchange[path] = answer.value;
      return answer;
    },
  });
  let samples = 0;
  for await (const { count } of source.batches()) samples += count;
  const file = join(import.meta.dirname, '../packages/formats/test/data/prometheus-exchange.json');
  writeFileSync(file, `${JSON.stringify(exchange)}\n`);
  console.log(`${samples} samples in ${Object.keys(exchange).length} answers: ${file}`);
} finally {
  server.stop();
}
