import { hash } from 'node:crypto';
import { checkBundle, newSigningKey, nodePrimitives, publicKeyText, readSigner, type Signer } from '@underpin/app';
import { readBundle, writeBundle } from '@underpin/formats';
import { type Deed, makeBundle, verifyBundle } from '@underpin/ledger';
import { ledgerActs, seededRandom } from '@underpin/model';
import { measureInTurns, medianTiming, type Timing } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

/** Verifying sealed bundles, against only hashing the same bytes: the least that any verifier must do. */
const seed = 20_260_331;
const goalMs = 1_000;
const validity = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2028-01-01T00:00:00.000Z' };

function newKeeper(): Signer {
  const key = newSigningKey({ owner: 'keeper', ...validity });
  if (!key.ok) throw new Error(key.reason);
  const read = readSigner(key.value.privatePem, publicKeyText(key.value.record));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

async function bundleOf(entries: number): Promise<Uint8Array> {
  const random = seededRandom(seed);
  const text = (): string => Array.from({ length: 24 }, () => Math.floor(random() * 2 ** 32).toString(36)).join(' ');
  const deeds = Array.from({ length: entries - 1 }, (_, at): Deed => {
    const evidence = at % 2 === 0;
    return {
      act: evidence ? ledgerActs.evidence : ledgerActs.finding,
      actor: `A${at % 5}`,
      object: `${evidence ? 'evidence' : 'finding'}/${at}`,
      content: { id: String(at), statement: text(), weight: random() },
      disclosed: !evidence,
    };
  });
  const report = [{ path: 'report/review.html', bytes: Buffer.from(Array.from({ length: 2_000 }, text).join('\n')) }];
  const parts = { ledger: 'underpin/bench', deeds, report, keeper: newKeeper(), authorities: [] };
  return writeBundle(makeBundle({ ...parts, time: '2026-03-31T12:00:00.000Z' }, nodePrimitives));
}

/** One hash of every entry, leaf and inner node, of every object and of every file: no parsing, no comparing. */
function hashOnly(files: ReadonlyMap<string, Uint8Array>): number {
  let hashed = 0;
  const take = (bytes: Uint8Array): void => {
    hashed += hash('sha256', bytes, 'buffer').length;
  };
  for (const bytes of files.values()) take(bytes);
  const node = new Uint8Array(65);
  for (const [path, times] of [
    ['ledger/entries.jsonl', 2],
    ['objects.jsonl', 1],
  ] as const) {
    const bytes = files.get(path) ?? new Uint8Array(0);
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(10, start);
      for (let time = 0; time < times; time += 1) take(bytes.subarray(start, end));
      if (times === 2) take(node);
      start = end + 1;
    }
  }
  return hashed;
}

const ratioOf = (timing: Timing, limit: Timing): Timing => ({
  clock: timing.clock / limit.clock,
  processor: timing.processor / limit.processor,
});

const results = [];
for (const [entries, rounds] of [
  [10_000, 9],
  [100_000, 5],
] as const) {
  const bytes = await bundleOf(entries);
  const read = await readBundle('bench', bytes);
  if (!read.ok) throw new Error(read.reason);
  const files = read.value;
  const times = await measureInTurns(
    [
      { name: 'hash', run: () => hashOnly(files) },
      {
        name: 'verify',
        run: () => {
          if (verifyBundle(files, null, nodePrimitives).verdict !== 'good') throw new Error('Expected a good bundle');
        },
      },
      {
        name: 'whole',
        run: async () => {
          if ((await checkBundle('bench', bytes, null)).verdict !== 'good') throw new Error('Expected a good bundle');
        },
      },
    ],
    rounds,
  );
  const [hashing, verifying, whole] = ['hash', 'verify', 'whole'].map((name) =>
    medianTiming(times.get(name) ?? []),
  ) as [Timing, Timing, Timing];
  results.push({
    entries,
    zipBytes: bytes.length,
    contentBytes: [...files.values()].reduce((sum, file) => sum + file.length, 0),
    rounds,
    milliseconds: { hashingOnly: hashing, verifyingContents: verifying, verifyingArchive: whole },
    timesHashing: { contents: ratioOf(verifying, hashing), archive: ratioOf(whole, hashing) },
  });
}
const met = (results[0]?.milliseconds.verifyingArchive.clock ?? Infinity) < goalMs;
recordResult('verify', {
  measured:
    'verifying sealed bundles (contents in memory; whole archive with unpacking) against only hashing the same bytes',
  seed,
  results,
  goal: { entries: 10_000, milliseconds: goalMs },
  met,
});
process.exitCode = met ? 0 : 1;
