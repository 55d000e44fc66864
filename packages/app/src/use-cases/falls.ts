import { type BasisRow, ok, refused, type Result, type Subject } from '@underpin/model';
import { fallPaths, type NodeKind, whyFallen } from '@underpin/reliance';
import { type NodeTold, nodeTold } from './node-name.ts';
import { recentWithdrawal } from './recent-withdrawal.ts';
import type { Study } from './study.ts';

/** One round of a fall with the first nodes of it by name. */
export interface FallRound {
  readonly round: number;
  readonly kinds: Readonly<Partial<Record<NodeKind, number>>>;
  readonly named: readonly NodeTold[];
  /** How many fall in this round and are not named. */
  readonly more: number;
}

/** Why one function falls: one path from what is withdrawn, and the rows that say so. */
export interface WhyFunction {
  readonly institution: string;
  readonly function: string;
  readonly critical: boolean;
  /** `certain` falls in both bounds, `possible` in the widest reading only, `stands` in none. */
  readonly verdict: 'certain' | 'possible' | 'stands';
  readonly path: readonly NodeTold[];
  readonly rows: readonly BasisRow[];
}

const hidden: ReadonlySet<NodeKind> = new Set(['delivery', 'arrangement', 'stated service']);

/** The rounds of a fall by name. Refused when the subject cannot be read. */
export function fallRounds(
  study: Study,
  subject: Subject,
  bound: 'atLeast' | 'atMost',
  limit: number,
): Result<FallRound[]> {
  const withdrawal = recentWithdrawal(study, subject);
  if (!withdrawal.ok) return withdrawal;
  const { answer } = withdrawal.value;
  const rounds = Math.max(0, answer[bound].rounds.length - 1);
  return ok(
    Array.from({ length: rounds }, (_, round): FallRound => {
      const nodes = answer.step(bound, round);
      const kinds: Partial<Record<NodeKind, number>> = {};
      for (const { kind } of nodes) kinds[kind] = (kinds[kind] ?? 0) + 1;
      const first = nodes.filter(({ kind }) => !hidden.has(kind)).toSorted((a, b) => order(b.kind) - order(a.kind));
      const named = first.slice(0, limit).map((node) => nodeTold(study, node));
      return { round, kinds, named, more: nodes.length - named.length };
    }),
  );
}

/** Why a function of an institution falls with a subject. Refused when the subject cannot be read or there is no such function. */
export function whyFunctionFalls(
  study: Study,
  subject: Subject,
  place: { readonly institution: string; readonly function: string },
): Result<WhyFunction> {
  const withdrawal = recentWithdrawal(study, subject);
  if (!withdrawal.ok) return withdrawal;
  const { functions, institutions } = study.loaded.sector;
  const institution = institutions.lei.indexOf(place.institution);
  const fn = functions.id.findIndex((id, at) => id === place.function && functions.institution[at] === institution);
  if (institution < 0 || fn < 0)
    return refused(`There is no function "${place.function}" of "${place.institution}" in the sector`);
  const { answer } = withdrawal.value;
  const node = study.reliance.graph.space.first.function + fn;
  const certain = answer.atLeast.has(node);
  const possible = answer.atMost.has(node);
  const bound = certain ? 'atLeast' : 'atMost';
  const told = nodeTold(study, { node, kind: 'function', index: fn });
  return ok({
    institution: told.institution ?? '',
    function: told.name,
    critical: functions.critical[fn] === 1,
    verdict: certain ? 'certain' : possible ? 'possible' : 'stands',
    path: possible ? fallPaths(study.reliance, bound, answer[bound])(node).map((one) => nodeTold(study, one)) : [],
    rows: possible
      ? whyFallen(
          study.reliance,
          [fn],
          (at) => answer[bound].has(at),
          () => `${told.name} falls`,
        )
      : [],
  });
}

function order(kind: NodeKind): number {
  return ['product', 'provider', 'group', 'country', 'service use', 'asset', 'system', 'function'].indexOf(kind);
}
