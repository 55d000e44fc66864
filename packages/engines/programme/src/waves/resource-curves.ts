import type { ResourceCurve, Schedule, SchedulingProblem } from '@underpin/model';
import type { PlanDays } from './plan-days.ts';

/** Load against capacity of every renewable resource, and use against what is there of every cumulative one, as steps. */
export function resourceCurves(
  problem: SchedulingProblem,
  schedule: Schedule,
  days: PlanDays,
  currency: string,
): ResourceCurve[] {
  const { horizon } = problem;
  const load = new Map(problem.renewable.map(({ id }) => [id, new Int32Array(horizon + 1)]));
  const use = new Map(problem.cumulative.map(({ id }) => [id, new Float64Array(horizon + 1)]));
  for (const [at, task] of problem.tasks.entries()) {
    const start = schedule.starts[at] ?? 0;
    const mode = task.modes[schedule.modes[at] ?? 0];
    if (mode === undefined) continue;
    for (const { resource, amount } of mode.uses) {
      const row = load.get(resource);
      if (row === undefined) continue;
      row[start] = (row[start] ?? 0) + amount;
      const end = Math.min(horizon, start + mode.duration);
      row[end] = (row[end] ?? 0) - amount;
    }
    for (const { resource, amount } of mode.consumes) {
      const row = use.get(resource);
      if (row !== undefined) row[Math.min(start, horizon)] = (row[Math.min(start, horizon)] ?? 0) + amount;
    }
  }
  const renewable = problem.renewable.map(({ id, name, capacity, changes }): ResourceCurve => {
    const steps = load.get(id) ?? new Int32Array(0);
    let used = 0;
    const points: ResourceCurve['points'] = [];
    for (let period = 0; period < horizon; period += 1) {
      used += steps[period] ?? 0;
      const available = changes.findLast(({ from, to }) => from <= period && period < to)?.capacity ?? capacity;
      push(points, { on: days.date(period), used, available });
    }
    return {
      id,
      name: name ?? id,
      kind: 'renewable',
      unit: id.startsWith('crews') || id.startsWith('maker') ? 'crews' : 'replacements',
      points,
    };
  });
  const cumulative = problem.cumulative.map(({ id, name, initial, inflows, carryOver }): ResourceCurve => {
    const uses = use.get(id) ?? new Float64Array(0);
    const coming = new Map<number, number>([[0, initial]]);
    for (const { at, amount } of inflows) coming.set(at, (coming.get(at) ?? 0) + amount);
    let [used, available] = [0, 0];
    const points: ResourceCurve['points'] = [];
    for (let period = 0; period <= horizon; period += 1) {
      const more = coming.get(period);
      if (more !== undefined) [used, available] = carryOver ? [used, available + more] : [0, more];
      used += uses[period] ?? 0;
      push(points, { on: days.date(period), used, available });
    }
    return { id, name: name ?? id, kind: 'cumulative', unit: id === 'budget' ? currency : 'servers', points };
  });
  return [...renewable, ...cumulative];
}

function push(points: ResourceCurve['points'], point: ResourceCurve['points'][number]): void {
  const last = points.at(-1);
  if (last === undefined || last.used !== point.used || last.available !== point.available) points.push(point);
}
