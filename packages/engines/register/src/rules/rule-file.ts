import { severitySchema } from '@underpin/model';
import { parseExpression } from '../expressions/parse.ts';
import type { Rule, RuleSet } from './rule-set.ts';

interface RuleEntry {
  readonly id: string;
  readonly expression: string;
  readonly message: string;
  readonly expected: string;
  readonly column?: string;
  readonly severity?: string;
  readonly source?: string;
  readonly note?: string;
  readonly deactivatedOn?: string;
}

/** A rule file of Underpin's own (`rules/*.json`). */
export interface RuleFile {
  readonly name: string;
  readonly profiles: readonly string[];
  readonly severity: string;
  readonly validFrom: string;
  readonly source: string;
  readonly sourceNote: string;
  readonly rules: readonly RuleEntry[];
}

/** Parses a rule file of Underpin's own: a mistake in it is a mistake of the program, so it throws. */
export function ruleSetOf(file: RuleFile): RuleSet {
  const rules = file.rules.map((each): Rule => ({
    id: each.id,
    severity: severitySchema.parse(each.severity ?? file.severity),
    source: each.source ?? `${file.source}, rule ${each.id}`,
    text: each.expression,
    expression: parseExpression(each.expression),
    message: each.message,
    expected: each.expected,
    ...(each.column === undefined ? {} : { column: each.column }),
    ...(each.deactivatedOn === undefined ? {} : { deactivatedOn: each.deactivatedOn }),
    ...(each.note === undefined ? {} : { note: each.note }),
  }));
  return { name: file.name, profiles: file.profiles, emptyCells: 'unknown', linksAreOne: false, rules, refused: [] };
}
