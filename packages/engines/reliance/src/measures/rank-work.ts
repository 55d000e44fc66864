import { criticality } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import type { Allocate, Propagation } from '../indices/propagation.ts';
import { Walker } from '../indices/walker.ts';

/**
 * All that a ranking needs, as plain typed arrays: it can be sent to a worker as it is, and in shared memory it is not
 * copied on the way.
 */
export interface RankJob {
  readonly atMost: Propagation;
  /** Null when both bounds are the same graph. */
  readonly atLeast: Propagation | null;
  /** Node number of the first function; functions are the last nodes. */
  readonly firstFunction: number;
  /** Per function: 1 when it counts. */
  readonly critical: Uint8Array;
  /** Per function: its institution, or -1. */
  readonly institution: Int32Array;
  /** Per institution: its total assets, 0 when unobserved. */
  readonly assets: Float64Array;
  /** Subject s takes the nodes `node[start[s]]` to `node[start[s + 1] - 1]`. */
  readonly start: Int32Array;
  readonly node: Int32Array;
}

/** One number a subject, in both bounds. */
export interface RankColumns {
  readonly functionsAtLeast: Int32Array;
  readonly functionsAtMost: Int32Array;
  readonly institutionsAtLeast: Int32Array;
  readonly institutionsAtMost: Int32Array;
  readonly assetsAtLeast: Float64Array;
  readonly assetsAtMost: Float64Array;
}

/** Empty columns for so many subjects, in the memory given. */
export function rankColumns(count: number, allocate: Allocate): RankColumns {
  const whole = () => new Int32Array(allocate(count * 4), 0, count);
  const amounts = () => new Float64Array(allocate(count * 8), 0, count);
  return {
    functionsAtLeast: whole(),
    functionsAtMost: whole(),
    institutionsAtLeast: whole(),
    institutionsAtMost: whole(),
    assetsAtLeast: amounts(),
    assetsAtMost: amounts(),
  };
}

/** The parts of a job that come from the functions and institutions of a sector. */
export function tallied(reliance: Reliance): Pick<RankJob, 'firstFunction' | 'critical' | 'institution' | 'assets'> {
  return {
    firstFunction: reliance.graph.space.first.function,
    critical: reliance.sector.functions.critical.map((state) => (state === criticality.yes ? 1 : 0)),
    institution: reliance.sector.functions.institution,
    assets: reliance.totalAssets.values.map((value) => (Number.isNaN(value) ? 0 : value)),
  };
}

interface Walkers {
  readonly atMost: Walker;
  readonly atLeast: Walker | null;
}

/**
 * Ranks subjects of a job, range by range; which ranges, in which order and in how many workers changes no number.
 *
 * Example: `new RankWork(job).rank(0, 500, columns)`.
 */
export class RankWork {
  readonly #job: RankJob;
  readonly #walkers: Walkers;
  readonly #seen: Int32Array;
  #epoch = 0;
  #functions = 0;
  #institutions = 0;
  #assets = 0;

  constructor(
    job: RankJob,
    walkers: Walkers = {
      atMost: new Walker(job.atMost),
      atLeast: job.atLeast === null ? null : new Walker(job.atLeast),
    },
  ) {
    this.#job = job;
    this.#walkers = walkers;
    this.#seen = new Int32Array(job.assets.length);
  }

  /** Withdraws each of the subjects `from` up to, not including, `to` on its own and writes what it costs into their places. */
  rank(from: number, to: number, into: RankColumns): void {
    const { atMost, atLeast } = this.#walkers;
    for (let subject = from; subject < to; subject += 1) {
      this.#withdraw(atMost, subject);
      into.functionsAtMost[subject] = this.#functions;
      into.institutionsAtMost[subject] = this.#institutions;
      into.assetsAtMost[subject] = this.#assets;
      if (this.#functions === 0) continue;
      if (atLeast !== null) this.#withdraw(atLeast, subject);
      into.functionsAtLeast[subject] = this.#functions;
      into.institutionsAtLeast[subject] = this.#institutions;
      into.assetsAtLeast[subject] = this.#assets;
    }
  }

  #withdraw(walker: Walker, subject: number): void {
    const { firstFunction, critical, institution, assets, start, node } = this.#job;
    this.#epoch += 1;
    this.#functions = 0;
    this.#institutions = 0;
    this.#assets = 0;
    const count = walker.withdraw(node, start[subject], start[subject + 1]);
    for (let at = 0; at < count; at += 1) {
      const fn = (walker.fallen[at] as number) - firstFunction;
      if (fn < 0 || critical[fn] !== 1) continue;
      this.#functions += 1;
      const owner = institution[fn] as number;
      if (owner < 0 || this.#seen[owner] === this.#epoch) continue;
      this.#seen[owner] = this.#epoch;
      this.#institutions += 1;
      this.#assets += assets[owner] as number;
    }
  }
}
