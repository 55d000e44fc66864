import type { PartTask } from '@underpin/contract';
import type { ProgrammeFile, ProgrammePlan } from '@underpin/model';

/** The replacements of a plan as the institutions see them: when, what takes over, and the way back. */
export function tasksOf(plan: ProgrammePlan, file: Pick<ProgrammeFile, 'candidates'>): PartTask[] {
  const rollbacks = new Map(plan.gates.map(({ wave, rollback }) => [wave, rollback]));
  const servers = new Map(
    file.candidates.map(({ id, name, maker, brand = null, country }) => [id, { name, maker, brand, country }]),
  );
  return plan.replacements.map((one) => {
    const server = servers.get(one.candidate);
    return {
      id: one.id,
      institution: one.institution,
      name: one.name,
      site: one.site,
      wave: one.wave,
      candidate: one.candidate,
      pace: one.pace,
      servers: one.servers,
      start: one.start,
      end: one.end,
      deadline: one.deadline,
      criticalFunctions: one.criticalFunctions,
      rollback: rollbacks.get(one.wave) ?? null,
      ...(server === undefined ? {} : { server }),
    };
  });
}
