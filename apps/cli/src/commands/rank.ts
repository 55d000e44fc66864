import { rank } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText } from '../figure-text.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { textTable } from '../text-table.ts';

const kinds = ['provider', 'group', 'maker', 'product line', 'country'] as const;

/** `underpin rank`: the withdrawal of every subject on its own, in one pass. */
export const rankCommand = defineCommand({
  name: 'rank',
  summary: 'Rank every provider, group, maker, product line and country by what its own withdrawal would cost',
  examples: ['underpin rank --from examples/sector', 'underpin rank --by country --top 10 --json'],
  input: z.object({
    by: z
      .enum([...kinds, 'all'])
      .default('all')
      .describe('kind of subject'),
    top: z.int().min(1).default(15).describe('subjects told of each kind'),
    ...studyInput,
  }),
  operands: [],
  run: (input, surroundings) =>
    withStudy(input, surroundings, async (study) => {
      const lines = await rank(study, input.by === 'all' ? kinds : [input.by], input.top, surroundings.progress);
      const money = (value: number): string => Math.round(value).toLocaleString('en-GB');
      const { currency } = study.reliance.totalAssets;
      return {
        json: { asOf: study.loaded.sector.asOf, lines },
        text: textTable(
          [
            'kind',
            'name',
            'critical functions lost',
            'institutions hit',
            `total assets hit${currency === '' ? '' : ` (${currency})`}`,
            'code',
          ],
          lines.map((line) => [
            line.kind,
            line.name,
            boundsText(line.criticalFunctionsLost),
            boundsText(line.institutionsHit),
            boundsText(line.totalAssetsHit, money),
            line.id,
          ]),
        ),
        exitCode: exitCodes.fine,
      };
    }),
});
