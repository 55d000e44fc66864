import { nameCircles } from './circles.ts';
import { controlBlocks } from './control-blocks.ts';
import { ControlWalk } from './control-walk.ts';
import { possibleControl } from './possible-control.ts';
import { unknownControl } from './unknown-control.ts';
import { groupBy } from '../graph/group-by.ts';
import { talliesOf } from './voting-tallies.ts';
import { sourceFinding } from '../finding-at.ts';
import { controlPolicy } from '../policy.ts';
import { controlStatus } from '../status.ts';
import type { Groups } from '../graph/group-by.ts';
import type { CurrentEdges } from '../as-of.ts';
import type { ControlPolicy } from '../policy.ts';
import type { ViewOfControl } from '../status.ts';
import type { ControlBlocks } from './control-blocks.ts';
import type { Tallies } from './voting-tallies.ts';
import type { Finding } from '@underpin/model';

export interface CompanyControl extends ViewOfControl {
  /** For a status of *possible*: one who may control the entity; -1 otherwise. */
  readonly possibleBy: Int32Array;
  readonly tallies: Tallies;
  /** Tallies grouped by their target. */
  readonly talliesOf: Groups;
  readonly blocks: ControlBlocks;
  readonly walk: ControlWalk;
}

/**
 * Second view: x controls y when the votes held by x and by all that x controls exceed half (least fixpoint; cycles are
 * normal), computed with all minima and with all maxima. Board seats, contracts and influence by law count likewise, each
 * on its own. Where the stated votes do not rule a controller out, the answer is *unknown*.
 *
 * @example companyControl(asOf(graph, day)).head // group head of every entity
 */
export function companyControl(current: CurrentEdges, policy: ControlPolicy = controlPolicy): CompanyControl {
  const tallies = talliesOf(current, policy.tolerance);
  const blocks = controlBlocks(tallies, policy);
  const walk = new ControlWalk(tallies, policy);
  nameCircles(blocks, walk, current.graph.entities.id);
  const possible = possibleControl(tallies, blocks, walk, policy);
  const { entities } = current.graph;
  const unknown = unknownControl(tallies, blocks, walk, entities.kind, possible.by, policy);
  for (const entity of possible.undecided) unknown[entity] = 1;
  const status = new Uint8Array(entities.count);
  for (let entity = 0; entity < entities.count; entity += 1) {
    if (blocks.head[entity] !== entity) status[entity] = controlStatus.controlled;
    else if (possible.by[entity] !== -1) status[entity] = controlStatus.possible;
    else status[entity] = unknown[entity] === 1 ? controlStatus.unknown : controlStatus.notControlled;
  }
  const findings: Finding[] = [...tallies.findings];
  for (const tally of blocks.contradicted) findings.push(contradiction(current, tallies, tally));
  if (possible.undecided.length > 0) findings.push(notFinished(possible.undecided.length, policy));
  return {
    name: 'company control',
    head: blocks.head,
    status,
    possibleBy: possible.by,
    tallies,
    talliesOf: groupBy(tallies.target, entities.count),
    blocks,
    walk,
    findings,
  };
}

function contradiction(current: CurrentEdges, tallies: Tallies, tally: number): Finding {
  const { id } = current.graph.entities;
  const entity = id[tallies.target[tally] as number] ?? '';
  return sourceFinding(current.graph, tallies.row[tallies.start[tally] as number] as number, {
    rule: 'control.two-controllers',
    key: `owned=${entity}`,
    value: entity,
    expected: 'at most one who holds more than half',
    message: `Two holders each control "${entity}" by what is stated: expected one. The first is shown as its head; check shares, dates and contracts`,
  });
}

function notFinished(count: number, policy: ControlPolicy): Finding {
  return {
    rule: 'control.search-limit',
    severity: 'advisory',
    location: { file: 'ownership' },
    value: String(count),
    expected: `at most ${policy.coalitionWork} holdings to walk`,
    message: `The search for possible coalitions stopped at its limit: ${count} entities are shown as unknown. Raise coalitionWork in the policy to decide them`,
    source: `Underpin: policy ${policy.id}`,
  };
}
