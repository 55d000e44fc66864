import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSources, readBundle, readReview } from '@underpin/formats';
import { canonicalJson, verifyBundle } from '@underpin/ledger';
import { type Review, silent } from '@underpin/model';
import type { ReviewReport } from '@underpin/report';
import { expect, test } from 'vitest';
import { nodePrimitives } from '../src/crypto/node-primitives.ts';
import { newSigningKey, publicKeyText, readPublicKey, readSigner } from '../src/crypto/signing-key.ts';
import { readSector } from '../src/use-cases/load-sector.ts';
import { makeReview } from '../src/use-cases/make-review.ts';
import { sealReview } from '../src/use-cases/seal-review.ts';
import { studyOf } from '../src/use-cases/study.ts';
import { central, entriesOf, keeper, signerOf, textOf } from './sealed-case.ts';

const example = join(import.meta.dirname, '../../../examples');
const now = (): Date => new Date('2026-03-31T12:00:00.000Z');
const { review } = readReview(readFileSync(join(example, 'review-2014/review.yaml'), 'utf8')) as { review: Review };
const report = await reportOf();
const files = [{ path: 'report/review.html', bytes: nodePrimitives.encode('<p>') }];

async function reportOf(): Promise<ReviewReport> {
  const opened = await openSources([join(example, 'sector')]);
  if (!opened.ok) throw new Error(opened.reason);
  const loaded = await readSector(opened.value.sources, { asOf: review.subject.asOf, now, progress: silent });
  if (!loaded.ok) throw new Error(loaded.reason);
  const made = makeReview(studyOf(loaded.value), review, { now, version: '0', progress: silent });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

test('every statement of a review file is an entry, evidence by its hash alone', async () => {
  const sealed = await sealReview(report, { files, keeper, authorities: [central], now });
  const read = sealed.ok ? await readBundle('example', sealed.value) : sealed;
  if (!read.ok) throw new Error(read.reason);
  const bundle = new Map(read.value);
  expect(verifyBundle(bundle, keeper.record, nodePrimitives)).toMatchObject({ verdict: 'good' });
  const objects = entriesOf(bundle).map(({ object }) => object);
  for (const { id } of review.evidence) expect(objects).toContain(`evidence/${id}`);
  for (const { id } of review.findings) expect(objects).toContain(`finding/${id}`);
  for (const { finding, authority } of review.opinions) expect(objects).toContain(`opinion/${finding}/${authority}`);
  for (const { id } of review.figures) expect(objects).toContain(`figure/${id}`);
  expect(objects.at(-1)).toBe('manifest');
  for (const { statement } of review.evidence) expect(textOf(bundle, 'objects.jsonl')).not.toContain(statement);
  for (const { statement } of review.findings) {
    expect(textOf(bundle, 'objects.jsonl')).toContain(JSON.stringify(statement));
  }
});

test('sealing is refused for a stranger, a key out of its time and an id that cannot name a ledger', async () => {
  const stranger = await sealReview(report, { files, keeper, authorities: [signerOf('XX')], now });
  expect(stranger).toMatchObject({ ok: false, reason: expect.stringContaining('"XX" is no authority') as string });
  const early = await sealReview(report, { files, keeper: signerOf('keeper', '2026-06-01T00:00:00.000Z'), now });
  expect(early).toMatchObject({ ok: false, reason: expect.stringContaining('is valid from 2026-06-01') as string });
  const spaced = { ...report, review: { ...review, id: 'two words' } };
  expect(await sealReview(spaced, { files, keeper, now })).toMatchObject({ ok: false });
  const outside = [{ path: 'report/../x', bytes: new Uint8Array(0) }];
  expect(await sealReview(report, { files: outside, keeper, now })).toMatchObject({ ok: false });
});

test('a signer is made only of a key and a record that belong together, and no reason tells the key', () => {
  const validity = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' };
  const made = newSigningKey({ owner: 'CB', ...validity });
  if (!made.ok) throw new Error(made.reason);
  const { privatePem, record } = made.value;
  expect(readSigner(privatePem, publicKeyText(record)).ok).toBe(true);
  const secret = privatePem.split('\n')[1] ?? '';
  for (const [pem, text] of [
    [privatePem, publicKeyText(central.record)],
    [privatePem, '{}'],
    [privatePem, 'nothing'],
    [privatePem.replace('PRIVATE', 'PUBLIC'), publicKeyText(record)],
    [privatePem, canonicalJson({ ...record, id: '0'.repeat(64) })],
  ] as const) {
    const refusal = readSigner(pem, text);
    expect(refusal.ok).toBe(false);
    if (!refusal.ok) expect(refusal.reason).not.toContain(secret);
  }
  expect(readPublicKey(publicKeyText(record))).toEqual({ ok: true, value: record });
  expect(newSigningKey({ owner: 'two words', ...validity }).ok).toBe(false);
  expect(newSigningKey({ owner: 'CB', validFrom: validity.validTo, validTo: validity.validFrom }).ok).toBe(false);
});
