import { z } from 'zod';
import { ledgerNameSchema, momentSchema, sha256Schema } from './ledger-forms.ts';

/** A public key with its owner and the time in which its signatures count. */
export const publicKeyRecordSchema = z
  .strictObject({
    algorithm: z
      .enum(['Ed25519', 'ES256'])
      .describe('"ES256": ECDSA on P-256 with SHA-256, of a key that a person brought; it signs opinions only'),
    id: sha256Schema.describe('SHA-256 of the bytes of the public key: its fingerprint'),
    owner: ledgerNameSchema.describe('Id of the party that signs with it'),
    publicKey: z
      .string()
      .regex(/^([A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{87})=$/, 'Expected 32 bytes in base64, or 65 for ES256')
      .describe('The 32 bytes of the public key in base64; of ES256 the 65 bytes of the uncompressed point'),
    validFrom: momentSchema,
    validTo: momentSchema,
  })
  .refine(({ algorithm, publicKey }) => (algorithm === 'Ed25519') === (publicKey.length === 44), {
    message: 'Expected a key of its algorithm',
    path: ['publicKey'],
  });
export type PublicKeyRecord = z.infer<typeof publicKeyRecordSchema>;
