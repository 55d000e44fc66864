import { basename } from 'node:path';
import { type Broken, type BundleProof, checkBundle, readPublicKey } from '@underpin/app/verify';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { refusal } from '../refusal.ts';
import { readBytes, readText } from '../read-bytes.ts';

/** `underpin verify`: a sealed report checked offline, without an account or a store. */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Verify a sealed report bundle offline, and name the first link that does not hold',
  details:
    'Needs nothing but the bundle. "--key" is the keeper\'s public key as you got it from the keeper; without it, the bundle alone says who signed it. Exit code 1: tampered.',
  examples: [
    'underpin verify out/review-2014/review.bundle.zip --key keeper.pub.json',
    'underpin verify review.bundle.zip --json',
  ],
  input: z.object({
    bundle: z.string().min(1).describe('bundle (zip)'),
    key: z.string().optional().describe("public key record of the ledger's keeper (.pub.json)"),
  }),
  operands: ['bundle'],
  async run(input, { progress }) {
    const bytes = await readBytes(input.bundle);
    if (!bytes.ok) return refusal(bytes.reason);
    const keyText = input.key === undefined ? null : await readText(input.key);
    if (keyText?.ok === false) return refusal(keyText.reason);
    const trusted = keyText === null ? null : readPublicKey(keyText.value);
    if (trusted?.ok === false) return refusal(`Cannot use "${input.key ?? ''}": ${trusted.reason}`);
    const result = await checkBundle(basename(input.bundle), bytes.value, trusted?.value ?? null, { progress });
    if (progress.cancelled) return refusal(`Verifying "${input.bundle}" was stopped`);
    return result.verdict === 'good'
      ? { json: result, text: proofText(result.proof), exitCode: exitCodes.fine }
      : { json: result, text: brokenText(result.broken), exitCode: exitCodes.rejected };
  },
});

function proofText(proof: BundleProof): string {
  const { opinions } = proof;
  const signers = proof.signers.map(({ owner, id }) => `  ${owner}  ${id}`);
  return [
    `GOOD: ${proof.ledger}, ${proof.entries} entries, sealed ${proof.time}.`,
    `${proof.files} files, ${proof.objects} objects and ${proof.evidence} hashes of evidence agree with the ledger.`,
    `Opinions: ${opinions.given}, of which ${opinions.signed} signed by their authority${opinions.signed < opinions.given ? '; for the others the keeper alone vouches' : ''}.`,
    proof.trusted
      ? 'Signed with the key you gave:'
      : 'Signed by (only the bundle says so: compare the fingerprint with the keeper, or give the key with --key):',
    ...signers,
  ].join('\n');
}

function brokenText({ link, check, expected, found, detail }: Broken): string {
  return [
    `TAMPERED: the first link that does not hold is "${link}" (${check}).`,
    `  expected  ${expected}`,
    `  found     ${found}`,
    ...(detail === undefined ? [] : [`  ${detail}`]),
    'Do not rely on this report: ask its keeper for the bundle again.',
  ].join('\n');
}
