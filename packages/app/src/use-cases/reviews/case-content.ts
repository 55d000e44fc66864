import type {
  Case,
  CaseEvidence,
  CaseFinding,
  CaseOpinion,
  Extract,
  Party,
  Reply,
  Standing,
  TimelineEntry,
} from '@underpin/contract';
import { type Marking, narrowestMarking } from '@underpin/model';
import type { EventRecord } from '../../ports/review-tables.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import type { ControlChange } from './control-changes.ts';
import type { Desk } from './desk.ts';
import { audienceOf } from './evidence.ts';
import { judged, standings } from './opinions.ts';
import { timelineOf } from './timeline.ts';

/** Evidence that the working group may not see: its hash alone. */
export interface Withheld {
  readonly id: string;
  readonly withheld: string;
  readonly sha256: string;
}

/** The report of a case as data: what `report/report.json` of its bundle holds. */
export interface CaseContent {
  readonly case: Case;
  readonly marking: Marking;
  readonly findings: readonly CaseFinding[];
  readonly standing: readonly Standing[];
  readonly opinions: readonly CaseOpinion[];
  readonly evidence: readonly (CaseEvidence | Withheld)[];
  readonly extracts: readonly Extract[];
  readonly replies: readonly Reply[];
  readonly events: readonly EventRecord[];
  readonly timeline: readonly TimelineEntry[];
  /** Names of all parties that are named in it. */
  readonly parties: readonly Pick<Party, 'id' | 'kind' | 'name' | 'country'>[];
  readonly submittedAt: string;
}

export interface GatheredCase {
  readonly content: CaseContent;
  readonly findings: readonly CaseFinding[];
  /** Everything that the findings rest on, also what is withheld from the working group. */
  readonly evidence: readonly CaseEvidence[];
  readonly opinions: readonly CaseOpinion[];
}

/** Gathers the report of a case as of a moment. Of findings only those that are shared are in it. */
export async function gatherCase(
  desk: Desk,
  held: Case,
  submittedAt: string,
  control: readonly ControlChange[],
): Promise<GatheredCase> {
  const where = { caseId: held.id };
  const { records } = desk;
  const byTime = <T extends { readonly id: string; readonly createdAt: string }>(all: readonly T[]): T[] =>
    all.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || (a.id < b.id ? -1 : 1));
  const findings = byTime((await records.list('caseFinding', { where })).items.filter((one) => one.sharedAt !== null));
  const cited = new Set(findings.flatMap((finding) => finding.evidence));
  const evidence = byTime((await records.list('evidence', { where })).items.filter((one) => cited.has(one.id)));
  const opinions = (await judged(desk, held.id, (await records.list('opinion', { where })).items)).filter((one) =>
    findings.some((finding) => finding.id === one.finding),
  );
  const extracts = (await records.list('caseExtract', { where })).items.filter((one) => one.releasedAt !== null);
  const replies = (await records.list('reply', { where })).items;
  const included = evidence.filter((one) => audienceOf(one, [held.workingGroup]).length > 0);
  const timeline = await timelineOf(desk, held.id, submittedAt.slice(0, 10), control);
  // Only submissions behind figures that the working group may see.
  const counted = new Set<string | null>(included.flatMap(({ figure }) => figure?.submissions ?? []));
  const named = new Set([
    ...held.authorities,
    held.workingGroup,
    ...extracts.map(({ recipient }) => recipient),
    ...replies.map(({ party }) => party),
    ...included.flatMap(({ releasableTo }) => releasableTo),
  ]);
  const parties = [];
  for (const id of [...named].toSorted()) {
    const party = await records.get('party', id);
    if (party !== null) parties.push({ id, kind: party.kind, name: party.name, country: party.country });
  }
  const content: CaseContent = {
    case: held,
    marking: narrowestMarking([held.marking, ...included.map((one) => one.marking)]),
    findings,
    standing: await standings(desk, held),
    opinions,
    evidence: evidence.map((one) => forWorkingGroup(one, held.workingGroup)),
    extracts,
    replies,
    events: (await records.list('caseEvent', { where })).items,
    timeline: timeline.ok ? timeline.value.filter((one) => one.kind !== 'submission' || counted.has(one.object)) : [],
    parties,
    submittedAt,
  };
  return { content, findings, evidence, opinions };
}

function forWorkingGroup(evidence: CaseEvidence, group: string): CaseEvidence | Withheld {
  if (audienceOf(evidence, [group]).length > 0) return evidence;
  return { id: evidence.id, withheld: 'not released to the working group', sha256: canonicalSha256(evidence) };
}
