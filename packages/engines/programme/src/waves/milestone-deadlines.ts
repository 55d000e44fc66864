import type { IsoDate, ProgrammeFile } from '@underpin/model';

/**
 * Deadlines that make a plan keep its milestones on a share: of the addressees' replacements those that end first in the
 * given plan, as many as the share asks for and are not done, must end by the date.
 */
export function milestoneDeadlines(
  file: Pick<ProgrammeFile, 'milestones'>,
  all: readonly { readonly id: string; readonly institution: string }[],
  ends: ReadonlyMap<string, IsoDate>,
  done: ReadonlySet<string>,
): ReadonlyMap<string, IsoDate> {
  const deadlines = new Map<string, IsoDate>();
  for (const { date, share, institutions } of file.milestones) {
    if (share === 1) continue;
    const mine = all.filter(({ institution }) => institutions?.includes(institution) ?? true);
    const needed = Math.ceil(share * mine.length - 1e-9) - mine.filter(({ id }) => done.has(id)).length;
    const first = mine
      .filter(({ id }) => !done.has(id) && ends.has(id))
      .toSorted((a, b) => ((ends.get(a.id) ?? '') < (ends.get(b.id) ?? '') ? -1 : 1));
    for (const { id } of first.slice(0, Math.max(0, needed))) {
      const known = deadlines.get(id);
      if (known === undefined || date < known) deadlines.set(id, date);
    }
  }
  return deadlines;
}
