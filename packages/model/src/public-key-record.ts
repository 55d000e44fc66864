import { z } from 'zod';
import { ledgerNameSchema, momentSchema, sha256Schema } from './ledger-forms.ts';

/** A public key with its owner and the time in which its signatures count. */
export const publicKeyRecordSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  id: sha256Schema.describe('SHA-256 of the 32 bytes of the public key: its fingerprint'),
  owner: ledgerNameSchema.describe('Id of the party that signs with it'),
  publicKey: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'Expected 32 bytes in base64')
    .describe('The 32 bytes of the public key in base64'),
  validFrom: momentSchema,
  validTo: momentSchema,
});
export type PublicKeyRecord = z.infer<typeof publicKeyRecordSchema>;
