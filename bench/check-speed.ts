import { readDoraPackage, readZip } from '@underpin/formats';
import { checkPackage } from '@underpin/register';
import { inferSchema, initParser } from 'udsv';
import { largeRegister } from './lib/large-register.ts';
import { measureInTurns, medianTiming } from './lib/measure.ts';
import type { Timing } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

const rows = 100_000;
const goal = 3;
const rounds = 9;

const { name, bytes } = await largeRegister(rows, 20_260_131);
const { files } = await readZip(name, bytes);
const csvFiles = files.filter((file) => file.path.endsWith('.csv'));
const csvBytes = csvFiles.reduce((sum, file) => sum + file.bytes.length, 0);
const context = { today: '2026-03-20', layers: 'technical' } as const;

function parseOnly(): number {
  let cells = 0;
  for (const file of csvFiles) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
    const parsed = initParser(inferSchema(text, { col: ',' })).stringArrs(text);
    for (const row of parsed) cells += row.length;
  }
  return cells;
}

async function readAndCheck(source: Parameters<typeof readDoraPackage>[0]): Promise<number> {
  const findings = checkPackage(await readDoraPackage(source), context);
  if (findings.length > 0) throw new Error(`Expected no findings, got ${findings.length}: ${findings[0]?.message}`);
  return findings.length;
}

const times = await measureInTurns(
  [
    { name: 'parse', run: parseOnly },
    { name: 'unpacked', run: () => readAndCheck({ name, entries: files }) },
    { name: 'zip', run: () => readAndCheck({ name, bytes }) },
  ],
  rounds,
);
const [parse, unpacked, zip] = ['parse', 'unpacked', 'zip'].map((which) => medianTiming(times.get(which) ?? [])) as [
  Timing,
  Timing,
  Timing,
];
const ratioOf = (timing: Timing): Timing => ({
  clock: timing.clock / parse.clock,
  processor: timing.processor / parse.processor,
});
const ratio = ratioOf(unpacked);
const ratioFromZip = ratioOf(zip);
const line = (name: string, timing: Timing, against?: Timing): string =>
  `${name.padEnd(26)}${timing.clock.toFixed(0)} ms, processor ${timing.processor.toFixed(0)} ms` +
  (against === undefined ? '' : `; ratio ${against.clock.toFixed(2)}, processor ${against.processor.toFixed(2)}`);
console.log(`${rows} rows of B_02.02, ${csvBytes} bytes of CSV, median of ${rounds}, in turns`);
console.log(line('uDSV, strings only', parse));
console.log(`${line('read and check, unpacked', unpacked, ratio)} (goal by the clock: at most ${goal})`);
console.log(line('read and check, from zip', zip, ratioFromZip));
recordResult('check-speed', {
  measured: 'reading and checking a register against only parsing the same bytes with uDSV (strings)',
  rows,
  csvBytes,
  rounds,
  milliseconds: { parse, unpacked, zip },
  ratio,
  ratioFromZip,
  goal,
  met: ratio.clock <= goal,
});
process.exitCode = ratio.clock <= goal ? 0 : 1;
