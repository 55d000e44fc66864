import { ok, refused, type Result, type Subject } from '@underpin/model';
import { among, type GraphPart, type NodeKind, nodeOf, standsOn, type WhatIf } from '@underpin/reliance';
import { type NodeTold, nodeTold } from './node-name.ts';
import { recentWithdrawal } from './recent-withdrawal.ts';
import type { Study } from './study.ts';

export interface GraphQuestion {
  /** What is withdrawn; null withdraws nothing. */
  readonly subject: Subject | null;
  /** Whose foundations are asked for; null asks for everything that falls. */
  readonly of: { readonly institution: string; readonly function: string } | null;
  readonly bound: 'atLeast' | 'atMost';
  /** Only what falls. */
  readonly onlyFalling: boolean;
  readonly limit: number;
}

export interface GraphNode extends NodeTold {
  readonly verdict: 'certain' | 'possible' | 'stands';
  readonly withdrawn: boolean;
  /** The function that was asked about. */
  readonly asked: boolean;
}

/** A graph in words: each link goes from what is stood on to what stands on it. */
export interface GraphTold {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly (readonly [number, number])[];
  /** True when the graph is larger than the limit. */
  readonly cut: boolean;
}

const passedOver: ReadonlySet<NodeKind> = new Set(['delivery', 'stated service']);

/** Why something falls, as a graph: what one function stands on, or all that falls with a subject. Refused when neither is given or found. */
export function graphOf(study: Study, { subject, of, bound, onlyFalling, limit }: GraphQuestion): Result<GraphTold> {
  const { reliance } = study;
  let answer: WhatIf | null = null;
  if (subject !== null) {
    const withdrawal = recentWithdrawal(study, subject);
    if (!withdrawal.ok) return withdrawal;
    ({ answer } = withdrawal.value);
  }
  let part: GraphPart;
  let asked = -1;
  if (of !== null) {
    const { functions, institutions } = study.loaded.sector;
    const institution = institutions.lei.indexOf(of.institution);
    const fn = functions.id.findIndex((id, at) => id === of.function && functions.institution[at] === institution);
    if (institution < 0 || fn < 0)
      return refused(`There is no function "${of.function}" of "${of.institution}" in the sector`);
    asked = reliance.graph.space.first.function + fn;
    part = standsOn(reliance, bound, [asked], limit);
    const fall = answer;
    if (onlyFalling && fall !== null) {
      const nodes = part.nodes.filter((node) => node === asked || fall[bound].has(node));
      part = { ...among(reliance, bound, nodes), cut: part.cut };
    }
  } else if (answer !== null) {
    part = wholeAnswers(study, bound, answer, limit);
  } else return refused('Say what is withdrawn, or which function is asked about.');
  return ok(told(study, part, answer, asked));
}

/** All that falls; of more than the limit as many functions as fit with everything that they fall for, so that no answer is torn. */
function wholeAnswers({ reliance }: Study, bound: 'atLeast' | 'atMost', answer: WhatIf, limit: number): GraphPart {
  const fall = answer[bound];
  if (fall.fallen.length <= limit) return among(reliance, bound, fall.fallen);
  const { space } = reliance.graph;
  const functions = Array.from(fall.fallen).filter((node) => nodeOf(space, node).kind === 'function');
  for (let count = Math.min(functions.length, limit); count > 0; count = Math.floor(count / 2)) {
    const part = standsOn(reliance, bound, functions.slice(0, count), limit * 4);
    const nodes = part.nodes.filter((node) => fall.has(node));
    if (!part.cut && nodes.length <= limit) return { ...among(reliance, bound, nodes), cut: true };
  }
  return { ...among(reliance, bound, fall.fallen.slice(0, limit)), cut: true };
}

/** Names the nodes and joins over those that say nothing to people. */
function told(study: Study, part: GraphPart, answer: WhatIf | null, asked: number): GraphTold {
  const { space } = study.reliance.graph;
  const named = Array.from(part.nodes, (node) => ({ node, ...nodeOf(space, node) }));
  const above = named.map((): number[] => []);
  for (const [child, parent] of part.links) above[child]?.push(parent);
  const shown = new Map<number, number>();
  named.forEach(({ kind }, at) => {
    if (!passedOver.has(kind)) shown.set(at, shown.size);
  });
  const reached = (at: number, seen: Set<number>): number[] =>
    (above[at] ?? []).flatMap((parent) => {
      const place = shown.get(parent);
      if (place !== undefined) return [place];
      if (seen.has(parent)) return [];
      seen.add(parent);
      return reached(parent, seen);
    });
  const links: [number, number][] = [];
  for (const [at, place] of shown)
    for (const parent of new Set(reached(at, new Set()))) if (parent !== place) links.push([place, parent]);
  const withdrawn = new Set(answer?.withdrawn);
  return {
    nodes: [...shown.keys()].map((at) => {
      const one = named[at] as (typeof named)[number];
      const certain = answer?.atLeast.has(one.node) ?? false;
      const possible = answer?.atMost.has(one.node) ?? false;
      return {
        ...nodeTold(study, one),
        verdict: certain ? 'certain' : possible ? 'possible' : 'stands',
        withdrawn: withdrawn.has(one.node),
        asked: one.node === asked,
      };
    }),
    links,
    cut: part.cut,
  };
}
