import { z } from 'zod';

/** What a party is. An `operator` runs the system and sees no case. */
export const partyKinds = ['authority', 'institution', 'provider', 'working group', 'auditor', 'operator'] as const;
export const partyKindSchema = z.enum(partyKinds);
export type PartyKind = z.infer<typeof partyKindSchema>;

/** What a person may do for their party. */
export const roles = ['analyst', 'signatory', 'reporter', 'respondent', 'member', 'auditor', 'administrator'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Roles that people of a kind of party can have. */
export const rolesOf: Readonly<Record<PartyKind, readonly Role[]>> = {
  authority: ['analyst', 'signatory'],
  institution: ['reporter', 'respondent'],
  provider: ['respondent'],
  'working group': ['member'],
  auditor: ['auditor'],
  operator: ['administrator'],
};
