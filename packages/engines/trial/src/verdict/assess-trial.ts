import { dateOfDay, dayNumber } from '@underpin/model';
import type { Finding, Random, Told, TrialEndpoint, TrialObservations, TrialProtocol } from '@underpin/model';
import { measuredLoads } from '../envelope/measured-loads.ts';
import type { MeasuredLoad } from '../envelope/measured-loads.ts';
import { changePoints } from '../estimators/change-points.ts';
import { daysStillNeeded } from '../power/plan-trial.ts';
import { checkProtocol } from '../protocol/check-protocol.ts';
import { lookLevels } from '../protocol/look-levels.ts';
import { teller } from '../words/trial-words.ts';
import type { Say } from '../words/trial-words.ts';
import { admit } from './1-admit.ts';
import type { Admitted } from './1-admit.ts';
import { completeness } from './2-completeness.ts';
import { analyse } from './3-analyse.ts';
import type { Analysis } from './3-analyse.ts';
import { harmEvidence } from './4-harm.ts';
import { countDownTime } from './count-down-time.ts';
import { decide } from './5-decide.ts';
import type { Verdict } from './5-decide.ts';
import type { EndpointResult } from './endpoint-result.ts';
import { sentence } from './sentence.ts';
import { differencesOf } from './units.ts';

export interface TrialData {
  readonly observations: readonly TrialObservations[];
  /** The day of the seal, and whether the protocol is still what was sealed; null when it was never sealed. */
  readonly seal: { readonly sealedOn: string; readonly unchanged: boolean } | null;
  /** Day of assessment. */
  readonly asOf: string;
  /** Which planned look this is, from 1; default the last. Counts only with group sequential monitoring. */
  readonly look?: number;
  readonly random: Random;
}

export interface TrialAssessment {
  readonly verdict: Verdict;
  /** Why, in sentences. */
  readonly because: readonly string[];
  readonly endpoints: readonly EndpointResult[];
  readonly findings: readonly Finding[];
  /** Codes and values of what is said in reasons, lacks, units and methods. */
  readonly told: readonly Told[];
  /** The highest load that the candidate held, by workload, where a throughput endpoint measured it. */
  readonly loads: readonly MeasuredLoad[];
  /** Days on which the difference between the arms changes its level: a maintenance or another regime to be explained. */
  readonly changes: readonly { readonly endpoint: string; readonly day: string; readonly p: number }[];
}

/**
 * Verdict of a trial from its protocol and the data so far: accepted, rejected, not enough data, stopped for harm or protocol
 * breached, with every endpoint's estimate, interval, margin, n, p and a sentence. Never accepted on missing data, on a period
 * without its peaks, or for a workload that is not declared.
 *
 * @returns findings for each refused value; data of a day before the seal are refused
 * @example
 * assessTrial(protocol, { observations, seal: { sealedOn: '2026-01-05', unchanged: true }, asOf: '2026-04-02', random: seededRandom(1) })
 */
export function assessTrial(protocol: TrialProtocol, data: TrialData): TrialAssessment {
  const broken = checkProtocol(protocol, protocol.id).filter(({ severity }) => severity === 'error');
  const breaches = broken.map(({ message }) => message);
  const { seal, asOf } = data;
  const { say, told } = teller();
  if (seal === null) breaches.push(say('breach.not-sealed'));
  else if (!seal.unchanged) breaches.push(say('breach.not-as-sealed'));
  const looks = protocol.monitoring.looks.length;
  const look = data.look ?? looks;
  if (!Number.isInteger(look) || look < 1 || look > looks) breaches.push(say('breach.look', { look, looks }));
  const over = (dayNumber(asOf) ?? -Infinity) >= (dayNumber(protocol.period.to) ?? Infinity);
  const findings: Finding[] = [...broken];
  const results: EndpointResult[] = [];
  const changes: { endpoint: string; day: string; p: number }[] = [];
  const questions = protocol.endpoints.flatMap((endpoint) =>
    (endpoint.scope === 'pooled' ? [null] : protocol.workloads).map((workload) => ({ endpoint, workload })),
  );
  const level = breaches.length > 0 ? protocol.alpha : Math.max(1e-12, lookLevels(protocol)[look - 1] ?? 0);
  const { harmAlpha } = protocol.monitoring;
  const admitted = new Map<TrialEndpoint, ReturnType<typeof rowsOf>>();
  for (const endpoint of protocol.endpoints) {
    const own = rowsOf(protocol, endpoint, data, say);
    admitted.set(endpoint, own);
    findings.push(...own.findings);
    breaches.push(...own.breaches);
    const units = endpoint.estimator === 'shift' ? (differencesOf(protocol, endpoint, own.rows) ?? []) : [];
    for (const { at, p } of changePoints(
      units.map(({ difference }) => difference),
      { alpha: 0.01 },
    ))
      changes.push({ endpoint: endpoint.id, day: dateOfDay(units[at]?.day ?? 0), p });
  }
  const asked = questions.map(({ endpoint, workload }) => {
    const of = (rows: readonly Admitted[]): readonly Admitted[] =>
      workload === null ? rows : rows.filter((row) => row.workload === workload.id);
    const known = admitted.get(endpoint);
    return { endpoint, rows: of(known?.rows ?? []), observed: of(known?.observed ?? []) };
  });
  const at = (question: number, alpha: number): Analysis => {
    const { endpoint, rows } = asked[question] as (typeof asked)[number];
    return analyse(protocol, endpoint, rows, alpha, {
      random: data.random,
      say,
      relativeError: admitted.get(endpoint)?.relativeError ?? 0,
    });
  };
  const levels = levelsOf(protocol, level, questions.length, (question, alpha) => at(question, alpha).p);
  questions.forEach(({ endpoint, workload }, question) => {
    const alpha = levels[question] ?? level;
    const analysis = at(question, alpha);
    const observed = asked[question]?.observed ?? [];
    const { relativeError } = admitted.get(endpoint) ?? {};
    const outcome = outcomeOf(endpoint, analysis, () =>
      analyse(protocol, endpoint, observed, alpha, { random: data.random, say, relativeError: relativeError ?? 0 }),
    );
    const least = Math.min(...analysis.n.filter((_, arm) => arm === 0 || endpoint.margin.kind !== 'level'));
    const short =
      least < endpoint.minimumSample
        ? [
            say(workload === null ? 'lack.sample' : 'lack.sample-of-workload', {
              name: endpoint.name,
              workload: workload?.name ?? '',
              count: least,
              unit: analysis.unit,
              least: endpoint.minimumSample,
            }),
          ]
        : [];
    results.push({
      ...analysis,
      endpoint: endpoint.id,
      workload: workload?.id ?? null,
      margin: endpoint.margin.value,
      alpha,
      outcome,
      harm: harmEvidence(protocol, endpoint, observed),
      harmLimit: harmAlpha === null ? null : questions.length / harmAlpha,
      moreDays: outcome === 'met' ? 0 : stillNeeded(protocol, endpoint, least),
      lacks: [...(admitted.get(endpoint)?.lacks ?? []), ...short],
      sentence: sentence(endpoint, workload?.name ?? null, analysis, outcome),
    });
  });
  const planned = protocol.monitoring.method === 'group sequential' && look < looks;
  const running = over || planned ? null : say('running', { to: protocol.period.to, asOf });
  const { verdict, because } = decide({ breaches, results, running, final: !planned, say });
  return {
    verdict,
    because,
    endpoints: results,
    findings,
    changes,
    told: told(),
    loads: measuredLoads(protocol, data.observations),
  };
}

function stillNeeded(protocol: TrialProtocol, endpoint: TrialEndpoint, have: number): number | null {
  const days = daysStillNeeded(protocol, endpoint, have);
  return days.ok ? days.value : null;
}

/** Level of each question: alpha where all must pass, shared evenly by Bonferroni, step by step from the smallest p-value by Holm. */
function levelsOf(
  { multiplicity }: TrialProtocol,
  alpha: number,
  count: number,
  pAt: (question: number, alpha: number) => number,
): readonly number[] {
  const even = Array.from({ length: count }, () => (multiplicity === 'all must pass' ? alpha : alpha / count));
  if (multiplicity !== 'holm') return even;
  const p = even.map((level, question) => pAt(question, level));
  const levels = [...even];
  let step = alpha / count;
  let refused = true;
  [...p.keys()]
    .toSorted((a, b) => (p[a] as number) - (p[b] as number))
    .forEach((question, rank) => {
      if (refused) step = alpha / (count - rank);
      levels[question] = step;
      refused &&= (p[question] as number) <= step;
    });
  return levels;
}

function rowsOf(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  { observations, seal, asOf }: TrialData,
  say: Say,
): {
  /** With gaps counted as down time; `observed` is without. */
  readonly rows: readonly Admitted[];
  readonly observed: readonly Admitted[];
  readonly findings: readonly Finding[];
  readonly breaches: readonly string[];
  readonly lacks: readonly string[];
  readonly relativeError: number;
} {
  const own = observations.filter((one) => one.endpoint === endpoint.id);
  const strange = own.find(({ unit }) => unit !== endpoint.unit);
  const breaches =
    strange === undefined
      ? []
      : [say('breach.unit', { name: endpoint.name, measured: strange.unit, unit: endpoint.unit })];
  const parts = own
    .filter(({ unit }) => unit === endpoint.unit)
    .map((one) => admit(protocol, endpoint, one, seal?.sealedOn ?? '0001-01-01'));
  const last = dayNumber(asOf) ?? -Infinity;
  const rows = parts.flatMap((part) => part.rows).filter(({ day }) => day <= last);
  const { lacks, missing } = completeness(protocol, endpoint, rows, asOf, say);
  return {
    observed: rows,
    rows: endpoint.kind === 'availability' ? countDownTime(endpoint, rows, missing) : rows,
    findings: parts.flatMap((part) => part.findings),
    breaches,
    lacks,
    relativeError: Math.max(0, ...own.map((one) => one.relativeError ?? 0)),
  };
}

/** Gaps that count as down time may deny acceptance; only what was observed proves a candidate worse. */
function outcomeOf(
  { better, margin, kind }: TrialEndpoint,
  analysis: Analysis,
  observed: () => Analysis,
): EndpointResult['outcome'] {
  const { value } = margin;
  const worse = ({ lower, upper }: Analysis): boolean => (better === 'lower' ? lower > value : upper < value);
  if (better === 'lower' ? analysis.upper < value : analysis.lower > value) return 'met';
  return worse(analysis) && (kind !== 'availability' || worse(observed())) ? 'worse' : 'undecided';
}
