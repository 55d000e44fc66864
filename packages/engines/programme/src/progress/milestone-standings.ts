import type { IsoDate, MilestoneStanding, ProgrammeFile } from '@underpin/model';

/** Each milestone of a direction against what is reported and what the plan says. Replacements that are held back count in the total. */
export function milestoneStandings(
  file: Pick<ProgrammeFile, 'milestones'>,
  all: readonly { readonly id: string; readonly institution: string }[],
  doneOn: ReadonlyMap<string, IsoDate>,
  ends: ReadonlyMap<string, IsoDate>,
  statusOn: IsoDate,
): MilestoneStanding[] {
  return file.milestones.map(({ id, direction, date, share, institutions }) => {
    const mine = all.filter((one) => institutions?.includes(one.institution) ?? true);
    const needed = Math.ceil(share * mine.length - 1e-9);
    const past = date <= statusOn;
    const done = mine.filter((one) => (doneOn.get(one.id) ?? '9999') <= statusOn).length;
    const byDate = mine.filter(
      (one) => (doneOn.get(one.id) ?? (past ? '9999' : ends.get(one.id)) ?? '9999') <= date,
    ).length;
    const kept = byDate >= needed;
    const verdict = past ? (kept ? 'kept' : 'missed') : kept ? 'kept by the plan' : 'missed by the plan';
    return { id, direction, date, share, total: mine.length, done, planned: byDate, verdict };
  });
}
