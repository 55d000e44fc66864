import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, listValue } from '@duckdb/node-api';
import type { StoredTable } from '@underpin/app';
import type { Random, Table } from '@underpin/model';
import { TableBuilder, seededRandom } from '@underpin/model';
import { openStore } from '@underpin/store';

/** Reads one table of many submissions: ours, against every cell of the same Parquet text columns as a JavaScript string, and against counts that stay inside DuckDB. */
const seed = 20_260_331;
const submissions = Number(process.argv[2] ?? 3000);
const rowsEach = 1000;

const pick = (random: Random, count: number): number => Math.floor(random() * count);
const country = (random: Random): string => `${'DEFRITESNLIEUSGB'.match(/../g)?.[pick(random, 8)]}`;
const day = (random: Random): string => `20${15 + pick(random, 10)}-0${1 + pick(random, 9)}-${10 + pick(random, 18)}`;
const lei = (random: Random, from: number): string => `5493${String(pick(random, from)).padStart(14, '0')}00`;

/** Shaped like service uses of a register (B_02.02): 18 columns, references of the institution's own, codes, dates, countries. */
const cells: Readonly<Record<string, (random: Random, institution: number) => string>> = {
  c0010: (random, institution) => `CONTRACT-${institution}-${pick(random, rowsEach / 3)}`,
  c0020: (_, institution) => `9695${String(institution).padStart(14, '0')}00`,
  c0030: (random) => lei(random, 8000),
  c0040: (random) => `eba_qCO:qx200${pick(random, 3)}`,
  c0050: (random) => `F${1 + pick(random, 60)}`,
  c0060: (random) => `eba_TA:S${String(1 + pick(random, 19)).padStart(2, '0')}`,
  c0070: day,
  c0080: (random) => (random() < 0.6 ? '9999-12-31' : day(random)),
  c0090: (random) => (random() < 0.8 ? '' : `eba_CO:x${1 + pick(random, 6)}`),
  c0100: (random) => String(30 * pick(random, 13)),
  c0110: (random) => String(30 * pick(random, 13)),
  c0120: country,
  c0130: country,
  c0140: (random) => (random() < 0.5 ? 'eba_BT:x28' : 'eba_BT:x29'),
  c0150: (random) => (random() < 0.4 ? '' : country(random)),
  c0160: country,
  c0170: (random) => `eba_ZZ:x79${pick(random, 4)}`,
  c0180: (random) => `eba_ZZ:x79${4 + pick(random, 4)}`,
};
const names = Object.keys(cells);

function tableOf(random: Random, institution: number): Table {
  const builder = new TableBuilder('B_02.02', 'reports/b_02.02.csv', names);
  for (let row = 0; row < rowsEach; row += 1) {
    builder.add(names.map((name) => (cells[name] as (typeof cells)[string])(random, institution)));
  }
  return builder.build();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - start), value };
}

const loadAtStart = loadavg()[0] ?? 0;
const directory = await mkdtemp(join(tmpdir(), 'underpin-bench-'));
const opened = await openStore({ directory, clock: () => new Date() });
if (!opened.ok) throw new Error(opened.reason);
const { columns } = opened.value;

const random = seededRandom(seed);
const parts: StoredTable[] = [];
let writeMs = 0;
for (let institution = 0; institution < submissions; institution += 1) {
  const table = tableOf(random, institution);
  const { ms, value } = await timed(() => columns.write(table));
  writeMs += ms;
  parts.push({ submission: String(institution), table: table.name, file: table.file, ...value });
}
const ours: number[] = [];
let checked = 0;
for (let run = 0; run < 3; run += 1) {
  const { ms, value } = await timed(() => columns.read(parts));
  ours.push(ms);
  checked = value.table.rowCount;
  if (value.table.columns.size !== names.length) throw new Error(`Expected ${names.length} columns`);
}

const files = parts.map(({ hash }) => join(directory, 'columns', hash?.slice(0, 2) ?? '', `${hash}.parquet`));
const duckdb = await DuckDBInstance.create(':memory:', { threads: String(availableParallelism()) });
const connection = await duckdb.connect();
const plain = await timed(async () => {
  const result = await connection.stream(`SELECT ${names.join(', ')} FROM read_parquet($1)`, [listValue(files)]);
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rows += chunk.getColumns()[0]?.length ?? 0;
  }
  return rows;
});
const counted = names.map((name) => `count(${name})`).join(', ');
const counts = await timed(() => connection.run(`SELECT ${counted} FROM read_parquet($1)`, [listValue(files)]));
const distinct = names.map((name) => `count(DISTINCT ${name})`).join(', ');
const distincts = await timed(() => connection.run(`SELECT ${distinct} FROM read_parquet($1)`, [listValue(files)]));
if (plain.value !== checked) throw new Error(`Read ${checked} rows, expected ${plain.value}`);

const result = {
  what: 'one table of many submissions from Parquet into dictionary-coded columns',
  date: new Date().toISOString().slice(0, 10),
  machine: {
    processor: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    otherLoadAtStart: Math.round(loadAtStart * 10) / 10,
  },
  seed,
  parts: submissions,
  rows: checked,
  columns: names.length,
  writeMsPerPart: Math.round((writeMs / submissions) * 10) / 10,
  readMs: { runs: ours, median: ours.toSorted((a, b) => a - b)[1] },
  comparison: {
    everyCellAsJavaScriptStringMs: plain.ms,
    duckdbCountMs: counts.ms,
    duckdbCountDistinctMs: distincts.ms,
  },
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
await mkdir(new URL('./results/', import.meta.url), { recursive: true });
await writeFile(new URL('./results/columns.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));

connection.closeSync();
duckdb.closeSync();
await opened.value.close();
await rm(directory, { recursive: true });
