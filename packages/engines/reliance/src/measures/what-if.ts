import type { Figure } from '@underpin/model';
import { criticality } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import type { NodeKind } from '../indices/node-space.ts';
import { nodeOf } from '../indices/node-space.ts';
import type { Walker } from '../indices/walker.ts';
import type { Selection } from '../subjects/select-subject.ts';
import { selectedNodes } from '../subjects/selected-nodes.ts';
import { lossFigures } from './loss-figures.ts';
import type { PartKind } from './sector-parts.ts';

/** What falls and what is weakened in one bound. */
export interface Fall {
  /** Nodes in the order in which they fall, the withdrawn first. */
  readonly fallen: Int32Array;
  /** Where each round starts in `fallen`; the last number is its length. */
  readonly rounds: Int32Array;
  /** Nodes that stand, but lost their margin. */
  readonly weakened: Int32Array;
  has(node: number): boolean;
}

/** A node in words. */
export interface NamedNode {
  readonly node: number;
  readonly kind: NodeKind;
  /** Row among its kind. */
  readonly index: number;
}

/** A function that falls, as a row of the sector. */
export interface LostFunction {
  readonly function: number;
  readonly atLeast: boolean;
  readonly critical: boolean;
}

/** The answer to "what falls if this goes?". */
export interface WhatIf {
  readonly withdrawn: Int32Array;
  readonly atLeast: Fall;
  readonly atMost: Fall;
  /** Functions that fall at most, in rows of the sector; `atLeast` says which fall in both bounds. */
  functions(): readonly LostFunction[];
  /** Functions that stand in the bound named, but without margin left. */
  readonly weakenedFunctions: { readonly atLeast: Int32Array; readonly atMost: Int32Array };
  /** Losses for each part of a kind; for the sector: critical functions lost, institutions hit, total assets hit. */
  figures(scope: PartKind): readonly Figure[];
  /** Nodes that fall in round `round` of a bound, named. */
  step(bound: 'atLeast' | 'atMost', round: number): readonly NamedNode[];
}

/**
 * Withdraws what a subject selects (or the nodes given) and answers what falls, in both bounds.
 *
 * Example: `whatIf(reliance, selection).figures('sector')[0]?.value?.atLeast`.
 */
export function whatIf(reliance: Reliance, withdrawn: Selection | Int32Array): WhatIf {
  const { graph, walkers, sector } = reliance;
  const nodes = withdrawn instanceof Int32Array ? withdrawn : selectedNodes(graph.space, withdrawn);
  const atMost = fallOf(walkers.atMost, nodes);
  const atLeast = fallOf(walkers.atLeast, nodes);
  const firstFunction = graph.space.first.function;
  const weakened = (fall: Fall) =>
    fall.weakened.filter((node) => node >= firstFunction).map((node) => node - firstFunction);
  return {
    withdrawn: nodes,
    atLeast,
    atMost,
    functions: () =>
      [...atMost.fallen]
        .filter((node) => node >= firstFunction)
        .map((node) => ({
          function: node - firstFunction,
          atLeast: atLeast.has(node),
          critical: sector.functions.critical[node - firstFunction] === criticality.yes,
        })),
    weakenedFunctions: { atLeast: weakened(atLeast), atMost: weakened(atMost) },
    figures: (scope) => lossFigures(reliance, scope, atLeast, atMost),
    step: (bound, round) => {
      const { fallen, rounds } = bound === 'atLeast' ? atLeast : atMost;
      const inRound = fallen.subarray(rounds[round] ?? fallen.length, rounds[round + 1] ?? fallen.length);
      return [...inRound].map((node) => ({ node, ...nodeOf(graph.space, node) }));
    },
  };
}

function fallOf(walker: Walker, nodes: Int32Array): Fall {
  const count = walker.withdraw(nodes);
  const fallen = walker.fallen.slice(0, count);
  const marks = walker.marks();
  return {
    fallen,
    rounds: walker.rounds(),
    weakened: walker.weakened(),
    has: (node) => ((marks[node >>> 5] as number) & (1 << (node & 31))) !== 0,
  };
}
