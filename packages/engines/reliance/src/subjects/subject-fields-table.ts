import { subjectFields } from './subject-fields.ts';

/** The fields of subject expressions as a Markdown table, for documentation. Example: `subjectFieldsTable()`. */
export function subjectFieldsTable(): string {
  const lines = subjectFields.map(
    ({ name, type, meaning, appliesTo }) => `| \`${name}\` | ${type} | ${meaning} | ${appliesTo.join(', ')} |`,
  );
  return ['| Field | Type | Meaning | Items |', '|---|---|---|---|', ...lines].join('\n');
}
