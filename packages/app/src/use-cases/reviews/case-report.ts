import type { CaseEvidence, CaseFinding } from '@underpin/contract';
import type { Evidence, Review } from '@underpin/model';
import type { CaseRecord, ReportFigure, ReviewReport } from '@underpin/report';
import { definitionOf } from '../figure-definitions.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { sha256 } from '../sign-in/secrets.ts';
import type { CaseContent, Withheld } from './case-content.ts';
import { evidenceObject, findingObject } from './opinions.ts';

/** What was computed when figures were frozen, without the words of the case. */
export type Analysis = Omit<ReviewReport, 'review' | 'draft' | 'record'>;

export interface CaseReportOptions {
  readonly analysis: Analysis | null;
  readonly version: string;
  readonly draft: boolean;
}

const isShown = (one: CaseEvidence | Withheld): one is CaseEvidence => !('withheld' in one);

/** The report of a case in the form that every review is printed from. The same content gives the same report. */
export function caseReport(content: CaseContent, { analysis, version, draft }: CaseReportOptions): ReviewReport {
  const { case: held, parties } = content;
  const nameOf = (id: string): string => parties.find((one) => one.id === id)?.name ?? id;
  const shown = content.evidence.filter(isShown);
  const labels = labelsOf(content);
  const label = (id: string): string => labels.get(id) ?? id;
  const frozen = shown.filter((one) => one.figure !== null);
  const subject = held.subject ?? { expression: '' };
  const asOf = subject.asOf ?? frozen[0]?.figure?.asOf ?? content.submittedAt.slice(0, 10);
  const review: Review = {
    id: held.id,
    title: held.title,
    question: held.question,
    openedOn: held.createdAt.slice(0, 10),
    marking: content.marking,
    authorities: held.authorities.map((id) => ({ id, name: nameOf(id), kind: 'other' })),
    workingGroup: { id: held.workingGroup, name: nameOf(held.workingGroup) },
    parties: parties.map(({ id, name, kind }) => ({ id, name, kind })),
    quorum: held.quorum,
    subject: { ...subject, label: subject.label ?? subject.expression, asOf },
    sector: { path: '.' },
    figures: frozen.map((one) => ({
      id: label(one.id),
      measure: one.figure?.value.measure ?? '',
      scope: one.figure?.value.scope.kind ?? 'sector',
    })),
    evidence: [
      ...shown.filter((one) => one.figure === null).map((one) => told(one, label(one.id))),
      ...content.evidence.filter((one) => !isShown(one)).map((one) => withheld(one as Withheld, label(one.id))),
    ],
    findings: content.findings.map((one) => ({
      id: label(one.id),
      statement: one.statement,
      severity: one.severity,
      basis: {
        evidence: one.evidence.filter((id) => !frozen.some((figure) => figure.id === id)).map(label),
        figures: one.evidence.filter((id) => frozen.some((figure) => figure.id === id)).map(label),
      },
      owner: one.party,
    })),
    opinions: content.opinions
      .filter(({ state }) => state === 'valid')
      .map((one) => ({
        authority: one.party,
        finding: label(one.finding),
        position: one.position,
        reasons: one.reasons,
        givenOn: one.signedAt.slice(0, 10),
      })),
    timeline: content.timeline.map((one) => ({
      date: one.on,
      dated: 'event',
      event: one.says,
      basis: { evidence: [], figures: [] },
    })),
  };
  const none = { coverage: { institutions: 0, withRegister: 0, withInventory: 0, unobserved: [], submissions: [] } };
  const computed = analysis ?? { ...none, institutions: [], falls: [], concentration: [], ranking: [], checks: [] };
  return {
    review,
    subjectInWords:
      analysis?.subjectInWords ?? (held.subject === null ? 'No subject is stated.' : review.subject.label),
    generatedAt: content.submittedAt,
    version: analysis?.version ?? version,
    ...parts(computed),
    figures: figuresOf(frozen, analysis, label),
    draft,
    record: {
      signatures: content.opinions.map((one) => ({
        finding: label(one.finding),
        authority: nameOf(one.party),
        state: one.state,
        key: `${one.assertion === null ? 'Ed25519, held by the server' : 'WebAuthn, brought by the person'}: ${sha256(one.publicKey).slice(0, 16)}`,
        signedAt: one.signedAt,
      })),
      replies: content.extracts.flatMap((one): CaseRecord['replies'] => {
        const own = content.replies.filter((reply) => reply.extract === one.id);
        const line = { finding: label(one.finding), recipient: nameOf(one.recipient), extract: one.text };
        return own.length === 0 ? [{ ...line, reply: null }] : own.map((reply) => ({ ...line, reply: reply.text }));
      }),
      labels: [...content.evidence, ...content.findings].map((one) => ({
        label: label(one.id),
        id: one.id,
        sha256: hashOf(one, shown),
      })),
    },
  };
}

function parts(computed: Omit<Analysis, 'subjectInWords' | 'generatedAt' | 'version' | 'figures'>): typeof computed {
  const { coverage, institutions, falls, concentration, ranking, checks } = computed;
  return { coverage, institutions, falls, concentration, ranking, checks };
}

function hashOf(one: CaseEvidence | Withheld | CaseFinding, evidence: readonly CaseEvidence[]): string {
  if ('withheld' in one) return one.sha256;
  return 'kind' in one ? canonicalSha256(evidenceObject(one)) : canonicalSha256(findingObject(one, evidence));
}

/** Short labels in the order of the report: E for evidence, F for figures, R for findings. */
function labelsOf({ evidence, findings }: CaseContent): ReadonlyMap<string, string> {
  const counts = { E: 0, F: 0, R: 0 };
  const next = (letter: keyof typeof counts): string => `${letter}${(counts[letter] += 1)}`;
  return new Map([
    ...evidence.map((one): [string, string] => [one.id, next(isShown(one) && one.figure !== null ? 'F' : 'E')]),
    ...findings.map((one): [string, string] => [one.id, next('R')]),
  ]);
}

function told(one: CaseEvidence, id: string): Evidence {
  const { statement, source, reliability, credibility, independentSources, marking, releasableTo } = one;
  const file = one.sha256 === null ? '' : ` File "${one.fileName}", SHA-256 ${one.sha256}.`;
  return {
    id,
    statement: `${statement}${file}`,
    source,
    ...(one.attributedTo === null ? {} : { attributedTo: one.attributedTo }),
    reliability,
    credibility,
    independentSources,
    marking,
    releasableTo,
  };
}

function withheld({ sha256 }: Withheld, id: string): Evidence {
  const source = {
    name: 'withheld',
    kind: 'other',
    publishedOn: '',
    citation: 'Not released to the working group',
  } as const;
  return {
    id,
    statement: `Withheld from the working group. SHA-256 of the record: ${sha256}.`,
    source,
    reliability: 'F',
    credibility: 6,
    independentSources: null,
    marking: 'RED',
    releasableTo: [],
  };
}

/** Frozen figures first, then what else was computed with them. */
function figuresOf(
  frozen: readonly CaseEvidence[],
  analysis: Analysis | null,
  label: (id: string) => string,
): ReportFigure[] {
  const answered = frozen.flatMap((one): ReportFigure[] => {
    if (one.figure === null) return [];
    const { value, submissions, asOf } = one.figure;
    const computed = analysis?.figures.find((figure) => figure.value.id === value.id);
    const definition = `${definitionOf(value)} Frozen as evidence, computed on ${submissions.length} submissions as of ${asOf}.`;
    return [
      {
        value,
        definition,
        basis: computed?.basis ?? [],
        basisTotal: computed?.basisTotal ?? 0,
        answers: label(one.id),
      },
    ];
  });
  const known = new Set(answered.map(({ value }) => value.id));
  const others = (analysis?.figures ?? []).filter(({ value }) => !known.has(value.id));
  return [...answered, ...others.map(({ answers: _, ...figure }) => figure)];
}
