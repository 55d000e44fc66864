import type { PlannedReplacement, ProgrammePlan } from '@underpin/model';

/** Columns of a plan as a table: name and text of each replacement. Used by CSV and workbook, so that both say the same. */
export const planColumns: readonly {
  readonly name: string;
  readonly text: (one: PlannedReplacement, plan: ProgrammePlan) => string;
}[] = [
  { name: 'replacement', text: ({ id }) => id },
  { name: 'institution', text: ({ institution }) => institution },
  { name: 'name', text: ({ name }) => name },
  { name: 'site', text: ({ site }) => site },
  { name: 'wave', text: ({ wave }) => wave },
  { name: 'candidate', text: ({ candidate }) => candidate },
  { name: 'pace', text: ({ pace }) => pace },
  { name: 'servers', text: ({ servers }) => String(servers) },
  { name: 'cost', text: ({ cost }) => cost },
  { name: 'currency', text: (_one, { currency }) => currency },
  { name: 'weight', text: ({ weight }) => String(weight) },
  { name: 'critical_functions', text: ({ criticalFunctions }) => String(criticalFunctions) },
  { name: 'start', text: ({ start }) => start },
  { name: 'end', text: ({ end }) => end },
  { name: 'deadline', text: ({ deadline }) => deadline ?? '' },
  { name: 'late_days', text: ({ lateDays }) => String(lateDays) },
  { name: 'state', text: ({ state }) => state ?? '' },
  { name: 'planned_start', text: ({ planned }) => planned?.start ?? '' },
  { name: 'planned_end', text: ({ planned }) => planned?.end ?? '' },
];

export const numericPlanColumns: ReadonlySet<string> = new Set([
  'servers',
  'cost',
  'weight',
  'critical_functions',
  'late_days',
]);
export const datePlanColumns: ReadonlySet<string> = new Set([
  'start',
  'end',
  'deadline',
  'planned_start',
  'planned_end',
]);
