import type { ClassicProject } from './classic-project.ts';

/**
 * Arcs (before, after) that keep the resource order of a schedule between all tasks but the freed ones: chains of units handed
 * from task to task. Any starts that keep these arcs are within the capacities as far as the tasks not freed go.
 */
export function partialOrder(project: ClassicProject, start: Int32Array, freed: Uint8Array): [number, number][] {
  const { size, resources, capacity, demand, duration } = project;
  const order = Array.from({ length: size }, (_, task) => task)
    .filter((task) => freed[task] === 0 && duration[task] > 0)
    .toSorted((a, b) => start[a] - start[b]);
  const arcs: [number, number][] = [];
  const last = new Int32Array(size).fill(-1);
  for (let at = 0; at < resources; at += 1) {
    // Holders with the units they pass on, the latest to end first: so that few tasks hand over to one.
    const holders: number[] = [];
    const units: number[] = [];
    let unused = capacity[at];
    for (const task of order) {
      let need = demand[task * resources + at];
      if (need === 0) continue;
      const taken = Math.min(unused, need);
      unused -= taken;
      let open = need - taken;
      for (let place = holders.length - 1; place >= 0 && open > 0; place -= 1) {
        const holder = holders[place];
        if (units[place] === 0 || start[holder] + duration[holder] > start[task]) continue;
        const passed = Math.min(units[place], open);
        units[place] -= passed;
        open -= passed;
        if (last[holder] !== task) {
          last[holder] = task;
          arcs.push([holder, task]);
        }
      }
      need -= open;
      holders.push(task);
      units.push(need);
      if (holders.length > 64) {
        let kept = 0;
        for (let place = 0; place < holders.length; place += 1) {
          if (units[place] === 0) continue;
          holders[kept] = holders[place];
          units[kept] = units[place];
          kept += 1;
        }
        holders.length = kept;
        units.length = kept;
      }
    }
  }
  return arcs;
}
