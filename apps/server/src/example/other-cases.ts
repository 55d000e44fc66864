import {
  addCase,
  addEvidence,
  addExtract,
  addFinding,
  addReply,
  addTask,
  askForJob,
  changeEvidence,
  decideCase,
  notFound,
  releaseExtract,
  shareEvidence,
  shareFinding,
  signOpinion,
} from '@underpin/app';
import type { Position, Review } from '@underpin/model';
import { moving } from './moving.ts';
import { inOrder, naming, type Sealing, type Step } from './step.ts';

const day = (now: string, days: number): string =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
const illustrative = (name: string, publishedOn: string, citation: string) =>
  ({ name, kind: 'supervisory data', publishedOn, citation: `Illustrative: ${citation}` }) as const;

function opinions(
  of: (name: string) => string,
  ago: number,
  finding: string,
  given: readonly (readonly [string, Position, string])[],
): Step[] {
  return given.map(([party, position, reasons], at) => ({
    ago: ago - at / 50,
    by: `${party}.signatory`,
    work: (desk) =>
      signOpinion(naming(desk, of(`${finding}-${party}`)), of(finding), { position, reasons, version: 2 }),
  }));
}

/** A case that is decided, with a direction whose milestones have begun to pass. */
export function decidedCase(review: Review): readonly (Step | Sealing)[] {
  const id = 'server-cap';
  const of = (name: string): string => `${id}-${name}`;
  const move = moving(id);
  const { subject } = review;
  return [
    {
      ago: 400,
      by: 'BR.analyst',
      work: (desk) =>
        addCase(naming(desk, id), {
          title: 'Critical functions that stand on high-end servers of one maker group',
          question: 'Which institutions would lose most of their critical functions, and by when should that change?',
          subject,
          marking: 'AMBER',
          authorities: ['BR', 'CB', 'MI'],
          workingGroup: 'WG',
          quorum: 2,
        }),
    },
    move(399, 'BR.analyst', 'open'),
    move(395, 'BR.analyst', 'collecting'),
    {
      ago: 390,
      by: 'BR.analyst',
      work: (desk) =>
        askForJob(naming(desk, of('figures')), 'freeze figures', {
          caseId: id,
          marking: 'AMBER',
          figures: [
            { measure: 'critical functions lost', scope: 'sector' },
            { measure: 'critical functions lost', scope: 'institution', of: '9999UPIYUVDRRH100040' },
          ],
        }),
    },
    {
      ago: 389,
      by: 'BR.analyst',
      work: (desk) =>
        inOrder(
          [1, 2].flatMap((at) => [
            () => changeEvidence(desk, of(`figures-${at}`), 1, { reliability: 'B', credibility: 2 }),
            () => shareEvidence(desk, of(`figures-${at}`), 2),
          ]),
        ),
    },
    move(380, 'BR.analyst', 'drafting'),
    {
      ago: 378,
      by: 'BR.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addFinding(naming(desk, of('R1')), id, {
              statement:
                'Several institutions would lose half or more of their critical functions if the high-end servers of this maker group could no longer be used.',
              severity: 'high',
              evidence: [of('figures-1'), of('figures-2')],
            }),
          () => shareFinding(desk, of('R1'), 1),
        ]),
    },
    move(370, 'BR.analyst', 'reply'),
    move(369, 'BR.analyst', 'deliberation'),
    ...opinions(of, 360, 'R1', [
      ['BR', 'concurs', 'Drafted by this authority from the submitted registers.'],
      ['CB', 'concurs', 'Payment functions are among them.'],
      ['MI', 'concurs with reservation', 'A cap needs an alternative that passed a trial.'],
    ]),
    { ago: 350, by: 'BR.signatory', seals: id },
    {
      ago: 330,
      by: 'WG.member',
      work: async (desk) => {
        const held = await desk.records.get('reviewCase', id);
        if (held === null) return notFound;
        return decideCase(naming(desk, of('decision')), id, held.version, {
          statement:
            'No institution shall let more than 40 % of its critical functions stand on high-end servers of one maker group. An exception ends when a trial of another maker’s servers is accepted.',
          findings: [of('R1')],
          measures: [
            {
              title: 'Cap on critical functions that stand on high-end servers of one maker group',
              subject,
              terms: {
                kind: 'direction',
                metric: 'critical functions lost',
                weight: 'count',
                target: 'cap',
                milestones: [
                  { on: day(desk.now, 180), atMost: 0.8 },
                  { on: day(desk.now, 300), atMost: 0.4 },
                  { on: day(desk.now, 700), atMost: 0.25 },
                ],
                reportEveryDays: 90,
              },
              addressees: ['castelby', 'yarport', 'elmdale', 'weshaven'],
              exceptions: [
                {
                  party: 'yarport',
                  reason: 'Its trial of another maker’s servers runs until the end of the exception.',
                  until: day(desk.now, 500),
                },
              ],
            },
            {
              title: 'Trial of another maker’s servers',
              subject,
              terms: {
                kind: 'trial request',
                candidate: 'Elmmark E900',
                incumbent: 'Glenford G8',
                workloads: 'card payments and end of day, over at least one month end',
              },
              addressees: ['castelby'],
              exceptions: [],
            },
          ],
        });
      },
    },
  ];
}

/** A case that waits for the decision of the working group. */
export function submittedCase(review: Review): readonly (Step | Sealing)[] {
  const id = 'unmaintained-system';
  const of = (name: string): string => `${id}-${name}`;
  const move = moving(id);
  const report = review.evidence.find((one) => one.id === 'E10');
  if (report === undefined) return [];
  return [
    {
      ago: 88,
      by: 'PC.analyst',
      work: (desk) =>
        addCase(naming(desk, id), {
          title: 'Purchases of an operating system that is no longer maintained',
          question: 'Should new computers be bought with an operating system whose maintenance ends?',
          subject: { expression: 'category == "software.operating-system"', label: 'Operating systems' },
          marking: 'GREEN',
          authorities: ['PC', 'MF', 'MI'],
          workingGroup: 'WG',
          quorum: 2,
        }),
    },
    move(87, 'PC.analyst', 'open'),
    move(85, 'PC.analyst', 'collecting'),
    {
      ago: 84,
      by: 'PC.analyst',
      work: (desk) => {
        const {
          statement,
          source,
          attributedTo = null,
          reliability,
          credibility,
          independentSources,
          marking,
        } = report;
        const given = { statement, source, attributedTo, reliability, credibility, independentSources, marking };
        return inOrder([
          () => addEvidence(naming(desk, of('E1')), id, { ...given, releasableTo: [] }),
          () => shareEvidence(desk, of('E1'), 1),
        ]);
      },
    },
    move(60, 'PC.analyst', 'drafting'),
    {
      ago: 58,
      by: 'PC.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addFinding(naming(desk, of('R1')), id, {
              statement:
                'An operating system that gets no security fixes for the planned life of a computer should not be bought with it.',
              severity: 'medium',
              evidence: [of('E1')],
            }),
          () => shareFinding(desk, of('R1'), 1),
        ]),
    },
    move(50, 'PC.analyst', 'reply'),
    move(49, 'PC.analyst', 'deliberation'),
    ...opinions(of, 30, 'R1', [
      ['PC', 'concurs', 'Drafted by this authority.'],
      ['MF', 'concurs', 'It costs nothing that is not saved later.'],
      ['MI', 'dissents', 'Extended maintenance can be bought; the finding does not say what it costs.'],
    ]),
    { ago: 10, by: 'PC.signatory', seals: id },
  ];
}

/** A case whose extracts are out for reply. */
export function deliveryCase(review: Review): readonly Step[] {
  const id = 'delivery-check';
  const of = (name: string): string => `${id}-${name}`;
  const move = moving(id);
  const report = review.evidence.find((one) => one.id === 'E13');
  if (report === undefined) return [];
  return [
    {
      ago: 60,
      by: 'MI.analyst',
      work: (desk) =>
        addCase(naming(desk, id), {
          title: 'Whether servers arrive as they were built',
          question: 'Can institutions tell whether a server was opened between the factory and their site?',
          subject: review.subject,
          marking: 'AMBER',
          authorities: ['MI', 'CB', 'BR'],
          workingGroup: 'WG',
          quorum: 2,
        }),
    },
    move(59, 'MI.analyst', 'open'),
    move(52, 'MI.analyst', 'collecting'),
    {
      ago: 48,
      by: 'MI.analyst',
      work: (desk) => {
        const {
          statement,
          source,
          attributedTo = null,
          reliability,
          credibility,
          independentSources,
          marking,
        } = report;
        const given = { statement, source, attributedTo, reliability, credibility, independentSources, marking };
        return inOrder([
          () => addEvidence(naming(desk, of('E1')), id, { ...given, releasableTo: [] }),
          () => shareEvidence(desk, of('E1'), 1),
        ]);
      },
    },
    {
      ago: 46,
      by: 'BR.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addEvidence(naming(desk, of('E2')), id, {
              statement:
                'Of 18 institutions with an inventory, two compare serial numbers on arrival with those that the maker shipped: Castelby Savings Bank and Yarport Private Bank.',
              source: illustrative(
                'Banking regulator',
                '2025-01',
                'survey of institutions on acceptance of deliveries',
              ),
              attributedTo: null,
              reliability: 'B',
              credibility: 2,
              independentSources: 18,
              marking: 'AMBER',
              releasableTo: [],
            }),
          () => shareEvidence(desk, of('E2'), 1),
          () =>
            addTask(naming(desk, of('T1')), id, {
              title: 'Ask a third bank for its records of acceptance',
              owner: 'BR',
              dueOn: day(desk.now, 60),
            }),
        ]),
    },
    move(30, 'MI.analyst', 'drafting'),
    {
      ago: 26,
      by: 'MI.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addFinding(naming(desk, of('R1')), id, {
              statement:
                'Only Castelby Savings Bank and Yarport Private Bank compare what arrives with what was shipped. Elsewhere an opened machine would not be noticed.',
              severity: 'high',
              evidence: [of('E1'), of('E2')],
            }),
          () => shareFinding(desk, of('R1'), 1),
          () =>
            addFinding(naming(desk, of('R2')), id, {
              statement: 'No maker has given signed platform certificates for machines delivered before 2024.',
              severity: 'medium',
              evidence: [of('E1')],
            }),
          () => shareFinding(desk, of('R2'), 1),
        ]),
    },
    move(10, 'MI.analyst', 'reply'),
    {
      ago: 9,
      by: 'MI.analyst',
      work: (desk) =>
        inOrder([
          () =>
            addExtract(naming(desk, of('X1')), id, {
              finding: of('R1'),
              recipient: 'castelby',
              introduction: 'Please say how you compare deliveries, and since when.',
              // "Yarport Private Bank" is another institution.
              redactions: [{ from: 31, to: 51, reason: 'names another institution' }],
              marking: 'AMBER+STRICT',
            }),
          () => releaseExtract(desk, of('X1'), 1),
          () =>
            addExtract(naming(desk, of('X2')), id, {
              finding: of('R2'),
              recipient: 'vendor',
              introduction: 'Please say for which models, and from when, you can give signed platform certificates.',
              redactions: [],
              marking: 'AMBER',
            }),
          () => releaseExtract(desk, of('X2'), 1),
        ]),
    },
    {
      ago: 2,
      by: 'vendor.respondent',
      work: (desk) =>
        addReply(
          naming(desk, of('Y1')),
          of('X2'),
          'Certificates can be given for all models shipped since January 2023. For earlier machines the packing lists with serial numbers are kept for ten years.',
        ),
    },
  ];
}
