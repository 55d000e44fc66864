import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hardwareReaders, inventoryFromHardware } from '@underpin/app';
import { hasLeiForm, isoDateSchema, ok, refused, rejects, type Result } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

const shown = 30;

/** `underpin inventory`: from what machines and tools give out to an inventory. */
export const inventoryCommand = defineCommand({
  name: 'inventory',
  summary: 'Make an inventory from files that machines, consoles and configuration databases give out',
  details: `Reads ${hardwareReaders.map(({ title }) => title).join('; ')}. What was not observed stays empty. Without "--out" the answer says what was seen.`,
  examples: [
    'underpin inventory dmidecode/ --lei 9999UPIYUVDRRH100040 --reference-date 2024-12-31 --out inventory.xlsx',
  ],
  input: z.object({
    paths: z.array(z.string()).min(1).describe('files and folders to read'),
    lei: z.string().refine(hasLeiForm, 'expected an LEI of 20 characters').describe('LEI of the institution'),
    name: z.string().optional().describe('name of the institution'),
    referenceDate: isoDateSchema.optional().describe('date on which it holds, yyyy-mm-dd (default: today)'),
    reader: z
      .enum(hardwareReaders.map(({ id }) => id) as [string, ...string[]])
      .optional()
      .describe('read all files by this one'),
    out: z
      .string()
      .regex(/\.(zip|xlsx)$/i, 'expected a file name that ends in .zip or .xlsx')
      .optional()
      .describe('inventory to write (.zip of CSV files, or .xlsx)'),
  }),
  operands: ['paths'],
  async run(input, { now }) {
    const entries = await entriesAt(input.paths);
    if (!entries.ok) return refusal(entries.reason);
    const today = now().toISOString().slice(0, 10);
    const { observed, rows, findings, bytes } = await inventoryFromHardware(entries.value, {
      institutionLei: input.lei,
      ...(input.name === undefined ? {} : { institutionName: input.name }),
      referenceDate: input.referenceDate ?? today,
      today,
      ...(input.reader === undefined ? {} : { reader: input.reader }),
      form: input.out !== undefined && /\.xlsx$/i.test(input.out) ? 'xlsx' : 'zip',
    });
    if (input.out !== undefined) {
      await mkdir(dirname(input.out), { recursive: true });
      await writeFile(input.out, bytes);
    }
    const kinds = Map.groupBy(observed.assets, ({ kind }) => kind);
    const rejected = findings.some(rejects);
    return {
      json: { file: input.out ?? null, files: entries.value.length, rows, findings, assets: observed.assets },
      text: [
        `${entries.value.length} files read by ${observed.reader === '' ? 'no reader' : observed.reader}.`,
        textTable(
          ['seen', 'number'],
          [...kinds].map(([kind, list]) => [kind, String(list.length)]),
        ),
        textTable(
          ['table', 'rows'],
          Object.entries(rows).map(([table, count]) => [table, String(count)]),
        ),
        [
          ...findings.slice(0, shown).map(findingText),
          ...(findings.length > shown ? [`  … and ${findings.length - shown} more findings: use --json for all`] : []),
        ].join('\n'),
        input.out === undefined ? 'Nothing is written: name a file with --out.' : `Inventory: ${input.out}`,
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
      exitCode: rejected ? exitCodes.rejected : exitCodes.fine,
    };
  },
});

async function entriesAt(
  paths: readonly string[],
): Promise<Result<{ readonly path: string; readonly content: Uint8Array }[]>> {
  const entries: { readonly path: string; readonly content: Uint8Array }[] = [];
  for (const path of paths) {
    const status = await stat(path).catch(() => null);
    if (status === null) return refused(`Cannot read "${path}": there is no such file or folder`);
    const files = status.isDirectory()
      ? (await readdir(path, { withFileTypes: true, recursive: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .toSorted()
      : [path];
    for (const file of files) entries.push({ path: file, content: await readFile(file) });
  }
  return ok(entries);
}
