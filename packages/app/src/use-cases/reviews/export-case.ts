import { done, notFound, type Outcome } from '../outcome.ts';
import { shownMeasure } from './decisions.ts';
import type { Desk } from './desk.ts';
import { judged, standings } from './opinions.ts';

/** All of a case that the acting party may see, as one document. */
export async function exportCase(desk: Desk, caseId: string): Promise<Outcome<Record<string, unknown>>> {
  const held = await desk.records.get('reviewCase', caseId);
  if (held === null) return notFound;
  const where = { caseId };
  const { records } = desk;
  const measures = (await records.list('measure', { where })).items;
  return done({
    case: held,
    tasks: (await records.list('task', { where })).items,
    evidence: (await records.list('evidence', { where })).items,
    findings: (await records.list('caseFinding', { where })).items,
    opinions: await judged(desk, caseId, (await records.list('opinion', { where })).items),
    standing: await standings(desk, held),
    extracts: (await records.list('caseExtract', { where })).items,
    replies: (await records.list('reply', { where })).items,
    events: (await records.list('caseEvent', { where })).items,
    reports: (await records.list('report', { where })).items,
    decisions: (await records.list('decision', { where })).items,
    measures: await Promise.all(measures.map((measure) => shownMeasure(desk, measure))),
  });
}
