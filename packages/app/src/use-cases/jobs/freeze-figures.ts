import type { Case, CaseEvidence } from '@underpin/contract';
import type { Figure, FigureRequest, Marking, Review, Subject } from '@underpin/model';
import type { ReviewReport } from '@underpin/report';
import type { EvidenceFiles } from '../../ports/review-store.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { makeReview } from '../make-review.ts';
import { done, notFound, problemOf } from '../outcome.ts';
import { figuresOf, relianceOn } from '../reliance-on.ts';
import type { Analysis } from '../reviews/case-report.ts';
import { holdCase, record } from '../reviews/desk.ts';
import { keepBytes } from '../reviews/kept-bytes.ts';
import { notNow } from '../reviews/review-policy.ts';
import type { Study } from '../study.ts';
import type { JobKind } from './run-job.ts';

interface Input {
  readonly caseId: string;
  readonly figures: readonly Omit<FigureRequest, 'id'>[];
  readonly marking: Marking;
}

/** Computes figures on the subject of a case and keeps them as evidence, with what they were computed from. */
export function freezeFigures(
  study: () => Promise<Study | null>,
  version: string,
  files: EvidenceFiles,
  now: () => Date,
): JobKind {
  return async (job, progress, asOwner) => {
    const { caseId, figures, marking } = job.input as unknown as Input;
    const found = await asOwner(async ({ records }) => {
      const held = await records.get('reviewCase', caseId);
      return held === null ? notFound : done(held);
    });
    if (!found.ok) return found;
    const { subject } = found.value;
    if (subject === null) return problemOf('conflict', 'The case has no subject to compute figures on.');
    progress.report('Computing', 0, figures.length);
    const computedOn = await study();
    if (computedOn === null) return problemOf('conflict', 'There is no sector to compute on: import registers first.');
    const answer = relianceOn(computedOn, subject);
    if (!answer.ok) return problemOf('conflict', answer.reason);
    if (progress.cancelled) return problemOf('conflict', 'It was cancelled.');
    const all = figuresOf(answer.value);
    const { asOf, submissions } = computedOn.loaded.sector;
    const chosen: Figure[] = [];
    for (const request of figures) {
      const fits = all.find((figure) => fitsRequest(figure, request) && !chosen.includes(figure));
      if (fits === undefined)
        return problemOf('conflict', `No figure "${request.measure}" answers what was asked for.`);
      chosen.push(fits);
    }
    progress.report('Analysing', 0, 1);
    const report = makeReview(computedOn, reviewOf(found.value, subject, asOf), { now, version, progress });
    if (!report.ok) return problemOf('conflict', report.reason);
    const analysis = await keepAnalysis(files, report.value);
    return asOwner(async (desk) => {
      const held = await holdCase(desk, caseId, 'with others');
      if (held === null) return notFound;
      const late = notNow(held, 'evidence');
      if (late !== null) return late;
      const ids: string[] = [];
      for (const [index, figure] of chosen.entries()) {
        const { basis: _, ...value } = figure;
        const evidence: CaseEvidence = {
          id: `${job.id}-${index + 1}`,
          createdAt: desk.now,
          version: 1,
          caseId,
          party: desk.acting.party,
          kind: 'figure',
          statement: value.label,
          source: {
            name: 'Underpin',
            kind: 'supervisory data',
            publishedOn: asOf,
            citation: `Underpin ${version}, computed on ${submissions.length} submissions as of ${asOf}`,
          },
          attributedTo: null,
          // Nobody has judged it yet: a person grades it.
          reliability: 'F',
          credibility: 6,
          independentSources: null,
          marking,
          releasableTo: [],
          sharedAt: null,
          fileName: null,
          mediaType: null,
          bytes: null,
          sha256: null,
          figure: { value, subject, asOf, submissions: submissions.map(({ id }) => id), analysis },
        };
        if (await desk.records.insert('evidence', evidence)) await record(desk, 'figure frozen', evidence);
        ids.push(evidence.id);
        progress.report('Freezing', index + 1, chosen.length);
      }
      return done({ evidence: ids });
    });
  };
}

function fitsRequest(figure: Figure, request: Omit<FigureRequest, 'id'>): boolean {
  return (
    figure.measure === request.measure &&
    figure.scope.kind === request.scope &&
    (request.of === undefined || figure.scope.id === request.of) &&
    (request.weight === undefined || figure.weight === request.weight)
  );
}

const basisKept = 200;

/** All that was computed, without the words of the case; of the rows behind a figure as many as a report prints. */
function keepAnalysis(files: EvidenceFiles, report: ReviewReport): Promise<string> {
  const { review: _, ...computed } = report;
  const figures = report.figures.map((figure) => ({ ...figure, basis: figure.basis.slice(0, basisKept) }));
  const analysis: Analysis = { ...computed, figures };
  return keepBytes(files, Buffer.from(canonicalJson(analysis)));
}

function reviewOf(held: Case, subject: Subject, asOf: string): Review {
  return {
    id: held.id,
    title: held.title,
    question: held.question,
    openedOn: held.createdAt.slice(0, 10),
    marking: held.marking,
    authorities: held.authorities.map((id) => ({ id, name: id, kind: 'other' })),
    workingGroup: { id: held.workingGroup, name: held.workingGroup },
    parties: [],
    quorum: held.quorum,
    subject: { ...subject, label: subject.label ?? subject.expression, asOf: subject.asOf ?? asOf },
    sector: { path: '.' },
    figures: [],
    evidence: [],
    findings: [],
    opinions: [],
    timeline: [],
  };
}
