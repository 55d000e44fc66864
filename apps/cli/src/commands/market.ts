import { market, marketFigureId, namedCapEffect, type Study } from '@underpin/app';
import { isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import { type Answer, defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

const { asOf: _asOf, ...onMany } = studyInput;
const percent = (value: number | null): string => (value === null ? 'unobserved' : `${(100 * value).toFixed(1)} %`);
const amount = (value: number | null): string =>
  value === null ? 'unobserved' : Math.round(value).toLocaleString('en-GB');

/** `underpin market`: who sells what to the sector over time, and what a measure would do to both sides. */
export const marketCommand = defineCommand({
  name: 'market',
  summary: 'Shares of sellers over time by count, cost and capacity; effect of a cap on both sides',
  details:
    'With --cap and --subject: what institutions must move, and what sellers lose, when at most that share may stay with the subject.',
  examples: [
    'underpin market --from examples/sector --category server.high-end',
    `underpin market --subject 'country == "US"' --cap 0.35 --from examples/sector`,
  ],
  input: z.object({
    dates: z.array(isoDateSchema).optional().describe('dates to compare, yyyy-mm-dd (default: the latest)'),
    category: z.string().optional().describe('only this category'),
    subject: z.string().optional().describe('with --cap: CEL expression, or a file that holds a subject'),
    cap: z.number().min(0).max(1).optional().describe('share 0..1 that may stay with the subject; 0 is removal'),
    top: z.int().min(1).default(8).describe('sellers told of each table'),
    ...onMany,
  }),
  operands: [],
  async run(input, surroundings): Promise<Answer> {
    if (input.cap !== undefined) {
      if (input.subject === undefined) return refusal('A cap is put on a subject: give --subject too');
      const subject = await subjectFrom(input.subject);
      if (!subject.ok) return refusal(subject.reason);
      const cap = input.cap;
      return withStudy({ ...input, asOf: input.dates?.at(-1) }, surroundings, (study) => {
        const effect = namedCapEffect(study, subject.value, cap);
        return effect.ok ? effectAnswer(effect.value) : refusal(effect.reason);
      });
    }
    const studies: Study[] = [];
    for (const asOf of input.dates ?? [undefined]) {
      const loaded = await withStudy({ ...input, asOf }, surroundings, (study) => {
        studies.push(study);
        return { json: null, text: '', exitCode: exitCodes.fine };
      });
      if (loaded.exitCode !== exitCodes.fine) return loaded;
    }
    const currency = input.currency ?? studies[0]?.reliance.assetCost.currency ?? 'EUR';
    const tables = market(studies, currency).filter(
      ({ category }) => input.category === undefined || category === input.category,
    );
    return {
      json: {
        currency,
        tables: tables.map((table) => ({
          ...table,
          rows: table.rows.map((row) => ({ ...row, figureId: marketFigureId(table, row.id) })),
        })),
      },
      text: tables
        .map((table) => {
          const { category, weight, unit, dates, rows, unobserved, total } = table;
          const head = `${category || 'category not stated'}, by ${weight} (${unit}); in all ${total.map(amount).join(' → ')}; assets left out as unobserved: ${unobserved.join(' → ')}`;
          const lines = rows
            .slice(0, input.top)
            .map((row) => [
              row.name,
              ...dates.flatMap((_, at) => [percent(row.share[at] ?? null), amount(row.amount[at] ?? null)]),
              percent(row.growth.at(-1) ?? null),
              marketFigureId(table, row.id),
            ]);
          return `${head}\n${textTable(['seller', ...dates.flatMap((date) => [date, unit]), 'growth', 'id'], lines)}`;
        })
        .concat('The rows behind a share: underpin why ID --as-of DATE')
        .join('\n\n'),
      exitCode: exitCodes.fine,
    };
  },
});

function effectAnswer(effect: Extract<ReturnType<typeof namedCapEffect>, { ok: true }>['value']): Answer {
  const sellers = effect.sellers.map((one) => ({ ...one, name: one.name ?? 'not stated' }));
  return {
    json: { ...effect, sellers },
    text: [
      `To move: ${amount(effect.lost)} ${effect.currency} a year of ${amount(effect.volume)}; ${effect.unobserved} selected items have no stated cost and are left out.`,
      textTable(
        ['institution', 'share now', 'with the subject', 'to move', 'unobserved', 'id'],
        effect.institutions.map((one) => [
          one.name ?? '',
          percent(one.share),
          amount(one.selected),
          amount(one.toMove),
          String(one.unobserved),
          one.figureId,
        ]),
      ),
      textTable(
        ['seller', 'volume', 'loses', 'id'],
        sellers.map((one) => [one.name, amount(one.volume), amount(one.lost), one.figureId]),
      ),
    ].join('\n\n'),
    exitCode: exitCodes.fine,
  };
}
