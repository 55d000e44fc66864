import { done, type Outcome, p256Start, problemOf } from '@underpin/app';
import type { z } from 'zod';
import type { newCredentialSchema, usedCredentialSchema } from '@underpin/contract';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { RelyingParty } from './relying-party.ts';
import { cose, decodeCredentialPublicKey, isoBase64URL } from '@simplewebauthn/server/helpers';

/** ECDSA on P-256 with SHA-256: what every authenticator has, and what the offline verifiers know. */
const es256 = -7;

/** A key as it is kept. */
export interface KnownCredential {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}

export async function registrationOptions(
  party: RelyingParty,
  person: { readonly id: string; readonly name: string },
  known: readonly KnownCredential[],
): Promise<Record<string, unknown> & { readonly challenge: string }> {
  const options = await generateRegistrationOptions({
    rpName: 'Underpin',
    rpID: party.id,
    userID: new TextEncoder().encode(person.id),
    userName: person.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    supportedAlgorithmIDs: [es256],
  });
  return { ...options };
}

/** The key that a browser registered for a challenge. */
export async function registered(
  party: RelyingParty,
  challenge: string,
  given: z.output<typeof newCredentialSchema>,
): Promise<Outcome<KnownCredential>> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: given as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: [es256],
    });
    if (verified) {
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      return done({ credentialId: id, publicKey: isoBase64URL.fromBuffer(publicKey), counter, transports });
    }
  } catch {
    // What the library says of a bad credential is for its own log.
  }
  return problemOf('conflict', 'The key did not answer this registration. Begin again.');
}

export async function signingOptions(
  party: RelyingParty,
  challenge: string,
  known: readonly KnownCredential[],
): Promise<Record<string, unknown>> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: isoBase64URL.toBuffer(challenge),
    allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    userVerification: 'preferred',
  });
  return { ...options };
}

/** What a key signed for a challenge: the signature as the two numbers side by side, and what stands around the challenge. */
export interface KeySignature {
  readonly publicKey: string;
  readonly signature: string;
  readonly assertion: { readonly authenticatorData: string; readonly clientDataJson: string };
  readonly counter: number;
}

export async function signedBy(
  party: RelyingParty,
  challenge: string,
  known: KnownCredential,
  given: z.output<typeof usedCredentialSchema>,
): Promise<Outcome<KeySignature>> {
  const refused = problemOf('conflict', 'The key did not sign this. Prepare it again, then sign.');
  const { credentialId, publicKey, counter } = known;
  const bytes = isoBase64URL.toBuffer(publicKey);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id: credentialId, publicKey: bytes, counter },
      requireUserVerification: false,
    });
    if (!verified) return refused;
    const base64 = (text: string): string => Buffer.from(text, 'base64url').toString('base64');
    const { authenticatorData, clientDataJSON, signature } = given.response;
    return done({
      publicKey: Buffer.concat([p256Start, pointOf(bytes)]).toString('base64'),
      signature: sideBySide(Buffer.from(signature, 'base64url')).toString('base64'),
      assertion: { authenticatorData: base64(authenticatorData), clientDataJson: base64(clientDataJSON) },
      counter: authenticationInfo.newCounter,
    });
  } catch {
    return refused;
  }
}

/** The uncompressed point of a P-256 key in COSE. */
function pointOf(bytes: Uint8Array<ArrayBuffer>): Buffer {
  const key = decodeCredentialPublicKey(bytes) as cose.COSEPublicKeyEC2;
  const [x, y] = [key.get(cose.COSEKEYS.x), key.get(cose.COSEKEYS.y)];
  if (x?.length !== 32 || y?.length !== 32) throw new TypeError('Expected a key on P-256');
  return Buffer.concat([Buffer.from([4]), x, y]);
}

/** A DER signature (SEQUENCE of two INTEGERs) as r and s of 32 bytes each. */
export function sideBySide(der: Buffer): Buffer {
  const whole = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2, at + 2 + length);
    const trimmed = number.length > 32 ? number.subarray(number.length - 32) : number;
    trimmed.copy(whole, end - trimmed.length);
    at += 2 + length;
  }
  return whole;
}
