import { controlPolicy } from './policy.ts';
import type { controlStatusNames } from './status.ts';
import { isOwnMaster } from './views/unknown-control.ts';
import type { ControlPolicy } from './policy.ts';
import type { CompanyControl } from './views/company-control.ts';

/**
 * Whether `controller` controls `entity`: with all minima *controlled*, with all maxima *possible*; *unknown* when the
 * votes that no statement accounts for could make it so; else *not controlled*. One pass over the graph at most.
 *
 * @example controlBetween(view, kind, buyer, provider) // view = companyControl(...), kind = graph.entities.kind
 */
export function controlBetween(
  view: CompanyControl,
  kind: Uint8Array,
  controller: number,
  entity: number,
  policy: ControlPolicy = controlPolicy,
): (typeof controlStatusNames)[number] {
  if (controller === entity) throw new RangeError('Cannot ask whether an entity controls itself');
  view.walk.from(controller, 'min');
  if (view.walk.reached(entity)) return 'controlled';
  view.walk.from(controller, 'max');
  if (view.walk.reached(entity)) return 'possible';
  return couldUnseen(view, kind, controller, entity, policy) ? 'unknown' : 'not controlled';
}

/** Fixpoint in which every unaccounted vote goes to the controller and to what it then controls. */
function couldUnseen(
  view: CompanyControl,
  kind: Uint8Array,
  controller: number,
  entity: number,
  policy: ControlPolicy,
): boolean {
  const { entityCount, votesOf, start, min, max } = view.tallies;
  const { held, tallyOf } = view.walk;
  const { target, means } = view.tallies;
  const enough = policy.majority + policy.tolerance;
  const mine = new Uint8Array(entityCount);
  const elsewhere = new Float64Array(view.tallies.count);
  const byRight = new Float64Array(view.tallies.count);
  const waiting: number[] = [];
  const take = (y: number): void => {
    mine[y] = 1;
    waiting.push(y);
  };
  take(controller);
  for (let y = 0; y < entityCount; y += 1) {
    const tally = votesOf[y] as number;
    if (mine[y] === 1 || isOwnMaster(kind[y] as number)) continue;
    if (tally === -1) {
      take(y);
      continue;
    }
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) {
      elsewhere[tally] = (elsewhere[tally] as number) + (min[at] as number);
    }
    if (1 - (elsewhere[tally] as number) > enough) take(y);
  }
  while (waiting.length > 0) {
    const holder = waiting.pop() as number;
    for (let place = held.start[holder] as number; place < (held.start[holder + 1] as number); place += 1) {
      const at = held.row[place] as number;
      const tally = tallyOf[at] as number;
      const y = target[tally] as number;
      if (mine[y] === 1 || isOwnMaster(kind[y] as number)) continue;
      if (means[tally] === 0) {
        elsewhere[tally] = (elsewhere[tally] as number) - (min[at] as number);
        if (1 - (elsewhere[tally] as number) > enough) take(y);
        continue;
      }
      byRight[tally] = (byRight[tally] as number) + (max[at] as number);
      if ((byRight[tally] as number) > enough) take(y);
    }
  }
  return mine[entity] === 1;
}
