import type { Trial } from '@underpin/contract';
import { renderTrial, renderTrialPdf, type TrialReport } from '@underpin/report';
import type { TrialRecord } from '../../ports/review-tables.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { standingOf } from './trials.ts';

/** What is printed of a trial; null while it has no verdict. */
export function trialReportOf(row: TrialRecord, shown: Trial, version: string): TrialReport | null {
  const { assessment } = row;
  if (assessment === null) return null;
  return {
    protocol: row.protocol,
    protocolSha256: canonicalSha256(row.protocol),
    ...assessment,
    endpoints: assessment.endpoints.map((one) => ({
      ...one,
      estimate: one.estimate ?? Number.NaN,
      lower: one.lower ?? Number.NEGATIVE_INFINITY,
      upper: one.upper ?? Number.POSITIVE_INFINITY,
      n: [one.n[0] ?? 0, one.n[1] ?? 0],
    })),
    seal: standingOf(row),
    data: {
      samples: assessment.samples,
      used: assessment.used,
      files: shown.measurements.map(({ name, bytes, sha256 }) => ({ path: name, bytes, sha256 })),
    },
    assessedOn: assessment.asOf,
    version,
  };
}

/** Prints it. The same trial gives the same bytes. */
export async function printTrial(report: TrialReport, format: 'html' | 'pdf'): Promise<Uint8Array> {
  return format === 'html' ? new TextEncoder().encode(renderTrial(report)) : await renderTrialPdf(report);
}
