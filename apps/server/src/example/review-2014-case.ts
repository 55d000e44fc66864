import {
  addCase,
  addEvent,
  addEvidence,
  addExtract,
  addFinding,
  addReply,
  addTask,
  askForJob,
  changeEvidence,
  changeFinding,
  changeTask,
  releaseExtract,
  shareEvidence,
  shareFinding,
  signOpinion,
} from '@underpin/app';
import type { Review } from '@underpin/model';
import { moving } from './moving.ts';
import { inOrder, naming, type Step } from './step.ts';

const id = 'review-2014';
const of = (name: string): string => `${id}-${name}`;

/** Who brings which evidence of the review file; the central bank brings the rest. */
const bringers: Readonly<Record<string, string>> = { E5: 'MF', E6: 'PC', E7: 'MI', E8: 'MI', E13: 'MI', E18: 'BR' };
const figureIds: Readonly<Record<string, string>> = Object.fromEntries(
  ['F1', 'F2', 'F3', 'F5'].map((name, at) => [name, `${of('figures')}-${at + 1}`]),
);
/** Opinions that the review file leaves out, so that the case waits for the central bank alone. */
const moreOpinions = [
  ['MF', 'R2', 'concurs', 'The ranking says for whom it holds.'],
  ['MI', 'R3', 'concurs', 'Prices should be asked of the banks under their duty to report.'],
  ['MF', 'R4', 'concurs', 'Budget for other institutions should wait for measurements.'],
] as const;

/** The review of May 2014 as a living case: in deliberation, and waiting for the signatory of the central bank. */
export function review2014Case(review: Review): readonly Step[] {
  const move = moving(id);
  const codes = review.authorities.map((one) => one.id);
  const steps: Step[] = [
    {
      ago: 120,
      by: 'CB.analyst',
      work: (desk) =>
        addCase(naming(desk, id), {
          title: review.title,
          question: review.question,
          subject: review.subject,
          marking: review.marking,
          authorities: codes,
          workingGroup: review.workingGroup.id,
          quorum: review.quorum,
        }),
    },
    move(119, 'CB.analyst', 'open'),
    {
      ago: 118,
      by: 'CB.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addTask(naming(desk, of('T1')), id, {
              title: 'Ask institutions without an inventory for one',
              owner: 'BR',
              dueOn: daysFrom(desk.now, 20),
            }),
          () =>
            addTask(naming(desk, of('T2')), id, {
              title: 'Ask the banks for the prices that they paid since 2010',
              owner: 'MF',
              dueOn: daysFrom(desk.now, 130),
            }),
          () =>
            addTask(naming(desk, of('T3')), id, {
              title: 'Ask the bank with the trial for its protocol and measurements',
              owner: 'MI',
              dueOn: daysFrom(desk.now, 110),
            }),
        ]),
    },
    move(110, 'CB.analyst', 'collecting'),
  ];
  for (const code of codes) {
    const brought = review.evidence.filter((one) => (bringers[one.id] ?? 'CB') === code);
    steps.push({
      ago: 100 - codes.indexOf(code),
      by: `${code}.analyst`,
      work: (desk) =>
        inOrder(
          brought.flatMap((one) => [
            () =>
              addEvidence(naming(desk, of(one.id)), id, {
                statement: one.statement,
                source: one.source,
                attributedTo: one.attributedTo ?? null,
                reliability: one.reliability,
                credibility: one.credibility,
                independentSources: one.independentSources,
                marking: one.marking,
                releasableTo: [],
              }),
            () => shareEvidence(desk, of(one.id), 1),
          ]),
        ),
    });
  }
  steps.push(
    {
      ago: 94,
      by: 'MI.analyst',
      work: (desk) =>
        inOrder([
          () => addEvidence(naming(desk, of('E19')), id, { ...inspection, marking: 'RED', releasableTo: ['CB'] }),
          () => shareEvidence(desk, of('E19'), 1),
        ]),
    },
    {
      ago: 93,
      by: 'PC.analyst',
      work: (desk) => addEvidence(naming(desk, of('E20')), id, { ...estimate, releasableTo: [] }),
    },
    ...review.timeline.slice(0, 7).map((event, at): Step => ({
      ago: 92 - at / 100,
      by: 'CB.analyst',
      work: (desk) =>
        addEvent(naming(desk, of(`event-${at + 1}`)), id, {
          on: event.date.length === 7 ? `${event.date}-01` : event.date,
          event: event.date.length === 7 ? `${event.event} (the day is not told)` : event.event,
        }),
    })),
    {
      ago: 90,
      by: 'CB.analyst',
      work: (desk) =>
        askForJob(naming(desk, of('figures')), 'freeze figures', {
          caseId: id,
          marking: 'AMBER',
          figures: review.figures.filter((one) => one.id in figureIds).map(({ id: _id, ...asked }) => asked),
        }),
    },
    {
      ago: 89,
      by: 'CB.analyst',
      work: (desk) =>
        inOrder(
          Object.values(figureIds).flatMap((figure) => [
            () => changeEvidence(desk, figure, 1, { reliability: 'B', credibility: 2 }),
            () => shareEvidence(desk, figure, 2),
          ]),
        ),
    },
    { ago: 80, by: 'BR.analyst', work: (desk) => changeTask(desk, of('T1'), 1, { done: true }) },
    move(70, 'CB.analyst', 'drafting'),
  );
  for (const finding of review.findings) {
    steps.push({
      ago: 64,
      by: `${finding.owner}.analyst`,
      work: (desk) =>
        inOrder([
          () =>
            addFinding(naming(desk, of(finding.id)), id, {
              statement: finding.statement,
              severity: finding.severity,
              evidence: [
                ...finding.basis.evidence.map(of),
                ...finding.basis.figures.flatMap((name) => figureIds[name] ?? []),
              ],
            }),
          () => shareFinding(desk, of(finding.id), 1),
        ]),
    });
  }
  steps.push(
    move(56, 'CB.analyst', 'reply'),
    {
      ago: 55,
      by: 'BR.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addExtract(naming(desk, of('X1')), id, {
              finding: of('R1'),
              recipient: 'vendor',
              introduction:
                'Please say within 30 days whether these servers can be kept in operation, and how, if your group no longer supports them.',
              redactions: [],
              marking: 'AMBER',
            }),
          () => releaseExtract(desk, of('X1'), 1),
        ]),
    },
    {
      ago: 54,
      by: 'MI.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addExtract(naming(desk, of('X2')), id, {
              finding: of('R4'),
              recipient: 'castelby',
              introduction: 'Please send the protocol of your trial, and say which measurements you can give.',
              redactions: [],
              marking: 'AMBER+STRICT',
            }),
          () => releaseExtract(desk, of('X2'), 1),
        ]),
    },
    {
      ago: 40,
      by: 'vendor.respondent',
      work: (desk) =>
        addReply(
          naming(desk, of('Y1')),
          of('X1'),
          'Support of the installed machines is contractually assured for the terms of their arrangements. Spare parts are held in two countries. We ask that the lower bound be stated first.',
        ),
    },
    {
      ago: 31,
      by: 'castelby.reporter',
      work: (desk) =>
        addReply(
          naming(desk, of('Y2')),
          of('X2'),
          'There is no written protocol. Response times of the branch system were measured from March to December 2013 and can be given by month.',
        ),
    },
    move(24, 'CB.analyst', 'deliberation'),
  );
  const opinions = [
    ...review.opinions.map((one) => [one.authority, one.finding, one.position, one.reasons] as const),
    ...moreOpinions,
  ];
  const sign = (ago: number, which: readonly (readonly [string, string, string, string])[], version: number): Step[] =>
    which.map(([party, finding, position, reasons], at) => ({
      ago: ago - at / 50,
      by: `${party}.signatory`,
      work: (desk) =>
        signOpinion(naming(desk, of(`${finding}-${party}`)), of(finding), {
          position: position as (typeof review.opinions)[number]['position'],
          reasons,
          version,
        }),
    }));
  const [early, late] = [
    opinions.filter(([, finding]) => finding !== 'R4'),
    opinions.filter(([, finding]) => finding === 'R4'),
  ];
  steps.push(
    ...sign(20, early, 2),
    ...sign(
      19,
      late.filter(([party]) => party === 'CB'),
      2,
    ),
    // Changed after the central bank signed: its signature is broken until it signs again.
    {
      ago: 15,
      by: 'MI.analyst',
      work: (desk) =>
        changeFinding(desk, of('R4'), 2, {
          statement:
            'One trial on another maker’s servers is reported and confirmed by the bank, without a written protocol. It is no ground yet for replacement at other institutions.',
        }),
    },
    ...sign(
      12,
      late.filter(([party]) => party !== 'CB'),
      3,
    ),
  );
  return steps;
}

const inspection = {
  statement:
    'An inspection of 2013 found seals of two delivered machines broken on arrival. Whether anything was changed was not examined.',
  source: {
    name: 'Ministry of industry',
    kind: 'official document',
    publishedOn: '2013-09',
    citation: 'Illustrative: note of an inspection, not published',
  },
  attributedTo: 'one inspector',
  reliability: 'B',
  credibility: 3,
  independentSources: 1,
} as const;

const estimate = {
  statement:
    'A first estimate puts the cost of replacing the servers at two yearly budgets for technology. It is not shared yet.',
  source: {
    name: 'Planning commission',
    kind: 'other',
    publishedOn: '2024-11',
    citation: 'Illustrative: internal estimate',
  },
  attributedTo: null,
  reliability: 'C',
  credibility: 4,
  independentSources: null,
  marking: 'AMBER+STRICT',
} as const;

function daysFrom(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
}
