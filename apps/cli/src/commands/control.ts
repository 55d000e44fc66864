import { controlOf, gatherOwnership, openFiles } from '@underpin/app';
import { type Bounds, isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

/** `underpin control`: who controls whom, as of a date, with the path as proof. */
export const controlCommand = defineCommand({
  name: 'control',
  summary: 'Who controls an entity as of a date: three views, country of control, the path as proof',
  details:
    'Sources: GLEIF level 1, level 2 and reporting exceptions (CSV or API JSON), BODS 0.4, plain CSV of dated shares. "unknown" is never "no".',
  examples: [
    'underpin control examples/ownership/ownership.csv --of lenovo --as-of 2024-12-31',
    'underpin control gleif/ --of 5493001KJTIIGC8Y1R12 --as-of 2025-05-15 --json',
  ],
  input: z.object({
    sources: z.array(z.string()).min(1).describe('files and folders of ownership data'),
    of: z.string().min(1).describe('id of the entity (LEI or the id that the data use)'),
    asOf: isoDateSchema.describe('date, yyyy-mm-dd'),
  }),
  operands: ['sources'],
  async run(input) {
    const opened = await openFiles(input.sources);
    if (!opened.ok) return refusal(opened.reason);
    const { graph, records, findings } = await gatherOwnership(opened.value, null);
    const answer = controlOf(graph, input.of, input.asOf);
    if (!answer.ok) return refusal([answer.reason, ...findings.slice(0, 5).map(({ message }) => message)].join('\n'));
    const { entity, head, path, views, effectiveOwners, possibleBy } = answer.value;
    const about = [...findings, ...answer.value.findings].filter(({ key, message }) =>
      `${key ?? ''} ${message}`.includes(entity.id),
    );
    return {
      json: { ...answer.value, records, readingFindings: findings },
      text: [
        `${entity.name || entity.id} (${entity.id}), as of ${input.asOf}: ${answer.value.status}`,
        `Head of its group: ${head.name || head.id} (${head.id}); above it: ${answer.value.aboveHead}`,
        `Country of control: ${answer.value.countryOfControl ?? 'unobserved'}`,
        ...(possibleBy === null
          ? []
          : [
              `May be controlled by: ${possibleBy.name || possibleBy.id} (${possibleBy.countryOfControl ?? 'country unobserved'})`,
            ]),
        textTable(
          ['view', 'head', 'status'],
          Object.entries(views).map(([view, of]) => [view, of.head.name || of.head.id, of.status]),
        ),
        textTable(
          ['from', 'to', 'by', 'share', 'row'],
          path.flatMap((leg) =>
            leg.rows.map((row) => [
              leg.from.name || leg.from.id,
              row.owner,
              leg.view,
              shareText(row.share),
              `${row.source}:${row.line}`,
            ]),
          ),
        ),
        textTable(
          ['effective owner', 'share', 'country'],
          effectiveOwners.map((owner) => [owner.name || owner.id, shareText(owner.share), owner.country ?? '']),
        ),
        ...about.slice(0, 10).map(findingText),
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
      exitCode: exitCodes.fine,
    };
  },
});

function shareText(share: Bounds | null): string {
  if (share === null) return '';
  const [low, high] = [share.atLeast, share.atMost].map((value) => (100 * value).toFixed(2));
  return low === high ? `${low} %` : `${low}–${high} %`;
}
