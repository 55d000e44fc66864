import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, type Signer, toBase64, toHex } from '@underpin/ledger';
import { ok, type PublicKeyRecord, publicKeyRecordSchema, refused, type Result } from '@underpin/model';
import { nodePrimitives } from './node-primitives.ts';

export interface NewKey {
  /** Private key, PKCS#8 PEM. Write it where its owner alone can read it; it is never shown or logged. */
  readonly privatePem: string;
  readonly record: PublicKeyRecord;
}

/**
 * Makes an Ed25519 key pair for an owner. Refused when the owner's id or the validity has not the form of a key record.
 *
 * @example newSigningKey({ owner: 'CB', validFrom: '2026-01-01T00:00:00.000Z', validTo: '2028-01-01T00:00:00.000Z' })
 */
export function newSigningKey(of: Pick<PublicKeyRecord, 'owner' | 'validFrom' | 'validTo'>): Result<NewKey> {
  if (of.validTo <= of.validFrom) return refused(`A key cannot be valid from ${of.validFrom} to ${of.validTo}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const record = publicKeyRecordSchema.safeParse({ algorithm: 'Ed25519', ...of, ...publicPart(privateKey) });
  if (!record.success) return refused(`Cannot make a key for "${of.owner}": ${record.error.issues[0]?.message ?? ''}`);
  return ok({ privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), record: record.data });
}

/**
 * A signer from a private key (PKCS#8 PEM) and its public record (JSON). Refused when one of them cannot be read or they
 * do not belong together; the reason never repeats the key.
 *
 * @example const signer = readSigner(pem, recordText)
 */
export function readSigner(privatePem: string, recordText: string): Result<Signer> {
  const record = readPublicKey(recordText);
  if (!record.ok) return record;
  let key: KeyObject;
  try {
    key = createPrivateKey(privatePem);
  } catch {
    return refused('The private key cannot be read: expected PKCS#8 PEM without a password');
  }
  if (key.asymmetricKeyType !== 'ed25519')
    return refused(`Expected an Ed25519 key, not ${key.asymmetricKeyType ?? '?'}`);
  if (publicPart(key).id !== record.value.id) {
    return refused(`The private key does not belong to the public record of "${record.value.owner}"`);
  }
  return ok({ record: record.value, sign: (message) => sign(null, message, key) });
}

/** Reads a public key record. Refused when the text has not its form or the id is not the key's fingerprint. */
export function readPublicKey(text: string): Result<PublicKeyRecord> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('The public key record is not JSON');
  }
  const parsed = publicKeyRecordSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(`The public key record is not one: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const id = toHex(nodePrimitives.sha256(Buffer.from(parsed.data.publicKey, 'base64')));
  return id === parsed.data.id ? ok(parsed.data) : refused(`The id of the public key record should be "${id}"`);
}

/** The text of a public key record as it is given to others: canonical JSON and a line end. */
export function publicKeyText(record: PublicKeyRecord): string {
  return `${canonicalJson(record)}\n`;
}

function publicPart(privateKey: KeyObject): Pick<PublicKeyRecord, 'id' | 'publicKey'> {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const bytes = new Uint8Array(spki.subarray(spki.length - 32));
  return { id: toHex(nodePrimitives.sha256(bytes)), publicKey: toBase64(bytes) };
}
