import { z } from 'zod';
import { momentSchema, sha256Schema } from './ledger-forms.ts';

/** What is done in a case; an entry may name other acts. */
export const ledgerActs = {
  opened: 'review opened',
  evidence: 'evidence added',
  figure: 'figure computed',
  finding: 'finding drafted',
  opinion: 'opinion given',
  event: 'event recorded',
  decision: 'decision recorded',
  sealed: 'report sealed',
} as const;

/** One line of a ledger: who did what to which object, when, bound to the object's content and to the entry before. */
export const ledgerEntrySchema = z.strictObject({
  act: z.string().min(1).describe('What was done, such as "finding drafted"'),
  actor: z.string().min(1).describe('Id of the party that did it, as the keeper of the ledger states it'),
  object: z.string().min(1).describe('Id of the object, such as "finding/R1"'),
  objectSha256: sha256Schema.describe('SHA-256 of the canonical JSON (RFC 8785) of the object'),
  previous: sha256Schema.describe('Hash of the entry before; 64 zeros for the first'),
  sequence: z.int().min(0).describe('0 for the first entry'),
  time: momentSchema.describe('When it was entered'),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
