import {
  concentrationsOf,
  criticalityOf,
  overlapsOf,
  type PartKind,
  partsOf,
  type SectorPart,
  sharesByPart,
  singlePointsOf,
  standAgainOf,
  type Study,
  trendOf,
} from '@underpin/app';
import { type Bounds, type Figure, isoDateSchema, type Scope, weightSchema } from '@underpin/model';
import { z } from 'zod';
import { type Answer, defineCommand, type Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText, figureHeader, figureRow, figureText, shareText } from '../figure-text.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

const { asOf: _asOf, ...onMany } = studyInput;
const input = z.object({
  name: z
    .enum([
      'direct-shares',
      'concentration',
      'single-points',
      'nth-party-overlap',
      'criticality',
      'time-to-stand-again',
      'trend',
    ])
    .describe('the measure'),
  subject: z
    .string()
    .optional()
    .describe('for direct-shares, time-to-stand-again and trend: CEL expression, or a file that holds a subject'),
  dates: z
    .array(isoDateSchema)
    .optional()
    .describe('dates of the sector, yyyy-mm-dd (trend: several; default: the latest)'),
  by: z
    .enum(['sector', 'institution', 'category', 'licensed-activity'])
    .default('sector')
    .describe(
      'direct-shares and concentration: parts of the sector that are told of, category being the type of entity',
    ),
  part: z.string().optional().describe('with --by: only this part, by its code, LEI or name'),
  weight: weightSchema
    .optional()
    .describe('direct-shares: only this weight (default: all); concentration: by this weight (default: count)'),
  notice: z
    .number()
    .min(0)
    .optional()
    .describe("time-to-stand-again: days of notice (default: each provider's own in its contract)"),
  minimum: z.int().min(2).default(2).describe('nth-party-overlap: least number of direct providers'),
  top: z.int().min(1).default(15).describe('lines told'),
  ...onMany,
});
type Input = z.output<typeof input>;

/** `underpin measure`: the measures that are not about one withdrawal, and those that need dates. */
export const measureCommand = defineCommand({
  name: 'measure',
  summary:
    'Direct shares, concentration, single points, nth-party overlap, criticality indicators, time to stand again, trend',
  details:
    'Definitions, units and weights: packages/engines/reliance/README.md. Criticality indicators follow Delegated Regulation (EU) 2024/1502, thresholds from its policy file.',
  examples: [
    'underpin measure single-points --from examples/sector',
    `underpin measure direct-shares --subject 'country == "US"' --by category --from examples/sector`,
    `underpin measure concentration --by licensed-activity --weight 'critical functions' --from examples/sector`,
    'underpin measure criticality --top 3 --from examples/sector',
    `underpin measure time-to-stand-again --subject 'country == "NL"' --notice 90 --from examples/sector`,
  ],
  input,
  operands: ['name'],
  async run(given, surroundings): Promise<Answer> {
    const subject = given.subject === undefined ? null : await subjectFrom(given.subject);
    if (subject !== null && !subject.ok) return refusal(subject.reason);
    if (subject === null && ['direct-shares', 'time-to-stand-again', 'trend'].includes(given.name))
      return refusal(`"${given.name}" is measured for a subject: give --subject`);
    const studies: Study[] = [];
    for (const asOf of given.dates ?? [undefined]) {
      const loaded = await withStudy({ ...given, asOf }, surroundings, (study) => {
        studies.push(study);
        return { json: null, text: '', exitCode: exitCodes.fine };
      });
      if (loaded.exitCode !== exitCodes.fine) return loaded;
    }
    const [study] = studies;
    if (study === undefined) return refusal('There is no sector to measure');
    if (subject !== null && given.name === 'trend') {
      const trend = trendOf(studies, subject.value);
      if (!trend.ok) return refusal(trend.reason);
      const rows = trend.value.map(({ id, label, unit, points }) => [
        label,
        ...points.map(({ value }) => (unit === 'share' && value !== null ? shareText(value) : boundsText(value))),
        id,
      ]);
      const dates = trend.value[0]?.points.map(({ date }) => date) ?? [];
      return answer(
        trend.value,
        `${textTable(['figure', ...dates, 'id'], rows)}\n\nThe rows behind a point: underpin why ID --subject … --as-of DATE`,
      );
    }
    if (subject !== null && given.name === 'direct-shares') {
      const shares = sharesByPart(study, subject.value, kindOf(given));
      if (!shares.ok) return refusal(shares.reason);
      const figures = shares.value.filter(({ weight }) => given.weight === undefined || weight === given.weight);
      return partsTold(given, study, figures);
    }
    if (given.name === 'concentration') {
      const figures = wantedParts(given, study).flatMap((part) =>
        concentrationsOf(study, given.weight ?? 'count', part),
      );
      return partsTold(given, study, figures);
    }
    if (subject !== null && given.name === 'time-to-stand-again') {
      const found = standAgainOf(study, subject.value, given.notice ?? 'contract');
      if (!found.ok) return refusal(found.reason);
      const rows = found.value.lines
        .slice(0, given.top)
        .map((one) => [
          one.institution,
          one.function,
          one.name,
          boundsText(one.exitDays),
          boundsText(one.downDays),
          one.rtoHours === null ? 'unobserved' : String(one.rtoHours),
          one.verdict,
        ]);
      const head = `${found.value.figure.label}: ${figureText(found.value.figure)} (${found.value.figure.id})`;
      return answer(
        found.value,
        `${head}\n\n${textTable(['institution', 'function', 'name', 'exit days', 'days down', 'RTO hours', ''], rows)}`,
      );
    }
    return measured(given, study, surroundings);
  },
});

function measured(given: Input, study: Study, { progress }: Surroundings): Answer {
  if (given.name === 'single-points') {
    const points = singlePointsOf(study, progress);
    const rows = points
      .slice(0, given.top)
      .map((one) => [
        one.kind,
        one.name,
        boundsText(one.functions as Bounds),
        boundsText(one.institutions as Bounds),
        one.certain ? 'for certain' : 'at most',
      ]);
    return answer(
      points,
      `${points.length} single points of failure\n\n${textTable(['kind', 'name', 'critical functions', 'institutions', ''], rows)}`,
    );
  }
  if (given.name === 'nth-party-overlap') {
    const overlaps = overlapsOf(study, given.minimum);
    const rows = overlaps
      .slice(0, given.top)
      .map((one) => [one.name, String(one.directProviders.length), String(one.institutions.length), one.figureId]);
    return answer(overlaps, textTable(['subcontractor', 'direct providers', 'institutions', 'id'], rows));
  }
  if (given.name === 'criticality') {
    const groups = criticalityOf(study, given.top, progress);
    const rows = groups.flatMap(({ group, indicators }) =>
      indicators.map((one) => [
        group,
        one.code,
        one.title,
        one.category ?? '',
        boundsText(one.value, (value) => value.toFixed(3)),
        one.threshold,
        one.figureId,
      ]),
    );
    return answer(groups, textTable(['group', 'code', 'indicator', 'category', 'value', 'threshold', 'id'], rows));
  }
  throw new RangeError(`Cannot measure ${given.name}`);
}

function kindOf({ by }: Input): PartKind {
  return by === 'licensed-activity' ? 'licensed activity' : by;
}

function isWanted({ part }: Input, { id, name }: Scope): boolean {
  return part === undefined || [id, name].includes(part) || id.endsWith(`:${part}`);
}

function wantedParts(given: Input, study: Study): SectorPart[] {
  return partsOf(study, kindOf(given)).filter(({ scope }) => isWanted(given, scope));
}

function partsTold(given: Input, study: Study, all: readonly Figure[]): Answer {
  const parts = wantedParts(given, study);
  if (parts.length === 0) {
    const known = partsOf(study, kindOf(given)).slice(0, 12);
    const list = known.map(({ scope }) => `  ${scope.id} (${scope.name})`).join('\n');
    return refusal(`There is no ${kindOf(given)} "${given.part ?? ''}" here. Some that there are:\n${list}`);
  }
  const figures = all.filter(({ scope }) => isWanted(given, scope));
  if (figures.length === 0) return answer(figures, `Nothing here can be weighed by ${given.weight ?? 'count'}.`);
  return answer(figures, textTable(figureHeader, figures.map(figureRow)));
}

function answer(json: unknown, text: string): Answer {
  return { json, text, exitCode: exitCodes.fine };
}
