import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sampleInventories, sampleRegisters } from '@underpin/app';
import { isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { refusal } from '../refusal.ts';

/** `underpin sample`: a fictional sector of any size. */
export const sampleCommand = defineCommand({
  name: 'sample',
  summary: 'Write a seeded fictional sector: DORA register packages and inventories',
  details:
    'The same seed gives the same sector. Institutions and providers are fictional; makers and products have real names, their figures are invented.',
  examples: ['underpin sample --institutions 200 --seed 7 --out out/sector'],
  input: z.object({
    institutions: z.int().min(1).max(30_000).describe('number of institutions'),
    seed: z.int().min(0).default(2014).describe('seed'),
    referenceDate: isoDateSchema.default('2024-12-31').describe('reference date, yyyy-mm-dd'),
    out: z.string().min(1).describe('folder that gets registers/ and inventories/'),
  }),
  operands: [],
  async run(input, { progress }) {
    const { institutions, seed, referenceDate } = input;
    const options = { institutions, seed, referenceDate };
    const counts = { registers: 0, inventories: 0 };
    for (const [part, files] of [
      ['registers', sampleRegisters(options)],
      ['inventories', sampleInventories(options)],
    ] as const) {
      for await (const { path, bytes } of files) {
        if (progress.cancelled)
          return refusal(`Stopped: ${counts.registers} registers and ${counts.inventories} inventories are written`);
        const target = join(input.out, path);
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, bytes);
        counts[part] += 1;
        progress.report(`Writing ${part}`, counts[part], institutions);
      }
    }
    return {
      json: { out: input.out, ...options, ...counts },
      text: `${counts.registers} registers and ${counts.inventories} inventories in ${input.out} (seed ${seed})`,
      exitCode: exitCodes.fine,
    };
  },
});
