import { ok, refused, type Result } from '@underpin/model';
import { normalQuantile, type PooledEffect, poolEffects } from '@underpin/trial';
import { z } from 'zod';

/** What pooling needs of a trial: the answer of `underpin trial assess --json`, of which the rest is passed over. */
export const pooledTrialSchema = z.object({
  protocol: z.object({
    id: z.string(),
    candidate: z.object({ name: z.string() }),
    endpoints: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        margin: z.object({ kind: z.string(), value: z.number() }),
        better: z.enum(['lower', 'higher']),
      }),
    ),
  }),
  verdict: z.string(),
  endpoints: z.array(
    z.object({
      endpoint: z.string(),
      workload: z.string().nullable(),
      estimate: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      alpha: z.number(),
    }),
  ),
});
export type PooledTrial = z.infer<typeof pooledTrialSchema>;

export interface PooledEndpoint {
  readonly endpoint: string;
  readonly workload: string | null;
  /** Back on the scale of the margin. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  readonly margin: number;
  readonly inside: boolean;
  readonly heterogeneity: Pick<PooledEffect, 'tau2' | 'i2' | 'q' | 'qp'>;
  readonly method: PooledEffect['method'];
  readonly name: string;
  readonly better: 'lower' | 'higher';
  readonly trials: readonly {
    readonly trial: string;
    readonly weight: number;
    readonly estimate: number;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
  /** Trials that could not be pooled, and why. */
  readonly left: readonly string[];
  readonly sentence: string;
}

/**
 * Pools the endpoints of several trials of one candidate with random effects. A trial's standard error is taken from its
 * interval. Trials of all verdicts count: leaving out the rejected ones would flatter the candidate.
 */
export function poolTrials(
  trials: readonly PooledTrial[],
  options: { readonly alpha: number; readonly method?: PooledEffect['method'] },
): Result<readonly PooledEndpoint[]> {
  const [first] = trials;
  if (first === undefined || trials.length < 2) return refused('Pooling needs at least two trials of one candidate');
  const other = trials.find(({ protocol }) => protocol.candidate.name !== first.protocol.candidate.name);
  if (other !== undefined)
    return refused(
      `The trials are of different candidates: "${first.protocol.candidate.name}" and "${other.protocol.candidate.name}"`,
    );
  const twice = trials.find(({ protocol }, at) => trials.findIndex((one) => one.protocol.id === protocol.id) !== at);
  if (twice !== undefined) return refused(`The trial "${twice.protocol.id}" is given twice; a trial counts once`);
  const keys = new Map(
    trials.flatMap((trial) => trial.endpoints.map((one) => [`${one.endpoint}\n${one.workload ?? ''}`, one] as const)),
  );
  return ok(
    [...keys.values()].flatMap(({ endpoint, workload }) => {
      const declared = trials.flatMap(({ protocol }) => protocol.endpoints.filter(({ id }) => id === endpoint));
      const [one] = declared;
      if (one === undefined || one.margin.kind === 'level') return [];
      const left: string[] = [];
      const strictest = declared
        .map(({ margin }) => margin.value)
        .reduce((a, b) => (one.better === 'lower' ? Math.min(a, b) : Math.max(a, b)));
      const ratio = one.margin.kind === 'ratio';
      const to = (value: number): number => (ratio ? Math.log(value) : value);
      const effects = trials.flatMap((trial) => {
        const result = trial.endpoints.find((each) => each.endpoint === endpoint && each.workload === workload);
        const { id } = trial.protocol;
        if (result === undefined) {
          left.push(`${id}: has no such endpoint`);
          return [];
        }
        const { estimate, lower, upper, alpha } = result;
        const width = lower === null || upper === null ? Number.NaN : to(upper) - to(lower);
        if (estimate === null || !Number.isFinite(width) || width <= 0) {
          left.push(`${id}: its interval is unbounded`);
          return [];
        }
        return [{ id, lower, upper, effect: to(estimate), variance: (width / (-2 * normalQuantile(alpha))) ** 2 }];
      });
      if (effects.length < 2) return [];
      const pooled = poolEffects(effects, options);
      const back = (value: number): number => (ratio ? Math.exp(value) : value);
      const [estimate, lower, upper] = [back(pooled.effect), back(pooled.lower), back(pooled.upper)];
      const prediction =
        pooled.prediction === null
          ? null
          : { lower: back(pooled.prediction.lower), upper: back(pooled.prediction.upper) };
      const inside = one.better === 'lower' ? upper < strictest : lower > strictest;
      const text = (value: number): string => String(Number(value.toPrecision(4)));
      const where = workload === null ? '' : ` on "${workload}"`;
      const next =
        prediction === null
          ? 'too few trials to say where a new one would lie'
          : `a new trial would lie between ${text(prediction.lower)} and ${text(prediction.upper)}`;
      return [
        {
          endpoint,
          name: one.name,
          better: one.better,
          workload,
          estimate,
          lower,
          upper,
          prediction,
          margin: strictest,
          inside,
          heterogeneity: { tau2: pooled.tau2, i2: pooled.i2, q: pooled.q, qp: pooled.qp },
          method: pooled.method,
          trials: effects.map(({ id, effect, lower: from, upper: to }, at) => ({
            trial: id,
            weight: pooled.weights[at] ?? 0,
            estimate: back(effect),
            lower: from,
            upper: to,
          })),
          left,
          sentence: `${one.name}${where}: ${text(estimate)} (${text(lower)} to ${text(upper)}) over ${effects.length} trials, strictest margin ${text(strictest)}; ${Math.round(100 * pooled.i2)} % of the variation lies between trials, ${next}.`,
        },
      ];
    }),
  );
}
