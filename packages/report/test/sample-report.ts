import { readFileSync } from 'node:fs';
import { completeLei, reviewSchema, seededRandom } from '@underpin/model';
import type { BasisRow, Bounds, FigureValue, Unit, Weight } from '@underpin/model';
import { parse } from 'yaml';
import type { FunctionFall, InstitutionLine, ReportFigure, ReviewReport } from '../src/index.ts';

const example = new URL('../../../examples/review-2014/review.yaml', import.meta.url);
type UpTo = (most: number) => number;

const names = [
  'Bank of the Northern Shore',
  'Harbour Savings Bank',
  'First Valley Bank',
  'Alder & Finch Private Bank',
  'Cooperative Bank of the Eastern Lake District and Associated Rural Communities',
  'Meridian Payments',
  'Quayside Clearing',
  'Old Mint Bank',
  'Tidewater Credit',
  'Granary Mutual',
  'Lantern Bank',
  'Upland Building Society',
];
const systems = ['Core banking', 'Payments hub', 'Card authorisation', 'Securities settlement', 'Data warehouse'];
const products = ['IBM Z z16', 'IBM Power E1080', 'IBM Power E1050', 'IBM Power E980'];

function institutionLines(upTo: UpTo): InstitutionLine[] {
  return names.map((name, index) => {
    const id = completeLei(`FICT00000000000${String(index).padStart(3, '0')}`);
    const category = index < 8 ? 'Credit institution' : 'Payment institution';
    if (index === 3) {
      const nothing = { functions: null, criticalFunctions: null, lost: null, criticalLost: null, figure: null };
      return { id, name, category, ...nothing };
    }
    const criticalFunctions = 4 + upTo(8);
    const atLeast = upTo(3);
    const criticalLost = { atLeast, atMost: Math.min(criticalFunctions, atLeast + upTo(3)) };
    const lost = { atLeast: criticalLost.atLeast + 1, atMost: criticalLost.atMost + 3 };
    const figure = `critical functions lost/institution/${id}`;
    return { id, name, category, functions: criticalFunctions + 9, criticalFunctions, lost, criticalLost, figure };
  });
}

function fallsOf(lines: readonly InstitutionLine[], upTo: UpTo): FunctionFall[] {
  return lines.flatMap((line) =>
    Array.from({ length: line.criticalLost?.atMost ?? 0 }, (_, index): FunctionFall => {
      const system = systems[upTo(systems.length - 1)] ?? '';
      return {
        institution: line.id,
        function: `F${index + 1}`,
        name: ['Payments', 'Deposits', 'Lending', 'Custody'][index % 4] ?? '',
        critical: 'yes',
        bound: index < (line.criticalLost?.atLeast ?? 0) ? 'at least' : 'at most',
        path: [
          { kind: 'product', name: products[upTo(products.length - 1)] ?? '' },
          { kind: 'system', name: system },
          { kind: 'function', name: 'Payments' },
        ],
      };
    }),
  );
}

function rows(count: number): BasisRow[] {
  return Array.from({ length: count }, (_, index) => ({
    submission: `${names[index % names.length]?.split(' ')[0]?.toLowerCase()}-2024.zip`,
    file: 'reports/b_02.02.csv',
    line: index + 2,
    says: `function F${index % 9} uses arrangement CA-${index}, reliance material`,
  }));
}

interface Sketch {
  readonly id: string;
  readonly measure: string;
  readonly label: string;
  readonly unit: Unit;
  readonly weight: Weight;
  readonly value: Bounds | null;
  readonly total: number | null;
  readonly rows: number;
  readonly answers?: string;
}

function figure(sketch: Sketch): ReportFigure {
  const value: FigureValue = {
    id: sketch.id,
    measure: sketch.measure,
    label: sketch.label,
    unit: sketch.unit,
    weight: sketch.weight,
    of: 'the sector',
    scope: { kind: 'sector', id: 'sector', name: 'Sector' },
    value: sketch.value,
    total: sketch.total,
    n: sketch.total ?? 11,
    unobserved: 1,
    version: { engine: 'reliance 0.1.0' },
    ...(sketch.unit === 'money' ? { currency: 'EUR' } : {}),
  };
  return {
    value,
    definition: `${sketch.label}: what falls when the subject is withdrawn.`,
    basis: rows(Math.min(sketch.rows, 260)),
    basisTotal: sketch.rows,
    ...(sketch.answers === undefined ? {} : { answers: sketch.answers }),
  };
}

/** A report on made-up numbers: the review is the example's, the figures come from a seeded source. */
export function sampleReport(): ReviewReport {
  const random = seededRandom(2014);
  const upTo: UpTo = (most) => Math.floor(random() * (most + 1));
  const institutions = institutionLines(upTo);
  const falls = fallsOf(institutions, upTo);
  const total = institutions.reduce((sum, line) => sum + (line.criticalFunctions ?? 0), 0);
  const sure = falls.filter((fall) => fall.bound === 'at least').length;
  const shares = [0.41, 0.22, 0.12, 0.08, 0.06, 0.03, 0.02, 0.01].map((share, index) => ({
    id: index === 0 ? 'VGRQXHF3J8VDLUA7XE92' : `GROUP${index}`,
    name: index === 0 ? 'International Business Machines Corporation' : `Maker group ${index}`,
    share,
    inSubject: index === 0,
  }));
  const sketches: Sketch[] = [
    {
      id: 'lost',
      measure: 'critical functions lost',
      label: 'Critical functions lost',
      unit: 'count',
      weight: 'critical functions',
      value: { atLeast: sure, atMost: falls.length },
      total,
      rows: 412,
      answers: 'F1',
    },
    {
      id: 'impact',
      measure: 'sector impact',
      label: 'Institutions that lose a critical function',
      unit: 'count',
      weight: 'count',
      value: { atLeast: 7, atMost: 10 },
      total: 11,
      rows: 24,
      answers: 'F2',
    },
    {
      id: 'assets',
      measure: 'sector impact',
      label: 'Total assets of those institutions',
      unit: 'share',
      weight: 'total assets',
      value: { atLeast: 0.412, atMost: 0.58 },
      total: 1,
      rows: 12,
      answers: 'F3',
    },
    {
      id: 'share',
      measure: 'direct share',
      label: 'Share of high-end servers',
      unit: 'share',
      weight: 'count',
      value: null,
      total: null,
      rows: 0,
      answers: 'F4',
    },
    {
      id: 'hhi',
      measure: 'concentration',
      label: 'Concentration of high-end servers by maker group',
      unit: 'hhi',
      weight: 'count',
      value: { atLeast: 2431, atMost: 2431 },
      total: null,
      rows: 60,
      answers: 'F5',
    },
    ...institutions.flatMap((line): Sketch[] =>
      line.figure === null
        ? []
        : [
            {
              id: line.figure,
              measure: 'critical functions lost',
              label: `Critical functions lost, ${line.name}`,
              unit: 'count',
              weight: 'critical functions',
              value: line.criticalLost,
              total: line.criticalFunctions,
              rows: 6,
            },
          ],
    ),
  ];
  return {
    review: reviewSchema.parse(parse(readFileSync(example, 'utf8'))),
    subjectInWords:
      'products of category "server.high-end" made by the group of International Business Machines Corporation',
    generatedAt: '2025-06-03T09:30:00Z',
    version: '0.1.0',
    coverage: {
      institutions: 12,
      withRegister: 11,
      withInventory: 9,
      unobserved: [
        { id: institutions[3]?.id ?? '', name: names[3] ?? '', missing: 'no register and no inventory submitted' },
        { id: institutions[9]?.id ?? '', name: names[9] ?? '', missing: 'no inventory submitted' },
      ],
      submissions: institutions
        .filter((line) => line.criticalLost !== null)
        .map((line, index) => ({
          institution: line.name,
          name: `${line.id}.CON_FR_DORA010100_DORA_2024-12-31.zip`,
          format: 'dora' as const,
          sha256: index.toString(16).padStart(64, 'a1b2c3d4'),
          referenceDate: '2024-12-31',
          rows: 1200 + index * 37,
        })),
    },
    figures: sketches.map(figure),
    institutions,
    falls,
    concentration: [
      {
        of: 'high-end servers',
        by: 'maker group',
        n: 143,
        shares,
        hhi: { atLeast: 2431, atMost: 2431 },
        effectiveNumber: { atLeast: 4.1, atMost: 4.1 },
        hhiFigure: 'hhi',
        effectiveNumberFigure: null,
      },
    ],
    ranking: Array.from({ length: 23 }, (_, index) => ({
      kind: 'group' as const,
      id: index === 0 ? 'VGRQXHF3J8VDLUA7XE92' : `GROUP${index}`,
      name: index === 0 ? 'International Business Machines Corporation' : `Maker group ${index}`,
      criticalLost: { atLeast: Math.max(0, 24 - index * 2), atMost: Math.max(1, 33 - index * 2 + (index % 3)) },
      institutionsHit: { atLeast: Math.max(0, 9 - index), atMost: Math.max(1, 11 - index) },
      inSubject: index === 0,
      figure: null,
    })),
    checks: [
      { rule: 'v_805', severity: 'reject', message: 'A key is used twice', findings: 2, institutions: 1 },
      {
        rule: 'v_8873',
        severity: 'warning',
        message: 'Reliance on a service that supports a critical function is not stated',
        findings: 41,
        institutions: 9,
      },
    ],
  };
}
