import { readDoraPackage, readZip } from '@underpin/formats';
import { checkPackage } from '@underpin/register';
import { inferSchema, initParser } from 'udsv';
import { largeRegister } from './lib/large-register.ts';
import { measureInTurns, median } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

const rows = 100_000;
const goal = 3;
const rounds = 9;

const { name, bytes } = await largeRegister(rows, 20_260_131);
const { files } = await readZip(name, bytes);
const csvFiles = files.filter((file) => file.path.endsWith('.csv'));
const csvBytes = csvFiles.reduce((sum, file) => sum + file.bytes.length, 0);
const context = { today: '2026-03-20' };

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
const [parse, unpacked, zip] = ['parse', 'unpacked', 'zip'].map((which) => median(times.get(which) ?? [])) as [
  number,
  number,
  number,
];
const ratio = unpacked / parse;
const ratioFromZip = zip / parse;
console.log(`${rows} rows of B_02.02, ${csvBytes} bytes of CSV, median of ${rounds}, in turns`);
console.log(`uDSV, strings only        ${parse.toFixed(0)} ms`);
console.log(`read and check, unpacked  ${unpacked.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (goal: at most ${goal})`);
console.log(`read and check, from zip  ${zip.toFixed(0)} ms, ratio ${ratioFromZip.toFixed(2)}`);
recordResult('check-speed', {
  measured: 'reading and checking a register against only parsing the same bytes with uDSV (strings)',
  rows,
  csvBytes,
  rounds,
  milliseconds: { parse, unpacked, zip },
  ratio,
  ratioFromZip,
  goal,
  met: ratio <= goal,
});
process.exitCode = ratio <= goal ? 0 : 1;
