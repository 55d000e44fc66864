import { ok, refused } from '@underpin/model/result';
import type { Result } from '@underpin/model';
import { simplify } from './2-simplify.ts';
import { modules } from './3-modules.ts';
import { countByOrder } from './7-count.ts';
import { enumerate } from './8-enumerate.ts';
import type { ModuleSets } from './8-enumerate.ts';
import { defaultNodeLimit } from './cut-sets.ts';
import type { CutSetOptions, CutSets } from './cut-sets.ts';
import type { Formula, RootedFormula } from './formula.ts';
import { probability } from './probability.ts';
import { mostEvents, solveModule } from './solve-module.ts';

/** What is known of the events: their names, and their probabilities (NaN when unobserved; null when nobody asks). */
export interface Events {
  readonly ids: readonly string[];
  readonly probabilities: Float64Array | null;
}

/** Runs the numbered steps on each module and joins the modules' answers. */
export function solveFormula(rooted: RootedFormula, events: Events, options: CutSetOptions): Result<CutSets> {
  const maxOrder = options.maxOrder ?? Infinity;
  const nodeLimit = options.nodeLimit ?? defaultNodeLimit;
  if (maxOrder !== Infinity && (!Number.isInteger(maxOrder) || maxOrder < 0))
    throw new RangeError(`Expected a whole number of at least 0 as maximum order, not ${maxOrder}`);
  if (!(nodeLimit >= 2)) throw new RangeError(`Expected a node limit of at least 2, not ${nodeLimit}`);
  const { formula, top } = simplify(rooted);
  if (typeof top === 'boolean') return ok(certain(top, events, options));
  const parts = modules(top < formula.events ? alone(formula, top) : formula);
  const found: ModuleSets[] = [];
  const chances: number[] = [];
  const unobserved = new Set<number>();
  for (const part of parts) {
    const solved = solveModule(part.formula, nodeLimit, maxOrder);
    if (solved === null) return refused(tooLarge(part.formula, nodeLimit, options));
    const inputs = Array.from(solved.eventAt, (event) => part.inputs[event]!);
    const of = inputs.map((input) => (input >= 0 ? [0n, 1n] : found[-1 - input]!.counts));
    const counts = countByOrder(solved.family, solved.root, of, maxOrder);
    found.push({ table: solved.family, root: solved.root, inputs, counts });
    const own = inputs.map((input) => (input >= 0 ? (events.probabilities?.[input] ?? NaN) : chances[-1 - input]!));
    for (const [index, input] of inputs.entries()) if (input >= 0 && Number.isNaN(own[index])) unobserved.add(input);
    const { diagram } = solved;
    chances.push(diagram === null ? NaN : probability(diagram.table, diagram.root, Float64Array.from(own)));
  }
  const { counts } = found.at(-1)!;
  const chance = chances.at(-1)!;
  return ok({
    total: counts.reduce((sum, count) => sum + count, 0n),
    byOrder: counts,
    maxOrder: options.maxOrder ?? null,
    probability: Number.isNaN(chance) ? null : chance,
    noProbability: Number.isNaN(chance) ? whyNoProbability(events, unobserved) : null,
    first: (n) => firstSets(found, events.ids, n),
  });
}

function firstSets(found: readonly ModuleSets[], ids: readonly string[], n: number): string[][] {
  const sets: string[][] = [];
  if (n <= 0) return sets;
  for (const set of enumerate(found)) {
    sets.push(set.toSorted((a, b) => a - b).map((event) => ids[event]!));
    if (sets.length >= n) break;
  }
  return sets;
}

function alone({ events }: Formula, event: number): Formula {
  return { events, need: [1], children: [[event]] };
}

function certain(top: boolean, { probabilities }: Events, options: CutSetOptions): CutSets {
  return {
    total: top ? 1n : 0n,
    byOrder: top ? [1n] : [],
    maxOrder: options.maxOrder ?? null,
    probability: probabilities === null ? null : Number(top),
    noProbability: probabilities === null ? notAsked : null,
    first: (n) => (top && n > 0 ? [[]] : []),
  };
}

const notAsked = 'No probabilities were given.';

function whyNoProbability({ ids, probabilities }: Events, unobserved: ReadonlySet<number>): string {
  if (probabilities === null) return notAsked;
  const [event] = unobserved;
  if (event === undefined)
    return 'The exact probability needs the whole decision diagram, which grew past the node limit; only sets up to the maximum order were found.';
  return `The probability of ${unobserved.size} of the events is unobserved, such as "${ids[event]}"; state it to get the top's.`;
}

function tooLarge(formula: Formula, nodeLimit: number, { maxOrder }: CutSetOptions): string {
  const limit =
    formula.events > mostEvents && formula.need.length > 1
      ? `more than the ${mostEvents} events that one part may have`
      : `more than the limit of ${nodeLimit} decision nodes in every variable order tried`;
  const advice =
    maxOrder === undefined || maxOrder === null
      ? 'Ask for sets up to a maximum order, or raise the node limit.'
      : 'Ask for a smaller maximum order, or raise the node limit.';
  return `Too large: a part with ${formula.events} events and ${formula.need.length} gates that cannot be split needs ${limit}. ${advice}`;
}
