import { blocksOf } from '../document/blocks-of.ts';
import { setDocument } from '../pdf/render-review-pdf.ts';
import { footOf, trialBody } from './render-trial.ts';
import type { TrialReport } from './trial-report.ts';

/**
 * A trial as a tagged PDF (PDF/UA-1), set like a review. It holds measurements of one institution and is marked TLP:AMBER. The
 * same report gives the same bytes.
 *
 * @example await writeFile('trial.pdf', await renderTrialPdf(report));
 */
export async function renderTrialPdf(report: TrialReport): Promise<Uint8Array> {
  const { protocol, version, assessedOn } = report;
  return await setDocument({
    title: `Trial: ${protocol.title}`,
    subject: `${protocol.candidate.name} against ${protocol.incumbent.name}`,
    language: { code: 'en', region: 'GB' },
    marking: 'AMBER',
    foot: footOf(report),
    authors: [],
    generatedAt: `${assessedOn}T00:00:00.000Z`,
    version,
    draft: false,
    blocks: blocksOf(trialBody(report).text),
  });
}
