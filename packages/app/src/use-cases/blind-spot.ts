import { criticality, type Figure, type Subject } from '@underpin/model';
import { subjectFields } from '@underpin/reliance';
import { seen } from './coverage.ts';
import type { Study } from './study.ts';

/** Institutions whose hardware and software nobody listed, and their critical functions. */
export interface BlindSpot {
  readonly institutions: number;
  readonly criticalFunctions: number;
}

const thingFields = subjectFields
  .filter(
    ({ appliesTo }) =>
      !(appliesTo as readonly string[]).includes('service use') && (appliesTo as readonly string[]).includes('asset'),
  )
  .map(({ name }) => name as string);

/** True when the expression speaks of products or assets, which only an inventory tells. */
export function asksForThings(subject: Subject): boolean {
  const outsideQuotes = subject.expression.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return thingFields.some((field) => new RegExp(`\\b${field}\\b`).test(outsideQuotes));
}

/** What the sector does not show of things: institutions without an inventory, and their critical functions. */
export function blindSpot(study: Study): BlindSpot {
  const { institutions, criticalFunctions } = unlisted(study);
  return {
    institutions: institutions.size,
    criticalFunctions: [...criticalFunctions.values()].reduce((sum, count) => sum + count, 0),
  };
}

/**
 * For a subject that only an inventory can show: an institution without one, for which nothing falls, is unobserved and not
 * unaffected; the sector's figures count it as unobserved.
 */
export function withBlindSpot(study: Study, subject: Subject, figures: readonly Figure[]): Figure[] {
  if (!asksForThings(subject)) return [...figures];
  const { institutions, criticalFunctions } = unlisted(study);
  const all = [...criticalFunctions.values()].reduce((sum, count) => sum + count, 0);
  return figures.map((figure) => {
    const { kind, id } = figure.scope;
    if (kind === 'sector') {
      const more = figure.weight === 'critical functions' ? all : institutions.size;
      return { ...figure, unobserved: figure.unobserved + more };
    }
    if (kind !== 'institution' || !institutions.has(id) || (figure.value?.atMost ?? 0) > 0) return figure;
    return { ...figure, value: null, unobserved: figure.total ?? figure.unobserved };
  });
}

function unlisted({ loaded: { sector } }: Study): {
  institutions: Set<string>;
  criticalFunctions: Map<string, number>;
} {
  const listed = seen(sector.institutions.count, [sector.systems.institution, sector.assets.institution]);
  const institutions = new Set(sector.institutions.lei.filter((_, at) => listed[at] !== 1));
  const criticalFunctions = new Map<string, number>();
  for (let fn = 0; fn < sector.functions.count; fn += 1) {
    const lei = sector.institutions.lei[sector.functions.institution[fn] ?? -1];
    if (lei === undefined || !institutions.has(lei) || sector.functions.critical[fn] !== criticality.yes) continue;
    criticalFunctions.set(lei, (criticalFunctions.get(lei) ?? 0) + 1);
  }
  return { institutions, criticalFunctions };
}
