import { ok, refused } from '@underpin/model';
import type { Random, Result, Told, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { plannedDays } from '../protocol/planned-days.ts';
import { teller } from '../words/trial-words.ts';
import type { Say } from '../words/trial-words.ts';
import { modelOfEndpoint } from './model-of-endpoint.ts';
import type { PowerModel } from './power-model.ts';

export interface EndpointPlan {
  readonly endpoint: string;
  /** What n counts. */
  readonly unit: string;
  /** Needed in each arm for the power of the protocol, and the days that give it. */
  readonly n: number;
  readonly days: number;
  readonly power: number;
  /** What the period gives, and its power. */
  readonly plannedDays: number;
  readonly plannedPower: number;
  /** Days beyond the period; 0 when it suffices. */
  readonly moreDays: number;
  readonly method: string;
  /** Power at the computed n by simulation, with its standard error; null when none was asked for. */
  readonly simulated: { readonly power: number; readonly error: number; readonly rounds: number } | null;
  /** Power over n, to be drawn. */
  readonly curve: readonly { readonly n: number; readonly days: number; readonly power: number }[];
  readonly sentence: string;
}

/** Longest trial that is searched: ten years. */
const mostDays = 3650;

/**
 * Sample size and power of each endpoint: closed form, and by simulation of the same analysis when rounds are asked for.
 *
 * @returns per endpoint a plan, or a refusal that names the assumption that is missing or the margin that cannot be reached
 * @example
 * planTrial(protocol, { random: seededRandom(1), rounds: 2000 })
 */
export function planTrial(
  protocol: TrialProtocol,
  options: { readonly random: Random; readonly rounds: number },
): readonly { readonly endpoint: string; readonly plan: Result<EndpointPlan>; readonly told: readonly Told[] }[] {
  return protocol.endpoints.map((endpoint) => {
    const { say, told } = teller();
    const plan = planEndpoint(protocol, endpoint, { ...options, say });
    return { endpoint: endpoint.id, plan, told: told() };
  });
}

/** Steps of n that are looked at before and after the one that halving finds: power of counts falls and rises. */
const around = { before: 60, after: 60 };
/** How far the power may fall again a little above the n that suffices. */
const fall = 0.02;

/**
 * Smallest n whose power suffices, and stays within two points of it a little above (power of counts falls and rises). Null
 * when ten years do not reach it.
 */
export function sampleSize(model: PowerModel, power: number): number | null {
  const known = new Map<number, number>();
  const powerAt = (count: number): number => {
    const found = known.get(count) ?? model.powerAt(count * model.step);
    known.set(count, found);
    return found;
  };
  const most = Math.ceil((mostDays * model.perDay) / model.step);
  let high = 1;
  while (high < most && powerAt(high) < power) high *= 2;
  high = Math.min(high, most);
  if (powerAt(high) < power) return null;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (powerAt(middle) >= power) high = middle;
    else low = middle;
  }
  const stays = (count: number): boolean => {
    const last = Math.min(around.after, Math.max(1, Math.ceil(count / 50)));
    for (let ahead = 1; ahead <= last; ahead += 1) if (powerAt(count + ahead) < power - fall) return false;
    return true;
  };
  let count = Math.max(1, high - Math.min(around.before, Math.ceil(high / 8)));
  while (powerAt(count) < power || !stays(count)) count += 1;
  return count * model.step;
}

function planEndpoint(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  { random, rounds, say }: { readonly random: Random; readonly rounds: number; readonly say: Say },
): Result<EndpointPlan> {
  const found = modelOfEndpoint(protocol, endpoint, say);
  if (!found.ok) return found;
  const model = found.value;
  const n = sampleSize(model, protocol.power);
  if (n === null) return refused(say('plan.never', { name: endpoint.name, power: protocol.power }));
  const planned = plannedDays(protocol).length;
  const days = Math.ceil(n / model.perDay);
  const moreDays = Math.max(0, days - planned);
  let met = 0;
  for (let round = 0; round < rounds; round += 1) if (model.simulate(n, random)) met += 1;
  const share = met / rounds;
  const plannedPower = model.powerAt(
    Math.max(model.step, Math.floor((planned * model.perDay) / model.step) * model.step),
  );
  return ok({
    endpoint: endpoint.id,
    unit: say(model.unit),
    n,
    days,
    power: model.powerAt(n),
    plannedDays: planned,
    plannedPower,
    moreDays,
    method: model.method,
    simulated: rounds === 0 ? null : { power: share, error: Math.sqrt((share * (1 - share)) / rounds), rounds },
    curve: Array.from({ length: 16 }, (_, at) => {
      const size = Math.max(1, Math.round(((at + 1) * n) / (8 * model.step))) * model.step;
      return { n: size, days: Math.ceil(size / model.perDay), power: model.powerAt(size) };
    }),
    sentence:
      moreDays === 0
        ? `${endpoint.name}: ${days} days are needed and the period has ${planned} that need data; its power is ${(plannedPower * 100).toFixed(0)} %.`
        : `${endpoint.name}: ${days} days are needed and the period has ${planned} that need data; ${moreDays} more days are needed.`,
  });
}

/**
 * How many more days an endpoint needs for the power of the protocol when it has `have` units in each arm.
 *
 * @example
 * daysStillNeeded(protocol, endpoint, 25)
 */
export function daysStillNeeded(protocol: TrialProtocol, endpoint: TrialEndpoint, have: number): Result<number> {
  const model = modelOfEndpoint(protocol, endpoint, teller().say);
  if (!model.ok) return model;
  const n = sampleSize(model.value, protocol.power);
  if (n === null) return refused(`Cannot tell for "${endpoint.name}": ten years do not reach power ${protocol.power}.`);
  return ok(Math.max(0, Math.ceil((Math.max(n, endpoint.minimumSample) - have) / model.value.perDay)));
}
