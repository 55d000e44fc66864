import { writeBundle } from '@underpin/formats';
import { type BundleFile, type Deed, makeBundle, type Signer } from '@underpin/ledger';
import { ledgerNameSchema, ok, refused, type Result } from '@underpin/model';
import type { TrialReport } from '@underpin/report';
import { nodePrimitives } from '../../crypto/node-primitives.ts';
import { type ProtocolSeal, trialActs } from './protocol-seal.ts';

/**
 * The report of a trial in the bundle of the review: the protocol and its amendments at their own times, the hashes of the
 * measurements, the verdict, the printed report; checked by `underpin verify`.
 */
export async function trialBundle(
  report: TrialReport,
  seal: ProtocolSeal,
  options: { readonly files: readonly BundleFile[]; readonly keeper: Signer; readonly now: Date },
): Promise<Result<Uint8Array>> {
  const { keeper, files, now } = options;
  const ledger = ledgerNameSchema.safeParse(`underpin/trial/${report.protocol.id}`);
  if (!ledger.success)
    return refused(`Give the trial another id than "${report.protocol.id}": letters, digits, ".", "_" or "-"`);
  const time = now.toISOString();
  const { record } = keeper;
  if (time < record.validFrom || time > record.validTo)
    return refused(
      `The key of "${record.owner}" is valid from ${record.validFrom} to ${record.validTo}, not at ${time}`,
    );
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, one: unknown) =>
        typeof one === 'number' && !Number.isFinite(one) ? String(one) : one,
      ),
    );
  const object = `trial/${report.protocol.id}`;
  const deeds: Deed[] = [
    ...seal.entries.map((entry, at): Deed => ({
      act: entry.act,
      actor: entry.actor,
      object,
      content: plain(seal.protocols[at]),
      disclosed: true,
      time: entry.time,
    })),
    ...report.data.files.map(({ path, bytes, sha256 }, at): Deed => ({
      act: trialActs.measured,
      actor: record.owner,
      object: `measurements/${at + 1}`,
      content: { path, bytes, sha256 },
      disclosed: true,
    })),
    {
      act: trialActs.verdict,
      actor: record.owner,
      object: `${object}/verdict`,
      content: plain({
        verdict: report.verdict,
        because: report.because,
        endpoints: report.endpoints,
        assessedOn: report.assessedOn,
      }),
      disclosed: true,
    },
  ];
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return ok(
    await writeBundle(
      makeBundle({ ledger: ledger.data, deeds, report: sorted, keeper, authorities: [], time }, nodePrimitives),
    ),
  );
}
