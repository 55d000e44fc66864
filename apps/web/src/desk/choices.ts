import type { ItemOf } from '../api/send.ts';

type Evidence = ItemOf<'listEvidence'>;

/** Closed lists of the contract, in the order of the forms; the types fail when one is no longer right. */
export const markings = [
  'CLEAR',
  'GREEN',
  'AMBER',
  'AMBER+STRICT',
  'RED',
] as const satisfies readonly Evidence['marking'][];
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const satisfies readonly Evidence['reliability'][];
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export const sourceKinds = [
  'press report',
  'official document',
  'company statement',
  'market research',
  'supervisory data',
  'other',
] as const satisfies readonly Evidence['source']['kind'][];
export const severities = [
  'high',
  'medium',
  'low',
  'information',
] as const satisfies readonly ItemOf<'listFindings'>['severity'][];
export const positions = [
  'concurs',
  'concurs with reservation',
  'dissents',
] as const satisfies readonly ItemOf<'listOpinions'>['position'][];
