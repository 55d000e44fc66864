import {
  append,
  type BundleFile,
  canonicalJson,
  type ChainedEntry,
  checkpointText,
  type Deed,
  makeBundle,
  objectHash,
  rootHash,
  type Signer,
  signNote,
  toHex,
} from '@underpin/ledger';
import { ledgerActs, type LedgerEntry } from '@underpin/model';
import { newSigningKey, readSigner } from '../src/crypto/signing-key.ts';
import { nodePrimitives as primitives } from '../src/crypto/node-primitives.ts';

export type Files = Map<string, Uint8Array>;
export const sealedAt = '2026-03-31T12:00:00.000Z';

export function signerOf(owner: string, validFrom = '2026-01-01T00:00:00.000Z'): Signer {
  const key = newSigningKey({ owner, validFrom, validTo: '2027-01-01T00:00:00.000Z' });
  if (!key.ok) throw new Error(key.reason);
  const signer = readSigner(key.value.privatePem, canonicalJson(key.value.record));
  if (!signer.ok) throw new Error(signer.reason);
  return signer.value;
}

export const keeper = signerOf('keeper');
export const central = signerOf('CB');
export const regulator = signerOf('BR');

const finding = { id: 'R1', severity: 'high', statement: 'Drei Häuser fallen aus: 三家銀行 \u{1f3e6}' };

export function opinionOf(actor: string, position: string, on: unknown = finding): Deed {
  return {
    act: ledgerActs.opinion,
    actor,
    object: `opinion/R1/${actor}`,
    content: {
      on: { object: 'finding/R1', sha256: objectHash(on, primitives) },
      opinion: { authority: actor, finding: 'R1', position, reasons: 'Because "so".' },
    },
    disclosed: true,
  };
}

/** Entries 0 to 6, and entry 7 that seals. Entries 4 and 5 are opinions. */
export function deeds(): Deed[] {
  const deed = (act: string, actor: string, object: string, content: unknown): Deed => ({
    act,
    actor,
    object,
    content,
    disclosed: act !== ledgerActs.evidence,
  });
  const values = [0.1, 1e21, 1e-7, 123456.789, 5e-324, 1 / 3, 333333333.3333333, 1e20, 1.7976931348623157e308, -4.5];
  return [
    deed(ledgerActs.opened, 'keeper', 'review/1', { title: 'A case', '\ufb33': 1, '\u{1f600}': 2, '\u20ac': null }),
    deed(ledgerActs.evidence, 'keeper', 'evidence/E1', { statement: 'one' }),
    deed(ledgerActs.figure, 'keeper', 'figure/"F1"\n', { values }),
    deed(ledgerActs.finding, 'CB', 'finding/R1', finding),
    opinionOf('CB', 'concurs'),
    opinionOf('BR', 'dissents'),
    deed(ledgerActs.decision, 'WG', 'decision/D1', { findings: ['R1'], statement: 'Act.' }),
  ];
}

export function filesOf(of: readonly Deed[] = deeds(), signers = { keeper, authorities: [central, regulator] }): Files {
  const report: BundleFile[] = [
    { path: 'report/a.csv', bytes: primitives.encode('figure,row\r\nF1,1\r\n') },
    { path: 'report/b.html', bytes: primitives.encode('<!doctype html><title>A case</title><p>Text é</p>\n') },
  ];
  const parts = { ledger: 'underpin/review-1', deeds: of, report, ...signers, time: sealedAt };
  return new Map(makeBundle(parts, primitives).map(({ path, bytes }) => [path, bytes]));
}

export function textOf(files: Files, path: string): string {
  return primitives.decode(files.get(path) ?? new Uint8Array(0)) ?? '';
}

export function entriesOf(files: Files): LedgerEntry[] {
  return textOf(files, 'ledger/entries.jsonl')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LedgerEntry);
}

/** Replaces text in one file; the bundle is not sealed again. */
export function edited(files: Files, path: string, change: (text: string) => string): Files {
  return new Map(files).set(path, primitives.encode(change(textOf(files, path))));
}

/** What a keeper could do that breaks its word: hashes, chain, root and signature are made anew over changed files. */
export function resealed(
  files: Files,
  changes: { readonly manifest?: (text: string) => string; readonly time?: string; readonly by?: Signer } = {},
): Files {
  const listed = [...files]
    .filter(([path]) => !['manifest.json', 'ledger/entries.jsonl', 'ledger/checkpoint.txt'].includes(path))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => ({ path, sha256: toHex(primitives.sha256(bytes)) }));
  const manifest = { files: listed, format: 'underpin-bundle', ledger: 'underpin/review-1', version: 1 };
  const text = (changes.manifest ?? ((same) => same))(canonicalJson(manifest));
  const chain: ChainedEntry[] = [];
  for (const entry of entriesOf(files)) {
    const sealing = entry.object === 'manifest';
    const objectSha256 = sealing ? toHex(primitives.sha256(primitives.encode(text))) : entry.objectSha256;
    chain.push(append(chain.at(-1) ?? null, { ...entry, objectSha256 }, primitives));
  }
  const root = rootHash(
    chain.map(({ leaf }) => leaf),
    primitives,
  );
  const time = changes.time ?? sealedAt;
  const head = checkpointText({ ledger: 'underpin/review-1', size: chain.length, root, time });
  return new Map(files)
    .set('manifest.json', primitives.encode(text))
    .set('ledger/entries.jsonl', primitives.encode(chain.map(({ entry }) => `${canonicalJson(entry)}\n`).join('')))
    .set('ledger/checkpoint.txt', primitives.encode(signNote(head, [changes.by ?? keeper], primitives)));
}
