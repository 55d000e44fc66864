import type { BasisRow, Bounds, Figure } from '@underpin/model';
import { criticality, basisRowOf } from '@underpin/model';
import policy from '../../policies/exit-time.json' with { type: 'json' };
import type { Reliance } from '../build-reliance.ts';
import { figureOf, shareOf } from '../figure-of.ts';
import { assessmentsOf } from './assessments-of.ts';
import { bareCode } from './same-code.ts';
import type { WhatIf } from './what-if.ts';

export interface StandAgainOptions {
  /** Days between the announcement of the withdrawal and its effect; "contract" takes each provider's own notice period. */
  readonly notice: number | 'contract';
  /** Days in which an institution's own programme leaves a service use, where it has a date; else the policy counts. */
  readonly programmeDays?: (use: number) => number | null;
}

export type InTime = 'in time' | 'late' | 'cannot tell';

/** How long one lost critical function is down. */
export interface StandAgain {
  readonly function: number;
  /** Days from the announcement until all fallen services are replaced; null when nothing is known of any. */
  readonly exitDays: Bounds | null;
  /** Days without the function once notice has run out. */
  readonly downDays: Bounds | null;
  /** Recovery time objective in hours, null when unobserved. */
  readonly rtoHours: number | null;
  readonly verdict: InTime;
  /** Fallen service uses whose exit time nobody stated. */
  readonly unobserved: number;
  readonly basis: () => readonly BasisRow[];
}

/**
 * For each critical function that falls: exit time of its fallen services (the programme's own date, or the policy's
 * days for the declared reintegration class, plus a search where no alternative is identified) against the notice and
 * the function's RTO. A function that stands at least is down zero days at least.
 *
 * Example: `timeToStandAgain(reliance, whatIf(reliance, selection), { notice: 90 }).functions`.
 */
export function timeToStandAgain(
  reliance: Reliance,
  answer: WhatIf,
  options: StandAgainOptions,
): { readonly functions: readonly StandAgain[]; readonly figure: Figure } {
  const { sector, graph, usesByFunction } = reliance;
  const { serviceUses } = sector;
  const assessmentOf = assessmentsOf(sector);
  const lost = answer.functions().filter(({ critical }) => critical);
  const functions = lost.map(({ function: fn, atLeast }): StandAgain => {
    const uses = [...usesByFunction.row.subarray(usesByFunction.start[fn], usesByFunction.start[fn + 1])].filter(
      (use) => answer.atMost.has(graph.space.first['service use'] + use),
    );
    let exit: { atLeast: number; atMost: number } | null = null;
    let down: { atLeast: number; atMost: number } | null = null;
    let unobserved = uses.length === 0 ? 1 : 0;
    for (const use of uses) {
      const days = exitDays(sector, assessmentOf(use), options.programmeDays?.(use) ?? null);
      if (days === null) {
        unobserved += 1;
        continue;
      }
      const contract = serviceUses.noticeProvider[use] as number;
      const notice = options.notice === 'contract' ? Math.max(0, contract) : options.notice;
      const necessary = atLeast ? days.atLeast : 0;
      exit = widest(exit, { atLeast: necessary, atMost: days.atMost });
      down = widest(down, { atLeast: Math.max(0, necessary - notice), atMost: Math.max(0, days.atMost - notice) });
    }
    const rto = sector.functions.rto[fn] as number;
    return {
      function: fn,
      exitDays: exit,
      downDays: down,
      rtoHours: Number.isNaN(rto) ? null : rto,
      verdict: verdictOf(down, rto, unobserved),
      unobserved,
      basis: () => basisOf(reliance, fn, uses, assessmentOf),
    };
  });
  const critical = sector.functions.critical.reduce((sum, state) => sum + (state === criticality.yes ? 1 : 0), 0);
  const late = functions.filter(({ verdict }) => verdict === 'late').length;
  const open = functions.filter(({ verdict }) => verdict === 'cannot tell').length;
  const figure = figureOf({
    id: 'critical-functions-late/sector',
    measure: 'time to stand again',
    label: 'Critical functions that stand again later than their recovery time objective',
    unit: 'share',
    weight: 'critical functions',
    of: 'critical functions',
    scope: { kind: 'sector', id: 'sector', name: 'the sector' },
    value: shareOf(late, late + open, critical),
    total: critical,
    n: critical,
    unobserved: functions.filter(({ unobserved }) => unobserved > 0).length,
    policy: policy.id,
    basis: () => functions.filter(({ verdict }) => verdict !== 'in time').flatMap(({ basis }) => basis()),
  });
  return { functions, figure };
}

function exitDays(sector: Reliance['sector'], assessment: number, programme: number | null): Bounds | null {
  if (programme !== null) return { atLeast: programme, atMost: programme };
  if (assessment < 0) return null;
  const { reintegration, alternatives } = sector.assessments;
  const classOf = reintegration.values[reintegration.codes[assessment] as number] ?? '';
  const days = Object.entries(policy.reintegrationDays).find(([code]) => bareCode(code) === bareCode(classOf))?.[1];
  if (days === undefined) return null;
  const stated = bareCode(alternatives.values[alternatives.codes[assessment] as number] ?? '');
  const search = policy.searchDays;
  return {
    atLeast: days.atLeast + (stated === bareCode(policy.alternativesNotIdentified) ? search.atLeast : 0),
    atMost: days.atMost + (stated === bareCode(policy.alternativesIdentified) ? 0 : search.atMost),
  };
}

function widest(a: Bounds | null, b: Bounds): Bounds {
  return a === null ? b : { atLeast: Math.max(a.atLeast, b.atLeast), atMost: Math.max(a.atMost, b.atMost) };
}

function verdictOf(down: Bounds | null, rto: number, unobserved: number): InTime {
  if (down === null || Number.isNaN(rto)) return 'cannot tell';
  if (down.atLeast * 24 > rto) return 'late';
  return unobserved === 0 && down.atMost * 24 <= rto ? 'in time' : 'cannot tell';
}

function basisOf(
  reliance: Reliance,
  fn: number,
  uses: readonly number[],
  assessmentOf: (use: number) => number,
): BasisRow[] {
  const { sector } = reliance;
  const rows = [
    basisRowOf(sector, sector.functions.origins, fn, `Recovery time objective of ${sector.functions.id[fn]}`),
  ];
  for (const use of uses) {
    rows.push(basisRowOf(sector, sector.serviceUses.origins, use, 'Service that falls, with its notice period'));
    const assessment = assessmentOf(use);
    if (assessment >= 0)
      rows.push(basisRowOf(sector, sector.assessments.origins, assessment, 'How hard it is to leave'));
  }
  return rows;
}
