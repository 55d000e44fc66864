import { writeFile } from 'node:fs/promises';
import { newSigningKey, publicKeyText } from '@underpin/app';
import { isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { publicKeyPath } from '../key-files.ts';
import { refusal } from '../refusal.ts';

/** `underpin key new`: a key pair to seal reports and sign opinions with. */
export const keyCommand = defineCommand({
  name: 'key',
  summary: 'Make a key pair (Ed25519) that seals reports and signs opinions',
  details:
    'Writes the private key for its owner alone (mode 0600), and beside it the public key record (.pub.json), which is for everyone. Never writes over a file.',
  examples: ['underpin key new --out keeper.pem --owner CB'],
  input: z.object({
    action: z.enum(['new']).describe('what to do'),
    out: z.string().min(1).describe('file that gets the private key (PKCS#8 PEM)'),
    owner: z.string().min(1).default('keeper').describe('id of the party that signs with it, as in review files'),
    from: isoDateSchema.optional().describe('first day on which it counts, yyyy-mm-dd (default: today)'),
    to: isoDateSchema.optional().describe('last day on which it counts, yyyy-mm-dd (default: two years from then)'),
  }),
  operands: ['action'],
  async run(input, { now }) {
    const from = input.from ?? now().toISOString().slice(0, 10);
    const to = input.to ?? `${Number(from.slice(0, 4)) + 2}${from.slice(4).replace('-02-29', '-02-28')}`;
    const made = newSigningKey({
      owner: input.owner,
      validFrom: `${from}T00:00:00.000Z`,
      validTo: `${to}T23:59:59.999Z`,
    });
    if (!made.ok) return refusal(made.reason);
    const { privatePem, record } = made.value;
    const publicFile = publicKeyPath(input.out);
    for (const [path, text, mode] of [
      [input.out, privatePem, 0o600],
      [publicFile, publicKeyText(record), 0o644],
    ] as const) {
      const failed = await writeFile(path, text, { mode, flag: 'wx' }).then(
        () => null,
        (error: NodeJS.ErrnoException) => error,
      );
      if (failed !== null) {
        return refusal(
          `Cannot write "${path}": ${failed.code === 'EEXIST' ? 'there is a file of this name; choose another' : failed.message}`,
        );
      }
    }
    return {
      json: { ok: true, privateKey: input.out, publicKey: publicFile, record },
      text: [
        `Private key: ${input.out} (keep it to yourself)`,
        `Public key:  ${publicFile} (give it to everyone)`,
        `Owner ${record.owner}, valid ${from} to ${to}, fingerprint ${record.id}`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});
