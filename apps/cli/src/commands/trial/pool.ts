import { pooledTrialSchema, poolTrials } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { readText } from '../../read-bytes.ts';
import { refusal } from '../../refusal.ts';
import { textTable } from '../../text-table.ts';

/** `underpin trial pool`: several trials of one candidate together. */
export const trialPoolCommand = defineCommand({
  name: 'trial pool',
  summary:
    'Pool several trials of one candidate (random effects), with their heterogeneity and where a new trial would lie',
  details:
    'Takes the answers of "underpin trial assess --json". Trials of every verdict belong in: leaving out the rejected ones flatters.',
  examples: ['underpin trial pool bank-a.json bank-b.json bank-c.json'],
  input: z.object({
    verdicts: z.array(z.string()).min(1).describe('answers of "underpin trial assess --json"'),
    alpha: z.number().gt(0).lt(0.5).default(0.05).describe('one-sided level of each bound'),
    method: z
      .enum(['REML', 'DerSimonian-Laird'])
      .default('REML')
      .describe('how the variance between trials is estimated'),
  }),
  operands: ['verdicts'],
  async run({ verdicts, alpha, method }) {
    const trials: z.output<typeof pooledTrialSchema>[] = [];
    for (const path of verdicts) {
      const text = await readText(path);
      if (!text.ok) return refusal(text.reason);
      let data: unknown;
      try {
        data = JSON.parse(text.value);
      } catch {
        return refusal(`Cannot use "${path}": it is no JSON; give the answer of "underpin trial assess --json"`);
      }
      const parsed = pooledTrialSchema.safeParse(data);
      if (!parsed.success)
        return refusal(
          `Cannot use "${path}": ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`,
        );
      trials.push(parsed.data);
    }
    const pooled = poolTrials(trials, { alpha, method });
    if (!pooled.ok) return refusal(pooled.reason);
    const digits = (value: number): string => String(Number(value.toPrecision(4)));
    return {
      json: {
        ok: true,
        alpha,
        trials: trials.map(({ protocol, verdict }) => ({ id: protocol.id, verdict })),
        endpoints: pooled.value,
      },
      text: [
        ...trials.map(({ protocol, verdict }) => `${protocol.id}: ${verdict}`),
        '',
        textTable(
          ['endpoint', 'workload', 'trials', 'estimate', 'interval', 'new trial', 'margin', 'I²', 'tau²'],
          pooled.value.map((one) => [
            one.endpoint,
            one.workload ?? 'all',
            String(one.trials.length),
            digits(one.estimate),
            `${digits(one.lower)} – ${digits(one.upper)}`,
            one.prediction === null ? '' : `${digits(one.prediction.lower)} – ${digits(one.prediction.upper)}`,
            digits(one.margin),
            `${Math.round(100 * one.heterogeneity.i2)} %`,
            digits(one.heterogeneity.tau2),
          ]),
        ),
        ...pooled.value.flatMap(({ sentence, left }) => [sentence, ...left.map((reason) => `  left out: ${reason}`)]),
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});
