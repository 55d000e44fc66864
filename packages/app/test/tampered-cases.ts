import type { Files } from './sealed-case.ts';
import {
  central,
  deeds,
  edited,
  filesOf,
  keeper,
  opinionOf,
  regulator,
  resealed,
  signerOf,
  textOf,
} from './sealed-case.ts';
import { canonicalJson } from '@underpin/ledger';

const manifest = 'manifest.json';
const entries = 'ledger/entries.jsonl';
const checkpoint = 'ledger/checkpoint.txt';
const objects = 'objects.jsonl';
const signatures = 'signatures.jsonl';

const lines = (change: (list: string[]) => string[]): ((text: string) => string) => {
  return (text) =>
    change(text.split('\n').slice(0, -1))
      .map((line) => `${line}\n`)
      .join('');
};
const swap = (list: string[], a: number, b: number): string[] =>
  list.with(a, list[b] as string).with(b, list[a] as string);
const without = (files: Files, path: string): Files => new Map([...files].filter(([other]) => other !== path));
const withBytes = (files: Files, path: string, bytes: Uint8Array): Files => new Map(files).set(path, bytes);
const spare = (text: string): string => text.replace(/([A-Za-z0-9+/])=/, (_, last: string) => `${next(last)}=`);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const next = (letter: string): string => alphabet[alphabet.indexOf(letter) ^ 1] ?? '';

const good = filesOf();
const nested = `${'['.repeat(5000)}${']'.repeat(5000)}`;
const expired = signerOf('CB', '2026-06-01T00:00:00.000Z');
const stranger = signerOf('keeper');
const anotherCase = filesOf(deeds().toSpliced(6, 1));
const changedOpinion = deeds().with(4, opinionOf('CB', 'dissents'));
const changedFinding = deeds().map((deed) =>
  deed.object === 'finding/R1' ? { ...deed, content: { id: 'R1', severity: 'low', statement: 'Nothing.' } } : deed,
);
const keyLine = (key: string, change: (record: Record<string, unknown>) => void): ((text: string) => string) => {
  return (text) => {
    const keys = JSON.parse(text) as Record<string, unknown>[];
    keys.filter(({ id }) => id === key).forEach(change);
    return canonicalJson(keys);
  };
};

/** Ways to tamper with the files of a bundle: title, first broken link and check, the files. */
export const tamperedCases: readonly (readonly [string, string, Files])[] = [
  [
    'a changed byte of the report',
    'report/b.html: sha256',
    edited(good, 'report/b.html', (t) => t.replace('case', 'cast')),
  ],
  ['a missing report', 'report/b.html: present', without(good, 'report/b.html')],
  ['an extra file', 'report/c.csv: listed', withBytes(good, 'report/c.csv', new Uint8Array(1))],
  ['an extra empty file', 'zzz: listed', withBytes(good, 'zzz', new Uint8Array(0))],
  [
    'a removed entry',
    'entry 3: sequence',
    edited(
      good,
      entries,
      lines((list) => list.toSpliced(3, 1)),
    ),
  ],
  [
    'a removed last entry',
    `${checkpoint}: size`,
    edited(
      good,
      entries,
      lines((list) => list.slice(0, -1)),
    ),
  ],
  ['no entries', `${checkpoint}: size`, edited(good, entries, () => '')],
  [
    'a repeated entry',
    'entry 3: sequence',
    edited(
      good,
      entries,
      lines((list) => list.toSpliced(3, 0, list[2] ?? '')),
    ),
  ],
  [
    'reordered entries',
    'entry 2: sequence',
    edited(
      good,
      entries,
      lines((list) => swap(list, 2, 3)),
    ),
  ],
  [
    'a changed time',
    'entry 4: previous',
    edited(
      good,
      entries,
      lines((list) => list.with(3, (list[3] ?? '').replace('12:00', '12:01'))),
    ),
  ],
  [
    'a time of another form',
    'entry 0: form',
    edited(
      good,
      entries,
      lines((list) => list.with(0, (list[0] ?? '').replace('2026-', '2O26-'))),
    ),
  ],
  [
    'a last entry before the others',
    'entry 7: time',
    edited(
      good,
      entries,
      lines((list) => list.with(7, (list[7] ?? '').replace('12:00', '11:00'))),
    ),
  ],
  [
    'a changed time of the last entry',
    `${checkpoint}: root`,
    edited(
      good,
      entries,
      lines((list) => list.with(7, (list[7] ?? '').replace('12:00', '12:01'))),
    ),
  ],
  [
    'a changed first entry',
    'entry 1: previous',
    edited(
      good,
      entries,
      lines((list) => list.with(0, (list[0] ?? '').replace('keeper', 'keepex'))),
    ),
  ],
  ['entries without the last line end', `${entries}: line end`, edited(good, entries, (text) => text.slice(0, -1))],
  [
    'an empty line among the entries',
    'entry 2: canonical',
    edited(
      good,
      entries,
      lines((list) => list.toSpliced(2, 0, '')),
    ),
  ],
  ['missing entries', `${entries}: present`, without(good, entries)],
  [
    'a swapped checkpoint',
    `${checkpoint}: size`,
    withBytes(good, checkpoint, anotherCase.get(checkpoint) ?? new Uint8Array(0)),
  ],
  ['a missing checkpoint', `${checkpoint}: present`, without(good, checkpoint)],
  [
    'a checkpoint of another ledger',
    `${checkpoint}: ledger`,
    edited(good, checkpoint, (t) => t.replace('review-1', 'review-2')),
  ],
  ['a changed size', `${checkpoint}: size`, edited(good, checkpoint, (t) => t.replace('\n8\n', '\n9\n'))],
  ['a size spelt otherwise', `${checkpoint}: form`, edited(good, checkpoint, (t) => t.replace('\n8\n', '\n08\n'))],
  ['a negative size', `${checkpoint}: form`, edited(good, checkpoint, (t) => t.replace('\n8\n', '\n-8\n'))],
  [
    'a size past all bounds',
    `${checkpoint}: form`,
    edited(good, checkpoint, (t) => t.replace('\n8\n', `\n${'8'.repeat(5000)}\n`)),
  ],
  [
    'a changed time of the checkpoint',
    `${checkpoint}: signature`,
    edited(good, checkpoint, (t) => t.replace('12:00:00', '12:00:01')),
  ],
  [
    'a checkpoint before its last entry',
    `${checkpoint}: time`,
    edited(good, checkpoint, (t) => t.replace('12:00:00', '11:00:00')),
  ],
  [
    'a forged signature',
    `${checkpoint}: signature`,
    edited(good, checkpoint, (t) => t.replace(/.{8}(.)=\n$/, 'AAAAAAAA$1=\n')),
  ],
  [
    'a signature spelt otherwise',
    `${checkpoint}: form`,
    edited(good, checkpoint, (t) => t.replace(/(.)=\n$/, (_, last: string) => `${next(last)}=\n`)),
  ],
  ['a root spelt otherwise', `${checkpoint}: form`, edited(good, checkpoint, spare)],
  ['no signature', `${checkpoint}: form`, edited(good, checkpoint, (t) => t.slice(0, t.indexOf('\u2014')))],
  [
    'a signature line of an unknown key',
    `${checkpoint}: key`,
    edited(good, checkpoint, (t) => `${t}${t.split('\n').at(-2)?.replace('keeper', 'nobody') ?? ''}\n`),
  ],
  [
    'bytes in the checkpoint that are no UTF-8',
    `${checkpoint}: form`,
    withBytes(good, checkpoint, Buffer.from(textOf(good, checkpoint).replace('keeper', 'keep\u00e9r'), 'latin1')),
  ],
  [
    'a checkpoint signed by a key that the bundle does not hold',
    `${checkpoint}: key`,
    resealed(good, { by: stranger }),
  ],
  [
    'a checkpoint signed after its key ended',
    `${checkpoint}: key`,
    resealed(good, { time: '2028-01-01T00:00:00.000Z' }),
  ],
  [
    'repeated names in the manifest',
    `${manifest}: canonical`,
    edited(good, manifest, (t) => t.replace('"version":1', '"version":1,"version":1')),
  ],
  [
    'repeated names in an entry',
    'entry 2: canonical',
    edited(
      good,
      entries,
      lines((list) => list.with(2, (list[2] ?? '').replace('{', '{"act":"x",'))),
    ),
  ],
  [
    'a space in an entry',
    'entry 2: canonical',
    edited(
      good,
      entries,
      lines((list) => list.with(2, (list[2] ?? '').replace(':', ': '))),
    ),
  ],
  [
    'a number spelt otherwise',
    'entry 2: canonical',
    edited(good, entries, (t) => t.replace('"sequence":2', '"sequence":2.0')),
  ],
  [
    'a number that is none',
    'entry 2: canonical',
    edited(good, entries, (t) => t.replace('"sequence":2', '"sequence":NaN')),
  ],
  [
    'a number past doubles',
    'entry 2: canonical',
    edited(good, entries, (t) => t.replace('"sequence":2', '"sequence":2e999')),
  ],
  [
    'an integer past doubles',
    'entry 2: canonical',
    edited(good, entries, (t) => t.replace('"sequence":2', `"sequence":${'2'.repeat(5000)}`)),
  ],
  [
    'a fraction as sequence',
    'entry 2: form',
    edited(good, entries, (t) => t.replace('"sequence":2', '"sequence":2.5')),
  ],
  [
    'a lone surrogate',
    'entry 2: canonical',
    edited(
      good,
      entries,
      lines((list) => list.with(2, (list[2] ?? '').replace('keeper', String.raw`\ud800`))),
    ),
  ],
  [
    'nesting without end',
    'entry 2: canonical',
    edited(
      good,
      entries,
      lines((list) => list.with(2, nested)),
    ),
  ],
  [
    'an entry that is a list',
    'entry 2: form',
    edited(
      good,
      entries,
      lines((list) => list.with(2, '[]')),
    ),
  ],
  [
    'an entry with a member too many',
    'entry 2: form',
    edited(
      good,
      entries,
      lines((list) => list.with(2, (list[2] ?? '').replace('{', '{"__proto__":1,'))),
    ),
  ],
  [
    'a manifest that is not sealed',
    `${manifest}: sha256`,
    edited(good, manifest, (t) => t.replace(/[0-9a-f]"}],/, (end) => `${end.startsWith('0') ? '1' : '0'}"}],`)),
  ],
  [
    'a manifest of another version',
    `${manifest}: form`,
    edited(good, manifest, (t) => t.replace('"version":1', '"version":2')),
  ],
  [
    'a manifest with a version that is true',
    `${manifest}: form`,
    edited(good, manifest, (t) => t.replace('"version":1', '"version":true')),
  ],
  [
    'a manifest that lists the checkpoint',
    `${manifest}: form`,
    edited(good, manifest, (t) => t.replace('report/a.csv', checkpoint)),
  ],
  [
    'a manifest with an unsafe path',
    `${manifest}: form`,
    edited(good, manifest, (t) => t.replace('report/a.csv', 'report/../csv')),
  ],
  ['a manifest with a line end', `${manifest}: canonical`, edited(good, manifest, (t) => `${t}\n`)],
  ['a missing manifest', `${manifest}: present`, without(good, manifest)],
  [
    'a bundle that is not sealed by its last entry',
    `${manifest}: seal`,
    resealed(
      edited(
        good,
        entries,
        lines((list) => list.slice(0, -1)),
      ),
    ),
  ],
  ['a changed object', `${objects}: sha256`, edited(good, objects, (t) => t.replace('Act.', 'Ask.'))],
  [
    'a changed object, sealed again',
    'object of entry 6: sha256',
    resealed(edited(good, objects, (t) => t.replace('Act.', 'Ask.'))),
  ],
  [
    'an object of no entry',
    'object of entry 99: entry',
    resealed(edited(good, objects, (t) => `${t}{"object":1,"sequence":99}\n`)),
  ],
  [
    'an object line without object',
    `${objects}: form`,
    resealed(edited(good, objects, (t) => `${t}{"sequence":99}\n`)),
  ],
  [
    'objects out of order',
    `${objects}: form`,
    resealed(
      edited(
        good,
        objects,
        lines((list) => swap(list, 0, 1)),
      ),
    ),
  ],
  [
    'an object line that is not canonical',
    `${objects} line 2: canonical`,
    resealed(
      edited(
        good,
        objects,
        lines((list) => list.with(1, ` ${list[1] ?? ''}`)),
      ),
    ),
  ],
  [
    'an opinion altered after its signature, sealed again',
    'signature of entry 4: signature',
    resealed(withBytes(filesOf(changedOpinion), signatures, good.get(signatures) ?? new Uint8Array(0))),
  ],
  ['a finding altered after the opinions, sealed again', 'object of entry 4: on', filesOf(changedFinding)],
  [
    'an opinion that names no finding',
    'object of entry 4: form',
    filesOf(deeds().with(4, { ...opinionOf('CB', 'concurs'), content: { opinion: 1 } })),
  ],
  [
    'an opinion signed by another authority',
    'signature of entry 4: key',
    resealed(edited(good, signatures, (t) => t.replace(central.record.id, regulator.record.id))),
  ],
  [
    'an opinion signed with a key before its time',
    'signature of entry 4: key',
    filesOf(deeds(), { keeper, authorities: [expired] }),
  ],
  [
    'a forged signature of an opinion',
    'signature of entry 5: signature',
    resealed(edited(good, signatures, (t) => t.replace(/"signature":"[^"]{8}([^"]*"}\n)$/, '"signature":"AAAAAAAA$1'))),
  ],
  [
    'a signature of an opinion spelt otherwise',
    'signature of entry 5: signature',
    resealed(
      edited(good, signatures, (t) =>
        t.replace(/(.)==("}\n)$/, (_, last: string, end: string) => `${next(last)}==${end}`),
      ),
    ),
  ],
  [
    'a signature of what is no opinion',
    'signature of entry 3: entry',
    resealed(edited(good, signatures, (t) => t.replace('"sequence":4', '"sequence":3'))),
  ],
  [
    'a signature of no entry',
    'signature of entry 99: entry',
    resealed(edited(good, signatures, (t) => t.replace('"sequence":5', '"sequence":99'))),
  ],
  [
    'a signature given twice',
    `${signatures}: form`,
    resealed(
      edited(
        good,
        signatures,
        lines((list) => [...list, list[1] ?? '']),
      ),
    ),
  ],
  [
    'a key that is not the one of its id',
    `key ${keeper.record.id}: id`,
    resealed(
      edited(
        good,
        'keys.json',
        keyLine(keeper.record.id, (key) => (key['publicKey'] = central.record.publicKey)),
      ),
    ),
  ],
  [
    'a key spelt otherwise',
    'keys.json: form',
    resealed(
      edited(
        good,
        'keys.json',
        keyLine(keeper.record.id, (key) => (key['publicKey'] = spare(keeper.record.publicKey))),
      ),
    ),
  ],
  [
    'a key of another owner',
    `${checkpoint}: key`,
    resealed(
      edited(
        good,
        'keys.json',
        keyLine(keeper.record.id, (key) => (key['owner'] = 'CB')),
      ),
    ),
  ],
  [
    'a key of an unknown algorithm',
    'keys.json: form',
    resealed(
      edited(
        good,
        'keys.json',
        keyLine(keeper.record.id, (key) => (key['algorithm'] = 'RSA')),
      ),
    ),
  ],
  [
    'keys out of order',
    'keys.json: form',
    resealed(edited(good, 'keys.json', (t) => canonicalJson((JSON.parse(t) as unknown[]).toReversed()))),
  ],
  ['keys that are no list', 'keys.json: form', resealed(edited(good, 'keys.json', () => '{}'))],
  ['missing keys', `${manifest}: form`, resealed(without(good, 'keys.json'))],
];
