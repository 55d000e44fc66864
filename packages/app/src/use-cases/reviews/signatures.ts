import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Assertion } from '@underpin/contract';
import { assertedMessage } from '@underpin/ledger';
import { nodePrimitives } from '../../crypto/node-primitives.ts';
import type { ReviewTables } from '../../ports/review-tables.ts';
import { type Desk, newId, record } from './desk.ts';

export interface Signed {
  /** Ed25519, or P-256 with an assertion; SPKI, base64. */
  readonly publicKey: string;
  readonly signature: string;
  readonly assertion: Assertion | null;
}

/** Signs a text with the key of the acting person. The key is made the first time, and the ledger then holds its public half. */
export async function signAs(desk: Desk, text: string): Promise<Signed> {
  const key = await keyOf(desk);
  const secret = createPrivateKey({
    key: Buffer.from(desk.sealer.open(key.privateKey, `signing:${key.person}`), 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const signature = sign(null, Buffer.from(text), secret).toString('base64');
  return { publicKey: key.publicKey, signature, assertion: null };
}

/** Whether a signature is that of the key over the text; with an assertion, over the assertion whose challenge is the text's hash. */
export function signatureHolds(text: string, { publicKey, signature, assertion }: Signed): boolean {
  if (assertion !== null) {
    const message = assertedMessage(text, assertion, nodePrimitives);
    const point = Buffer.from(publicKey, 'base64').subarray(-65);
    return message !== null && nodePrimitives.verify(point, message, Buffer.from(signature, 'base64'));
  }
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

async function keyOf(desk: Desk): Promise<ReviewTables['signingKey']> {
  const { person } = desk.acting;
  const known = (await desk.records.list('signingKey', { where: { person } })).items[0];
  if (known !== undefined) return known;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const made = {
    id: newId(),
    person,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: desk.sealer.seal(
      privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      `signing:${person}`,
    ),
    createdAt: desk.now,
  };
  await desk.records.insert('signingKey', made);
  const { privateKey: _, ...told } = made;
  await record(desk, 'signing key made', told);
  return made;
}
