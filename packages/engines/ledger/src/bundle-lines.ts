import { sha256Schema } from '@underpin/model';
import { z } from 'zod';

const present = z.unknown().refine((value) => value !== undefined, 'Expected a value');
const sequence = z.int().min(0);
const base64Of64Bytes = /^[A-Za-z0-9+/]{86}==$/;

/** A line of `objects.jsonl`: the object of an entry, disclosed. */
export const objectLineSchema = z.strictObject({ object: present, sequence });

const base64 = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Expected base64');

/** What an authenticator signed besides the challenge: WebAuthn, section 7.2. */
export const sealedAssertionSchema = z.strictObject({ authenticatorData: base64, clientDataJson: base64 });
export type SealedAssertion = z.infer<typeof sealedAssertionSchema>;

/** A line of `signatures.jsonl`: an authority's signature of the opinion of an entry. */
export const signatureLineSchema = z.strictObject({
  key: sha256Schema.describe('Id of the key'),
  sequence,
  signature: z.string().regex(base64Of64Bytes, 'Expected 64 bytes in base64'),
  assertion: sealedAssertionSchema.optional().describe('When a key that a person brought has signed'),
});

/** The object of an opinion: what is said, and the hash of the object that it is said of. */
export const sealedOpinionSchema = z.strictObject({
  on: z.strictObject({ object: z.string().min(1), sha256: sha256Schema }),
  opinion: present,
});
export type SealedOpinion = z.infer<typeof sealedOpinionSchema>;
