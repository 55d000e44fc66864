import type { CodedRule, Rule, RuleSet } from '@underpin/register';
import { adviceRules, codedRules, dpmRules } from '@underpin/register';

const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function codedTable(rules: readonly CodedRule[]): string[] {
  return [
    '| rule | severity | asks | source |',
    '|---|---|---|---|',
    ...rules.map(
      ({ id, severity, asks, source }) => `| ${id} | ${severity} | ${cellText(asks)} | ${cellText(source)} |`,
    ),
  ];
}

function ruleText({ text, expected, note }: Rule): string {
  return `\`${cellText(text.replace(/^with \{t(B_\d\d\.\d\d)[^}]*\}: /, '$1: '))}\`; expected ${cellText(expected ?? '')}${note === undefined ? '' : `. ${cellText(note)}`}`;
}

function dataTable({ rules }: RuleSet): string[] {
  return [
    '| rule | severity | what must hold | switched off |',
    '|---|---|---|---|',
    ...rules.map((rule) => `| ${rule.id} | ${rule.severity} | ${ruleText(rule)} | ${rule.deactivatedOn ?? ''} |`),
  ];
}

/** Every rule that a DORA register is held against, by layer. */
export function rulesPage(): string {
  const coded = codedRules();
  return [
    '# Rules',
    '',
    'Written by `npm run generate` from the catalogue of checks and the rule files; do not edit.',
    '',
    "Severities: `reject` stops a filing; `error` and `warning` are graded so by their maker; `national` is one authority's own rule, its own grade beside it; `advisory` is advice.",
    '',
    '## Technical checks',
    '',
    ...codedTable(coded.filter(({ layer }) => layer === 'technical')),
    '',
    '## Business rules of the EBA (DPM)',
    '',
    `${dpmRules.rules.length} rules, run on profiles ${dpmRules.profiles.join(' and ')}. A rule is broken where it is false; where an empty cell leaves it unknown, it is not. Rules that the EBA has switched off are not run after their date, unless asked (\`--deactivated\`). Two of the thirteen are named in public sources (v8816_m, v8817_m); the other eleven are those that public readings of the EBA's workbook of 20 March 2025 leave out.`,
    '',
    ...dataTable(dpmRules),
    '',
    '## Identity (with GLEIF files)',
    '',
    ...codedTable(coded.filter(({ layer }) => layer === 'identity')),
    '',
    "## Underpin's own advice",
    '',
    'AA-01 to AA-15 keep the numbers that a public validator gave to the same points.',
    '',
    ...dataTable(adviceRules),
    '',
    '## National rule sets',
    '',
    "An authority's rules come as a CSV file with the columns `rule_id, severity, enabled, message, lhs, op, rhs` (`underpin check --national FILE`) and are interpreted as they stand. Known functions: AND, OR, NOT, IF, IN, ISNULL, ISNUMBER, COUNT, UNIQUE, CONCAT, FILTER, JOIN (left), KEYS, DPS, MATCH_CHARACTERS, TEXT, TEXT2NUMBER, TEXT2DATE, ROUND, LENGTH, UPPER, LOWER, TRIM, CATR. A rule that uses anything else is named with the reason and not run.",
    '',
  ].join('\n');
}
