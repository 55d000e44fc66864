import {
  dateOfDay,
  dayNumber,
  type ProgrammeChange,
  type ProgrammeFile,
  roundDecimal,
  timesDecimals,
} from '@underpin/model';

/** The programme under a what-if; nothing of the file itself changes. */
export function changeProgramme(file: ProgrammeFile, change: ProgrammeChange): ProgrammeFile {
  const { budgetFactor, supplyFactor, crewsMore, deadlineDays, freeze } = change;
  const money = (amount: string): string => roundDecimal(timesDecimals(amount, budgetFactor.toFixed(4)), 2);
  const supplied = (servers: number): number => Math.floor(servers * supplyFactor);
  return {
    ...file,
    ...(file.budget === undefined
      ? {}
      : {
          budget: {
            ...file.budget,
            perQuarter: money(file.budget.perQuarter),
            changes: file.budget.changes.map((one) => ({ ...one, amount: money(one.amount) })),
          },
        }),
    candidates: file.candidates.map((one) =>
      one.supply === undefined
        ? one
        : {
            ...one,
            supply: { ...one.supply, initial: supplied(one.supply.initial), perMonth: supplied(one.supply.perMonth) },
          },
    ),
    crewsPerInstitution: Math.max(1, file.crewsPerInstitution + crewsMore),
    crews: file.crews.map((one) => ({ ...one, crews: Math.max(0, one.crews + crewsMore) })),
    milestones: file.milestones.map((one) => ({ ...one, date: dateOfDay((dayNumber(one.date) ?? 0) + deadlineDays) })),
    freezes:
      freeze === null || freeze.from > freeze.to
        ? file.freezes
        : [...file.freezes, { id: 'what-if', name: 'What-if', ...freeze, forbids: 'cut-over' as const }],
  };
}
