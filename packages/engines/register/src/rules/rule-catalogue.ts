import coded from '../../rules/coded-rules.json' with { type: 'json' };
import { contentChecks, nameChecks, tableChecks } from '../checks/catalogue.ts';
import { identityChecks } from '../identity/identity-checks.ts';
import type { Severity } from '@underpin/model';

/** A check that is written as code: its public id, and what it asks in one sentence. */
export interface CodedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly source: string;
  readonly asks: string;
  readonly layer: 'technical' | 'identity';
}

const asks: Readonly<Record<string, string>> = coded.rules;

/** Checks that are code and not rule data, each id once; two of them (306, 505) are the reader's. */
export function codedRules(): readonly CodedRule[] {
  const technical = [...nameChecks, ...contentChecks, ...tableChecks].map((check) => ({
    ...check,
    layer: 'technical' as const,
  }));
  const [example] = technical;
  const read = ['306', '505'].map((id) => ({
    id,
    severity: 'reject' as const,
    source: (example?.source ?? '').replace(/check \d+$/, `check ${id}`),
    layer: 'technical' as const,
  }));
  const identity = identityChecks.map((check) => ({ ...check, layer: 'identity' as const }));
  const rules = [...technical, ...read, ...identity].map(({ id, severity, source, layer }) => ({
    id,
    severity,
    source,
    layer,
    asks: asks[id] ?? '',
  }));
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}
