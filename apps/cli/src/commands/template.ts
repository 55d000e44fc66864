import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { doraProfile, doraProfileIds, inventoryProfile, metaOfPackage, registerWorkbook } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { packageAt } from '../register-input.ts';
import { refusal } from '../refusal.ts';

/** `underpin template`: a workbook to be filled in. */
export const templateCommand = defineCommand({
  name: 'template',
  summary: 'Write an Excel workbook to fill in: a sheet a table, drop-downs with the closed lists, notes',
  details:
    'With "--from" the workbook holds the rows of a package, to be edited. "underpin build" turns a workbook into a package.',
  examples: ['underpin template --out register.xlsx', 'underpin template --from my-register.zip --out register.xlsx'],
  input: z.object({
    out: z
      .string()
      .regex(/\.xlsx$/i, 'expected a file name that ends in .xlsx')
      .describe('workbook to write (.xlsx)'),
    profile: z
      .enum([inventoryProfile.id, ...doraProfileIds])
      .default(doraProfileIds[0] ?? '')
      .describe('what the workbook is for'),
    from: z.string().optional().describe('package whose rows the workbook holds'),
  }),
  operands: [],
  async run(input, { progress }) {
    const profile = doraProfile(input.profile) ?? inventoryProfile;
    const read = input.from === undefined ? null : await packageAt(input.from, progress);
    if (read !== null && !read.ok) return refusal(read.reason);
    const tables = read?.value.tables ?? new Map();
    const strange = [...tables].flatMap(([code, table]) => {
      const known = profile.tables.find((one) => one.code === code)?.columns.map((column) => column.code);
      return [...table.columns.keys()]
        .filter((column) => known?.includes(column) !== true)
        .map((column) => `${code} ${column}`);
    });
    if (strange.length > 0)
      return refusal(
        `Cannot put "${input.from}" into a workbook of ${profile.id}: it has no ${strange.slice(0, 5).join(', ')}. See "underpin check".`,
      );
    const lost = read === null ? 0 : read.value.ragged.length;
    if (lost > 0)
      return refusal(
        `${lost} rows of "${input.from}" do not fit their header and would be lost. See "underpin check".`,
      );
    const workbook = await registerWorkbook(profile, tables, read === null ? {} : metaOfPackage(read.value));
    if (!workbook.ok) return refusal(workbook.reason);
    await mkdir(dirname(input.out), { recursive: true });
    await writeFile(input.out, workbook.value);
    const rows = [...tables.values()].reduce((sum, table) => sum + table.rowCount, 0);
    return {
      json: { ok: true, file: input.out, profile: profile.id, tables: profile.tables.length, rows },
      text: `Workbook: ${input.out} (${profile.id}, ${profile.tables.length} tables, ${rows} rows)`,
      exitCode: exitCodes.fine,
    };
  },
});
