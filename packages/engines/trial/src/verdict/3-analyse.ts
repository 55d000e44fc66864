import type { Random, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { blockedRateRatio, blockedShare, blockedShareDifference } from '../estimators/blocked-counts.ts';
import { mannWhitney } from '../estimators/mann-whitney.ts';
import { mtbf, mtbfAbove } from '../estimators/mtbf.ts';
import { quantileRatio } from '../estimators/quantile-ratio.ts';
import { serialFactor, weakened, widened } from '../estimators/serial-correlation.ts';
import { signedRank } from '../estimators/signed-rank.ts';
import type { Say } from '../words/trial-words.ts';
import type { Admitted } from './1-admit.ts';
import { countsOf, differencesOf, samplesByBlock, samplesByWorkload, scaled, totalOf } from './units.ts';

/** What the data say of one endpoint, on the scale of its margin. */
export interface Analysis {
  readonly estimate: number;
  /** Each bound of one-sided level alpha. */
  readonly lower: number;
  readonly upper: number;
  /** P-value of "the candidate is at the margin" against "inside it". */
  readonly p: number;
  readonly n: readonly [candidate: number, incumbent: number];
  /** What n counts. */
  readonly unit: string;
  readonly method: string;
}

interface Means {
  readonly random: Random;
  readonly say: Say;
}

/**
 * Estimates an endpoint by its estimator. Where values are only known to a relative error, the bounds are those of the worst
 * values within it: both estimators of values rise with the candidate's and fall with the incumbent's.
 */
export function analyse(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  alpha: number,
  means: Means & { readonly relativeError: number },
): Analysis {
  const { relativeError, say } = means;
  if (relativeError === 0) return analysed(protocol, endpoint, rows, alpha, means);
  const { margin, better } = endpoint;
  const knownTo = (method: string): string =>
    say('method.known-to', { method, percent: Number((100 * relativeError).toPrecision(2)) });
  if (margin.kind === 'ratio') {
    const factor = relativeError < 1 ? (1 + relativeError) / (1 - relativeError) : Infinity;
    const value = better === 'lower' ? margin.value / factor : margin.value * factor;
    const held = Number.isFinite(factor) ? { ...endpoint, margin: { ...margin, value } } : endpoint;
    const known = analysed(protocol, held, rows, alpha, means);
    const upper = Number.isFinite(factor) ? known.upper * factor : Infinity;
    const p = Number.isFinite(factor) ? known.p : 1;
    return { ...known, p, lower: known.lower / factor, upper, method: knownTo(known.method) };
  }
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(row.value)), 0);
  const off = 2 * largest * (relativeError < 1 ? relativeError / (1 - relativeError) : Infinity);
  const value = better === 'lower' ? margin.value - off : margin.value + off;
  const known = analysed(protocol, { ...endpoint, margin: { ...margin, value } }, rows, alpha, means);
  return { ...known, lower: known.lower - off, upper: known.upper + off, method: knownTo(known.method) };
}

function analysed(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  alpha: number,
  { random, say }: Means,
): Analysis {
  const { margin, better } = endpoint;
  const pick = ({ pLess, pGreater }: { readonly pLess: number; readonly pGreater: number }): number =>
    better === 'lower' ? pLess : pGreater;
  const options = { alpha, margin: margin.value };
  switch (endpoint.estimator) {
    case 'shift':
      return shift(protocol, endpoint, rows, alpha, say);
    case 'quantile ratio': {
      const blocks = samplesByBlock(protocol, rows);
      const { estimate, lower, upper, factor, ...p } = quantileRatio(blocks, {
        ...options,
        quantile: endpoint.quantile ?? 0.5,
        random,
      });
      const count = (arm: 'candidate' | 'incumbent'): number =>
        rows.reduce((sum, row) => (row.candidate === (arm === 'candidate') ? sum + row.weight : sum), 0);
      const n = [count('candidate'), count('incumbent')] as const;
      const plain = blocks.length > 1 ? say('method.bca-of-blocks', { blocks: blocks.length }) : say('method.bca');
      const method = hang(plain, factor, say);
      return { estimate, lower, upper, p: pick(p), n, unit: say('unit.values'), method };
    }
    case 'rate ratio': {
      const [candidate, incumbent] = [countsOf(protocol, rows, true), countsOf(protocol, rows, false)];
      const sums = [totalOf(candidate), totalOf(incumbent)] as const;
      const { estimate, lower, upper, factor, varies, ...p } = blockedRateRatio(candidate, incumbent, options);
      return {
        estimate,
        lower,
        upper,
        p: pick(p),
        n: [sums[0].exposure, sums[1].exposure],
        unit: say('unit.exposure-with-events', { candidate: sums[0].events, incumbent: sums[1].events }),
        method: hang(say(varies ? 'method.negative-binomial' : 'method.conditional'), factor, say),
      };
    }
    case 'share': {
      const counts = countsOf(protocol, rows, true);
      const { estimate, lower, upper, factor, trials, ...p } = blockedShare(counts, options);
      const method = hang(worth(say('method.clopper-pearson'), counts.length, trials, say), factor, say);
      return {
        estimate,
        lower,
        upper,
        p: pick(p),
        n: [totalOf(counts).exposure, 0],
        unit: say('unit.intervals'),
        method,
      };
    }
    case 'share difference': {
      const arms = [countsOf(protocol, rows, true), countsOf(protocol, rows, false)] as const;
      const { estimate, lower, upper, factor, trials, ...p } = blockedShareDifference(arms[0], arms[1], options);
      const method = hang(worth(say('method.miettinen-nurminen'), arms[0].length, trials, say), factor, say);
      const n = [totalOf(arms[0]).exposure, totalOf(arms[1]).exposure] as const;
      return { estimate, lower, upper, p: pick(p), n, unit: say('unit.intervals'), method };
    }
    case 'mtbf': {
      const { events, exposure } = totalOf(countsOf(protocol, rows, true));
      const interval =
        exposure === 0
          ? { estimate: Number.NaN, lower: 0, upper: Infinity }
          : mtbf({ failures: events, time: exposure }, alpha);
      const p = exposure === 0 ? 1 : mtbfAbove(events, exposure, margin.value);
      return {
        ...interval,
        p,
        n: [exposure, 0],
        unit: say('unit.exposure-with-failures', { count: events }),
        method: say('method.mtbf'),
      };
    }
  }
}

function hang(method: string, factor: number, say: Say): string {
  return factor === 1 ? method : say('method.widened', { method, factor: Number(factor.toPrecision(3)) });
}

function worth(method: string, blocks: number, trials: number, say: Say): string {
  return blocks > 1 ? say('method.worth', { method, blocks, trials: Math.floor(trials) }) : method;
}

function shift(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  alpha: number,
  say: Say,
): Analysis {
  const units = differencesOf(protocol, endpoint, rows);
  const margin = scaled(endpoint, endpoint.margin.value);
  const differences = units?.map(({ difference }) => difference) ?? [];
  const factor = protocol.blocks === 'none' ? 1 : serialFactor(differences);
  const options = { alpha: widened(alpha, factor), margin };
  const result =
    units === null ? mannWhitney(samplesByWorkload(endpoint, rows), options) : signedRank(differences, options);
  const back = (value: number): number => (endpoint.margin.kind === 'ratio' ? Math.exp(value) : value);
  return {
    estimate: back(result.estimate),
    lower: back(result.lower),
    upper: back(result.upper),
    p: weakened(endpoint.better === 'lower' ? result.pLess : result.pGreater, factor),
    n: result.n,
    unit: say(
      protocol.blocks === 'none' ? (units === null ? 'unit.values' : 'unit.pairs') : `unit.${protocol.blocks}s`,
    ),
    method: hang(say(`method.${units === null ? 'mann-whitney' : 'signed-rank'}.${result.method}`), factor, say),
  };
}
