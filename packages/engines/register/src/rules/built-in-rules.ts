import advice from '../../rules/advice.json' with { type: 'json' };
import dpm from '../../rules/dpm-4.0.json' with { type: 'json' };
import { ruleSetOf } from './rule-file.ts';
import type { RuleSet } from './rule-set.ts';

/** The EBA's business rules (DPM) of a DORA register, with the dates on which some were switched off. */
export const dpmRules: RuleSet = ruleSetOf(dpm);

/** Underpin's own advice on a DORA register: identifiers, consistency between tables, points that reviewers ask for. */
export const adviceRules: RuleSet = ruleSetOf(advice);
