import { rename, writeFile } from 'node:fs/promises';
import { sealProtocol } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { readKeyFile } from '../../key-files.ts';
import { refusal } from '../../refusal.ts';
import { protocolInput, sealInput, sealPath } from './trial-input.ts';

/** `underpin trial seal`: a protocol fixed in a ledger before its data. */
export const trialSealCommand = defineCommand({
  name: 'trial seal',
  summary: 'Seal a trial protocol in a ledger before its data; a later change becomes a visible amendment',
  details:
    'Writes the seal beside the protocol. Values from before the seal do not count. An amendment restarts the trial, unless it changes only the title or a configuration, or excuses later days.',
  examples: ['underpin trial seal protocol.yaml --key keeper.pem', 'underpin trial seal protocol.yaml --actor BANK1'],
  input: z.object({
    protocol: z.string().min(1).describe('protocol (YAML or JSON)'),
    key: z.string().optional().describe('private key that signs the seal ("underpin key new")'),
    actor: z.string().min(1).default('keeper').describe('id of the party that seals'),
    seal: z.string().optional().describe('file of the seal (default: beside the protocol, with the ending .seal.json)'),
  }),
  operands: ['protocol'],
  async run(input, { now }) {
    const read = await protocolInput(input.protocol);
    if (!read.ok) return read.answer;
    const { protocol, findings, sealable } = read.checked;
    if (!sealable)
      return {
        json: { ok: false, findings },
        text: [
          `The protocol "${input.protocol}" has no sense yet and was not sealed:`,
          ...findings.map(findingText),
        ].join('\n'),
        exitCode: exitCodes.rejected,
      };
    const path = sealPath(input.protocol, input.seal);
    const before = await sealInput(protocol, path);
    if (!before.ok) return refusal(before.reason);
    const keeper = input.key === undefined ? null : await readKeyFile(input.key);
    if (keeper?.ok === false) return refusal(keeper.reason);
    const sealed = sealProtocol(before.value?.seal ?? null, protocol, {
      actor: keeper?.ok === true ? keeper.value.record.owner : input.actor,
      now: now(),
      keeper: keeper?.ok === true ? keeper.value : null,
    });
    if (!sealed.ok) return refusal(sealed.reason);
    const temporary = `${path}.${process.pid}.part`;
    await writeFile(temporary, `${JSON.stringify(sealed.value, null, 1)}\n`);
    await rename(temporary, path);
    const entry = sealed.value.entries.at(-1);
    const changes = before.value?.standing.changes ?? [];
    return {
      json: {
        ok: true,
        seal: path,
        act: entry?.act,
        at: entry?.time,
        protocolSha256: entry?.objectSha256,
        changes,
        findings,
      },
      text: [
        ...findings.map(findingText),
        `${entry?.act ?? ''} at ${entry?.time ?? ''}: ${path}`,
        `Protocol ${entry?.objectSha256 ?? ''}`,
        ...(changes.length === 0 ? [] : [`Changed: ${changes.join(', ')}`]),
        ...(keeper === null ? ['Not signed: without "--key" only this file says when it was sealed.'] : []),
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});
