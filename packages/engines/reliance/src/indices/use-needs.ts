import type { Sector } from '@underpin/model';
import { relianceLevels } from '@underpin/model';
import type { EdgeList } from './edge-list.ts';
import type { NodeKind } from './node-space.ts';
import type { GroupList } from './propagation.ts';
import { rowsByKey } from './rows-by-key.ts';

const material = relianceLevels.indexOf('material');

/**
 * What a register implies of how functions need their service uses. At most: every use is needed. At least: a service
 * type is needed when a use of it declares material or full reliance, and any one of the function's uses that may be of
 * that type (a use of unobserved type may be of any) suffices. Uses that an inventory governs are left out.
 */
export function addUseNeeds(
  sector: Sector,
  governed: Uint8Array,
  first: Readonly<Record<NodeKind, number>>,
  least: EdgeList,
  most: EdgeList,
  leastGroups: GroupList,
): void {
  const { serviceUses, functions } = sector;
  const byFunction = rowsByKey(serviceUses.function, functions.count);
  const types = serviceUses.serviceType.values.length;
  const neededBy = new Int32Array(types + 1).fill(-1);
  const free: number[] = [];
  const needed: number[] = [];
  for (let fn = 0; fn < functions.count; fn += 1) {
    const node = first.function + fn;
    free.length = 0;
    needed.length = 0;
    for (let at = byFunction.start[fn] as number; at < (byFunction.start[fn + 1] as number); at += 1) {
      const use = byFunction.row[at] as number;
      if (governed[use] === 1) continue;
      free.push(use);
      most.add(first['service use'] + use, node);
      const type = serviceUses.serviceType.codes[use] as number;
      if ((serviceUses.reliance[use] as number) < material || neededBy[type + 1] === fn) continue;
      neededBy[type + 1] = fn;
      needed.push(type);
    }
    for (const type of needed) {
      let members = 0;
      let only = -1;
      for (const use of free) {
        const own = serviceUses.serviceType.codes[use] as number;
        if (type !== -1 && own !== type && own !== -1) continue;
        members += 1;
        only = use;
      }
      if (members === 1) {
        least.add(first['service use'] + only, node);
        continue;
      }
      const group = ~leastGroups.add(node, members - 1);
      for (const use of free) {
        const own = serviceUses.serviceType.codes[use] as number;
        if (type === -1 || own === type || own === -1) least.add(first['service use'] + use, group);
      }
    }
  }
}
