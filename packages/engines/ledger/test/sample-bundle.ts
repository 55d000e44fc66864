import { ledgerActs } from '@underpin/model';
import { type BundleFile, type BundleParts, type Deed, makeBundle, objectHash, type Signer } from '../src/index.ts';
import { newSigner, primitives } from './primitives.ts';

export const sealedAt = '2026-03-31T12:00:00.000Z';

/** Keys that a small case is sealed with. */
export interface Cast {
  readonly keeper: Signer;
  readonly central: Signer;
  readonly regulator: Signer;
}

export const newCast = (): Cast => ({
  keeper: newSigner('keeper'),
  central: newSigner('CB'),
  regulator: newSigner('BR'),
});

/** A small case: two pieces of evidence, a figure with awkward numbers, a finding, three opinions of which two are signed. */
export function sampleParts({ keeper, central, regulator }: Cast): BundleParts {
  const deed = (act: string, actor: string, object: string, content: unknown, disclosed = true): Deed => ({
    act,
    actor,
    object,
    content,
    disclosed,
  });
  const finding = { id: 'R1', severity: 'high', statement: 'Ein Ausfall träfe 3 Häuser: 三家銀行 \u{1f3e6}.' };
  const on = { object: 'finding/R1', sha256: objectHash(finding, primitives) };
  const opinion = (actor: string, position: string): Deed =>
    deed(ledgerActs.opinion, actor, `opinion/R1/${actor}`, {
      on,
      opinion: { authority: actor, finding: 'R1', position, reasons: 'Because "so".' },
    });
  return {
    ledger: 'underpin/review-1',
    deeds: [
      deed(ledgerActs.opened, 'keeper', 'review/1', { title: 'A case', '\ufb33': 1, '\u{1f600}': 2, '\u20ac': null }),
      deed(ledgerActs.evidence, 'keeper', 'evidence/E1', { statement: 'one' }, false),
      deed(ledgerActs.evidence, 'keeper', 'evidence/E2', { statement: 'two' }, false),
      deed(ledgerActs.figure, 'keeper', 'figure/F1', {
        values: [0.1, 1e21, 1e-7, 123456.789, -0, 5e-324, 1 / 3, 333333333.3333333, 1e20, 1.7976931348623157e308],
      }),
      deed(ledgerActs.finding, 'CB', 'finding/R1', finding),
      opinion('CB', 'concurs'),
      opinion('BR', 'dissents'),
      opinion('MF', 'concurs'),
      deed(ledgerActs.decision, 'WG', 'decision/D1', { statement: 'Act.', findings: ['R1'] }),
    ],
    report: [
      { path: 'report/basis.csv', bytes: primitives.encode('figure,row\r\nF1,1\r\n') },
      { path: 'report/review.html', bytes: primitives.encode('<!doctype html><title>A case</title><p>Text é</p>\n') },
    ],
    keeper,
    authorities: [central, regulator],
    time: sealedAt,
  };
}

export function sampleBundle(cast: Cast): BundleFile[] {
  return makeBundle(sampleParts(cast), primitives);
}

export function asMap(files: readonly BundleFile[]): Map<string, Uint8Array> {
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}
