import type { Random, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { blockedRateRatio, blockedShare, blockedShareDifference } from '../estimators/blocked-counts.ts';
import { mannWhitney } from '../estimators/mann-whitney.ts';
import { mtbf, mtbfAbove } from '../estimators/mtbf.ts';
import { quantileRatio } from '../estimators/quantile-ratio.ts';
import { serialFactor, weakened, widened } from '../estimators/serial-correlation.ts';
import { signedRank } from '../estimators/signed-rank.ts';
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

/**
 * Estimates an endpoint by its estimator. Where values are only known to a relative error, the bounds are those of the worst
 * values within it: both estimators of values rise with the candidate's and fall with the incumbent's.
 */
export function analyse(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  alpha: number,
  random: Random,
  relativeError = 0,
): Analysis {
  if (relativeError === 0) return analysed(protocol, endpoint, rows, alpha, random);
  const { margin, better } = endpoint;
  const approximate = `, values known to ${Number((100 * relativeError).toPrecision(2))} %`;
  if (margin.kind === 'ratio') {
    const factor = relativeError < 1 ? (1 + relativeError) / (1 - relativeError) : Infinity;
    const value = better === 'lower' ? margin.value / factor : margin.value * factor;
    const held = Number.isFinite(factor) ? { ...endpoint, margin: { ...margin, value } } : endpoint;
    const known = analysed(protocol, held, rows, alpha, random);
    const upper = Number.isFinite(factor) ? known.upper * factor : Infinity;
    const p = Number.isFinite(factor) ? known.p : 1;
    return { ...known, p, lower: known.lower / factor, upper, method: known.method + approximate };
  }
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(row.value)), 0);
  const off = 2 * largest * (relativeError < 1 ? relativeError / (1 - relativeError) : Infinity);
  const value = better === 'lower' ? margin.value - off : margin.value + off;
  const known = analysed(protocol, { ...endpoint, margin: { ...margin, value } }, rows, alpha, random);
  return { ...known, lower: known.lower - off, upper: known.upper + off, method: known.method + approximate };
}

function analysed(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  alpha: number,
  random: Random,
): Analysis {
  const { margin, better } = endpoint;
  const pick = ({ pLess, pGreater }: { readonly pLess: number; readonly pGreater: number }): number =>
    better === 'lower' ? pLess : pGreater;
  const options = { alpha, margin: margin.value };
  switch (endpoint.estimator) {
    case 'shift':
      return shift(protocol, endpoint, rows, alpha);
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
      const method =
        blocks.length > 1
          ? `BCa bootstrap of ${blocks.length} blocks, no narrower than a score test over them${hang(factor)}`
          : 'BCa bootstrap';
      return { estimate, lower, upper, p: pick(p), n, unit: 'values', method };
    }
    case 'rate ratio': {
      const [candidate, incumbent] = [countsOf(protocol, rows, true), countsOf(protocol, rows, false)];
      const sums = [totalOf(candidate), totalOf(incumbent)] as const;
      const { estimate, lower, upper, factor, varies, ...p } = blockedRateRatio(candidate, incumbent, options);
      const method = varies
        ? 'negative binomial, counts vary more than Poisson'
        : 'exact conditional test of Poisson rates';
      return {
        estimate,
        lower,
        upper,
        p: pick(p),
        n: [sums[0].exposure, sums[1].exposure],
        unit: `units of exposure with ${sums[0].events} and ${sums[1].events} events`,
        method: method + hang(factor),
      };
    }
    case 'share': {
      const counts = countsOf(protocol, rows, true);
      const { estimate, lower, upper, factor, trials, ...p } = blockedShare(counts, options);
      const method = worth('Clopper–Pearson', counts.length, trials) + hang(factor);
      return { estimate, lower, upper, p: pick(p), n: [totalOf(counts).exposure, 0], unit: 'intervals', method };
    }
    case 'share difference': {
      const arms = [countsOf(protocol, rows, true), countsOf(protocol, rows, false)] as const;
      const { estimate, lower, upper, factor, trials, ...p } = blockedShareDifference(arms[0], arms[1], options);
      const method = worth('Miettinen–Nurminen', arms[0].length, trials) + hang(factor);
      const n = [totalOf(arms[0]).exposure, totalOf(arms[1]).exposure] as const;
      return { estimate, lower, upper, p: pick(p), n, unit: 'intervals', method };
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
        unit: `units of exposure with ${events} failures`,
        method: 'chi-square, constant failure rate',
      };
    }
  }
}

function hang(factor: number): string {
  return factor === 1 ? '' : `, widened ${Number(factor.toPrecision(3))} times since neighbouring blocks hang together`;
}

function worth(method: string, blocks: number, trials: number): string {
  return blocks > 1 ? `${method}, intervals of ${blocks} blocks worth ${Math.floor(trials)} independent ones` : method;
}

function shift(protocol: TrialProtocol, endpoint: TrialEndpoint, rows: readonly Admitted[], alpha: number): Analysis {
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
    unit: protocol.blocks === 'none' ? (units === null ? 'values' : 'pairs') : `${protocol.blocks}s`,
    method: `${units === null ? 'Mann–Whitney' : 'Wilcoxon signed-rank'} with Hodges–Lehmann interval, ${result.method}${hang(factor)}`,
  };
}
