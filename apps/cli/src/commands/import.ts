import { type ImportedSubmission, importSubmissions, openSources } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { countsText } from '../finding-text.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';
import { withStore } from '../with-store.ts';

/** `underpin import`: check and keep. */
export const importCommand = defineCommand({
  name: 'import',
  summary: 'Check registers and inventories and keep them as submissions',
  details:
    'Each submission is kept whole or not at all, with its bytes as received, under its SHA-256. A rejected one is kept with its findings but does not count. The same bytes again change nothing.',
  examples: ['underpin import examples/sector', 'underpin import register.zip inventory.xlsx --data /srv/underpin'],
  input: z.object({
    paths: z.array(z.string()).min(1).describe('files and folders to import'),
    data: z.string().optional().describe('data folder (default: UNDERPIN_DATA, else .underpin in the project)'),
  }),
  operands: ['paths'],
  async run(input, surroundings) {
    const opened = await openSources(input.paths);
    if (!opened.ok) return refusal(opened.reason);
    const { sources, passedOver } = opened.value;
    if (sources.length === 0)
      return refusal(`There is nothing to import below ${input.paths.map((path) => `"${path}"`).join(', ')}`);
    return withStore(input.data, surroundings, async (store) => {
      const done: ImportedSubmission[] = [];
      for await (const one of importSubmissions(store.submissions, sources, surroundings)) done.push(one);
      const rejected = done.filter((one) => one.rejected).length;
      const cancelled = done.length < sources.length;
      const rows = done.map((one) => [
        one.name,
        one.submission?.entity ?? '',
        one.submission?.referenceDate ?? '',
        one.kept ? (one.added ? (one.rejected ? 'kept, rejected' : 'kept') : 'known already') : 'not kept',
        countsText(
          Object.fromEntries(
            Object.entries(Object.groupBy(one.findings, (finding) => finding.severity)).map(([name, list]) => [
              name,
              list.length,
            ]),
          ),
        ),
      ]);
      return {
        json: { submissions: done, rejected, passedOver, cancelled },
        text: `${textTable(['submission', 'entity', 'date', 'outcome', 'findings'], rows)}\n\n${done.length} read, ${done.filter((one) => one.added).length} added, ${rejected} rejected.`,
        exitCode: rejected > 0 ? exitCodes.rejected : cancelled ? exitCodes.refused : exitCodes.fine,
      };
    });
  },
});
