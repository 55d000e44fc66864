import { writeBundle } from '@underpin/formats';
import { type BundleFile, makeBundle, type Signer } from '@underpin/ledger';
import { bundlePathSchema, ledgerNameSchema, momentSchema, ok, refused, type Result } from '@underpin/model';
import type { ReviewReport } from '@underpin/report';
import { nodePrimitives } from '../crypto/node-primitives.ts';
import { reviewDeeds } from './review-deeds.ts';

export interface SealReviewOptions {
  /** The files of the report, below `report/`. */
  readonly files: readonly BundleFile[];
  /** Signs the checkpoint. */
  readonly keeper: Signer;
  /** Sign their own opinions. */
  readonly authorities?: readonly Signer[];
  readonly now: () => Date;
}

/**
 * Enters every statement of a review into a ledger of its own, seals the report and answers with the bundle's bytes.
 * Refused when the review's id cannot name a ledger, when a key does not count now, or when a signer takes no part.
 */
export async function sealReview(
  report: ReviewReport,
  { files, keeper, authorities = [], now }: SealReviewOptions,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const ledger = ledgerNameSchema.safeParse(`underpin/${report.review.id}`);
  if (!ledger.success) {
    return refused(`Give the review another id than "${report.review.id}": ${ledger.error.issues[0]?.message ?? ''}`);
  }
  const unfit = files.find(({ path }) => !path.startsWith('report/') || !bundlePathSchema.safeParse(path).success);
  if (unfit !== undefined) return refused(`Put "${unfit.path}" below "report/", with a plain name`);
  const time = momentSchema.parse(now().toISOString());
  for (const { record } of [keeper, ...authorities]) {
    if (time < record.validFrom || time > record.validTo) {
      return refused(
        `The key of "${record.owner}" is valid from ${record.validFrom} to ${record.validTo}, not at ${time}`,
      );
    }
  }
  const ids = new Set(report.review.authorities.map(({ id }) => id));
  const stranger = authorities.find(({ record }) => !ids.has(record.owner));
  if (stranger !== undefined) {
    return refused(`"${stranger.record.owner}" is no authority of the review: expected one of ${[...ids].join(', ')}`);
  }
  const deeds = reviewDeeds(report, keeper.record.owner, nodePrimitives);
  const bundle = makeBundle({ ledger: ledger.data, deeds, report: files, keeper, authorities, time }, nodePrimitives);
  return ok(await writeBundle(bundle));
}
