import { fieldColumn, type SubjectFieldName, subjectFields } from '@underpin/reliance';
import { countryName, labelOf, serviceTypeName } from './labels.ts';
import type { Study } from './study.ts';

/** A value that some item has in a subject field, in words where it is a code, and how many items have it. */
export interface SubjectValue {
  readonly value: string;
  readonly label: string;
  readonly items: number;
}

export interface SubjectFieldTold {
  readonly name: SubjectFieldName;
  readonly meaning: string;
  readonly appliesTo: readonly string[];
}

const countries = new Set<SubjectFieldName>(['country', 'headquarters', 'dataLocation', 'provisionCountry']);

/** The fields that subjects are built of. */
export function subjectFieldsTold(): SubjectFieldTold[] {
  return subjectFields.map(({ name, meaning, appliesTo }) => ({ name, meaning, appliesTo: [...appliesTo] }));
}

/** The values of a field that contain a text (in the value or its words), the most frequent first. */
export function subjectValues(
  study: Study,
  field: SubjectFieldName,
  contains: string,
  limit: number,
): { items: SubjectValue[]; total: number } {
  const { sector } = study.loaded;
  const counts = new Map<string, number>();
  for (const kind of subjectFields.find(({ name }) => name === field)?.appliesTo ?? []) {
    const column = fieldColumn(sector, study.control, kind, field);
    if (column === null) continue;
    const tally = new Int32Array(column.values);
    for (const code of column.codes) if (code >= 0) tally[code] = (tally[code] as number) + 1;
    tally.forEach((items, code) => {
      if (items > 0) counts.set(column.valueOf(code), (counts.get(column.valueOf(code)) ?? 0) + items);
    });
  }
  const words = labelsOf(study, field);
  const wanted = contains.toLocaleLowerCase();
  const found = [...counts]
    .map(([value, items]) => ({ value, label: words(value), items }))
    .filter(({ value, label }) => `${value}\n${label}`.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => b.items - a.items || a.label.localeCompare(b.label));
  return { items: found.slice(0, limit), total: found.length };
}

function labelsOf({ control, loaded: { sector } }: Study, field: SubjectFieldName): (value: string) => string {
  if (countries.has(field)) return countryName;
  if (field === 'institutionType') return labelOf;
  if (field === 'serviceType') return serviceTypeName;
  const names =
    field === 'group'
      ? new Map(control.groups.map(({ id, name }) => [id, name]))
      : field === 'providerCode' || field === 'makerCode'
        ? new Map(sector.providers.code.map((code, at) => [code, sector.providers.name[at] ?? code]))
        : field === 'institution'
          ? new Map(sector.institutions.lei.map((lei, at) => [lei, sector.institutions.name[at] ?? lei]))
          : new Map<string, string>();
  return (value) => names.get(value) ?? value;
}
