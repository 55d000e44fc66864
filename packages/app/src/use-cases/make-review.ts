import type { Bounds, Figure, FigureValue, Progress, Result, Review } from '@underpin/model';
import { criticality, exactly, ok, refused, textAt } from '@underpin/model';
import {
  concentration,
  type ConcentrationAnswer,
  directShares,
  fallPaths,
  type Fall,
  type LostFunction,
  type NamedNode,
  ranking,
  rankFigures,
  type Selection,
  topOf,
} from '@underpin/reliance';
import type {
  Concentration,
  FunctionFall,
  InstitutionLine,
  PathStep,
  RankingLine,
  ReportFigure,
  ReviewReport,
} from '@underpin/report';
import { asksForThings, blindSpot } from './blind-spot.ts';
import { checkSummaries } from './check-summaries.ts';
import { coverageOf, seen } from './coverage.ts';
import { definitionOf } from './figure-definitions.ts';
import { countryName, labelOf } from './labels.ts';

import type { Study } from './study.ts';
import { withdraw } from './withdraw.ts';

const rankedTold = 20;
const rowsKept = 5_000;

export interface MakeReviewOptions {
  readonly now: () => Date;
  readonly version: string;
  readonly progress: Progress;
}

/** Computes all that a review report shows. Refused when the subject cannot be read or the work is cancelled. */
export function makeReview(study: Study, review: Review, options: MakeReviewOptions): Result<ReviewReport> {
  const withdrawal = withdraw(study, review.subject);
  if (!withdrawal.ok) return withdrawal;
  const { answer, selection, figures, byInstitution } = withdrawal.value;
  options.progress.report('Ranking', 0, 1);
  const ranked = ranking(study.reliance, options.progress);
  if (options.progress.cancelled) return refused('Making the review was cancelled');

  const things = asksForThings(review.subject);
  const of = things ? 'asset' : 'service use';
  const holders = concentration(study.reliance, { dimension: 'group', weight: 'count', of });
  const own = (figure: Figure): number => (figure.id.includes(things ? '/asset/' : '/service-use/') ? 0 : 1);
  const shares = directShares(study.reliance, selection).toSorted((a, b) => own(a) - own(b));
  const groupLines = topOf(ranked.group, rankedTold).map((subject) => ({
    subject,
    figures: rankFigures(study.reliance, ranked.group, subject),
  }));
  const told: Figure[] = [
    ...figures,
    ...shares,
    ...holders.figures,
    ...byInstitution,
    ...groupLines.flatMap((line) => line.figures.slice(0, 1)),
  ];
  const requested = requests(review, told);
  const inSubject = groupsInSubject(study, selection);
  const report: ReviewReport = {
    review,
    subjectInWords: subjectInWords(study, review, withdrawal.value.selected, withdrawal.value.unobserved, things),
    generatedAt: options.now().toISOString(),
    version: options.version,
    coverage: coverageOf(study.loaded),
    figures: told.map((figure) => reportFigure(figure, requested.get(figure.id))),
    institutions: institutionLines(study, byInstitution, withdrawal.value.functions),
    falls: functionFalls(study, answer.atMost, answer.functions()),
    concentration: [concentrationTold(holders, of, inSubject.names)],
    ranking: groupLines.map(({ subject, figures: own }): RankingLine => {
      const { subjects } = ranked.group;
      const at = (list: Int32Array): number => list[subject] ?? 0;
      return {
        kind: 'group',
        id: subjects.idOf(subject),
        name: subjects.nameOf(subject),
        criticalLost: { atLeast: at(ranked.group.functionsAtLeast), atMost: at(ranked.group.functionsAtMost) },
        institutionsHit: { atLeast: at(ranked.group.institutionsAtLeast), atMost: at(ranked.group.institutionsAtMost) },
        inSubject: inSubject.ids.has(subjects.idOf(subject)),
        figure: own[0]?.id ?? null,
      };
    }),
    checks: checkSummaries(study.loaded),
  };
  return ok(report);
}

function reportFigure(figure: Figure, answers: string | undefined): ReportFigure {
  const { basis, ...value } = figure;
  const rows = basis();
  return {
    value,
    definition: definitionOf(value),
    basis: rows.slice(0, rowsKept),
    basisTotal: rows.length,
    ...(answers === undefined ? {} : { answers }),
  };
}

/** Which figure answers which request of the review: the first that has the measure, scope and weight asked for. */
function requests(review: Review, figures: readonly Figure[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const request of review.figures) {
    const fits = (figure: FigureValue): boolean =>
      figure.measure === request.measure &&
      figure.scope.kind === request.scope &&
      (request.of === undefined || figure.scope.id === request.of) &&
      (request.weight === undefined || figure.weight === request.weight) &&
      !answers.has(figure.id);
    const found = figures.find((figure) => fits(figure) && figure.value !== null) ?? figures.find(fits);
    if (found !== undefined) answers.set(found.id, request.id);
  }
  return answers;
}

function subjectInWords(
  study: Study,
  review: Review,
  selected: Readonly<Record<string, number>>,
  unobserved: Readonly<Record<string, number>>,
  things: boolean,
): string {
  const told = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .flatMap(([kind, count]) => (count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`]))
      .join(', ');
  const parts = [`${review.subject.label}: ${told(selected) || 'nothing'} selected as of ${study.loaded.sector.asOf}.`];
  const unsure = told(unobserved);
  if (unsure !== '') parts.push(`Whether ${unsure} belong to it is unobserved.`);
  const blind = blindSpot(study);
  if (things && blind.institutions > 0) {
    parts.push(
      `${blind.institutions} institutions submitted no inventory: whether their ${blind.criticalFunctions} critical functions stand on it is unobserved, and no bound here speaks of them.`,
    );
  }
  return parts.join(' ');
}

function institutionLines(
  study: Study,
  figures: readonly Figure[],
  lost: readonly { readonly institutionId: string; readonly atLeast: boolean }[],
): InstitutionLine[] {
  const { institutions, functions } = study.loaded.sector;
  const registered = seen(institutions.count, [functions.institution]);
  const total = new Int32Array(institutions.count);
  const critical = new Int32Array(institutions.count);
  for (let fn = 0; fn < functions.count; fn += 1) {
    const owner = functions.institution[fn] ?? -1;
    if (owner < 0) continue;
    total[owner] = (total[owner] ?? 0) + 1;
    if (functions.critical[fn] === criticality.yes) critical[owner] = (critical[owner] ?? 0) + 1;
  }
  const figureOf = new Map(
    figures.filter((figure) => figure.measure === 'critical functions lost').map((figure) => [figure.scope.id, figure]),
  );
  return institutions.lei.map((id, at): InstitutionLine => {
    const line = { id, name: institutions.name[at] ?? '', category: labelOf(textAt(institutions.type, at)) };
    if (registered[at] !== 1)
      return { ...line, functions: null, criticalFunctions: null, lost: null, criticalLost: null, figure: null };
    const own = lost.filter(({ institutionId }) => institutionId === id);
    const figure = figureOf.get(id);
    return {
      ...line,
      functions: total[at] ?? 0,
      criticalFunctions: critical[at] ?? 0,
      lost: { atLeast: own.filter(({ atLeast }) => atLeast).length, atMost: own.length },
      criticalLost: counted(figure),
      figure: figure?.id ?? null,
    };
  });
}

/** A share of a total as the count that it stands for. */
function counted(figure: FigureValue | undefined): Bounds | null {
  if (figure?.value === undefined || figure.value === null || figure.total === null) return null;
  return {
    atLeast: Math.round(figure.value.atLeast * figure.total),
    atMost: Math.round(figure.value.atMost * figure.total),
  };
}

const stepKinds: Readonly<Partial<Record<NamedNode['kind'], PathStep['kind']>>> = {
  group: 'group',
  provider: 'group',
  product: 'product',
  asset: 'asset',
  arrangement: 'service',
  delivery: 'service',
  'service use': 'service',
  'stated service': 'service',
  system: 'system',
  function: 'function',
};

function functionFalls(study: Study, fall: Fall, lost: readonly LostFunction[]): FunctionFall[] {
  const { functions, institutions } = study.loaded.sector;
  const first = study.reliance.graph.space.first.function;
  const pathTo = fallPaths(study.reliance, 'atMost', fall);
  return lost.map(({ function: fn, atLeast }): FunctionFall => {
    const steps = pathTo(first + fn).flatMap((node): PathStep[] => {
      const kind = stepKinds[node.kind];
      return kind === undefined ? [] : [{ kind, name: nodeName(study, node) }];
    });
    const state = functions.critical[fn];
    return {
      institution: institutions.lei[functions.institution[fn] ?? -1] ?? '',
      function: functions.id[fn] ?? '',
      name: textAt(functions.name, fn),
      critical: state === criticality.yes ? 'yes' : state === criticality.no ? 'no' : 'unobserved',
      bound: atLeast ? 'at least' : 'at most',
      path: steps.filter(
        (step, at) => at === 0 || step.kind !== steps[at - 1]?.kind || step.name !== steps[at - 1]?.name,
      ),
    };
  });
}

function nodeName(study: Study, { kind, index }: NamedNode): string {
  const { sector } = study.loaded;
  switch (kind) {
    case 'country':
      return countryName(study.control.countries[index] ?? '');
    case 'group':
      return study.control.groups[index]?.name ?? '';
    case 'provider':
      return sector.providers.name[index] ?? '';
    case 'product':
      return `${textAt(sector.products.makerName, index)} ${textAt(sector.products.model, index)}`.trim();
    case 'asset':
      return sector.assets.id[index] ?? '';
    case 'arrangement':
      return sector.arrangements.reference[index] ?? '';
    case 'service use':
      return `${labelOf(`eba_TA:${textAt(sector.serviceUses.serviceType, index)}`)} from ${sector.providers.name[sector.serviceUses.provider[index] ?? -1] ?? 'an unstated provider'}`;
    case 'system':
      return textAt(sector.systems.name, index) || (sector.systems.id[index] ?? '');
    case 'function':
      return textAt(sector.functions.name, index);
    case 'delivery':
    case 'stated service':
      return 'subcontracted service';
    default:
      return kind satisfies never;
  }
}

function groupsInSubject(study: Study, selection: Selection): { ids: Set<string>; names: Set<string> } {
  const { sector } = study.loaded;
  const providers = [
    ...selection.items.provider,
    ...[...selection.items.product].map((product) => sector.products.maker[product] ?? -1),
    ...[...selection.items['service use']].map((use) => sector.serviceUses.provider[use] ?? -1),
  ];
  const groups = new Set(
    providers.filter((provider) => provider >= 0).map((provider) => study.control.group[provider] ?? -1),
  );
  const found = [...groups].flatMap((group) => study.control.groups[group] ?? []);
  return { ids: new Set(found.map(({ id }) => id)), names: new Set(found.map(({ name }) => name)) };
}

function concentrationTold(
  answer: ConcentrationAnswer,
  of: 'asset' | 'service use',
  inSubject: ReadonlySet<string>,
): Concentration {
  const found = answer.concentration;
  const figure = (start: string): Figure | undefined => answer.figures.find(({ id }) => id.startsWith(`${start}/`));
  return {
    of: of === 'asset' ? 'assets in the inventories' : 'service uses in the registers',
    by: of === 'asset' ? 'maker group' : 'provider group',
    n: figure('hhi')?.n ?? 0,
    shares: (found?.keys ?? []).map(({ key, share }) => {
      const name = answer.nameOf(key);
      return { id: String(key), name, share, inSubject: inSubject.has(name) };
    }),
    hhi: found === null ? null : exactly(found.hhi),
    effectiveNumber: found === null ? null : exactly(found.effectiveNumber),
    hhiFigure: figure('hhi')?.id ?? null,
    effectiveNumberFigure: figure('effective-number')?.id ?? null,
  };
}
