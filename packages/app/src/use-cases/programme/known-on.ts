import type { IsoDate, ProgrammeFile } from '@underpin/model';

/** A programme as it was known on a day: later reports, approvals, verdicts and benchmarks are left out. */
export function knownOn(file: ProgrammeFile, on: IsoDate): ProgrammeFile {
  const stated = <T extends { readonly statedOn?: IsoDate | undefined }>(rows: readonly T[]): T[] =>
    rows.filter(({ statedOn }) => statedOn === undefined || statedOn <= on);
  return {
    ...file,
    statusOn: on,
    actuals: file.actuals.filter((one) => one.on <= on),
    measurements: file.measurements.filter((one) => one.on <= on),
    approvals: file.approvals.filter((one) => one.on <= on),
    trials: file.trials.filter(({ decidedOn }) => decidedOn <= on),
    candidates: file.candidates.map((one) => ({ ...one, capacity: stated(one.capacity) })),
    incumbents: file.incumbents.flatMap((one) => {
      const capacity = stated(one.capacity);
      return capacity.length === 0 ? [] : [{ ...one, capacity }];
    }),
  };
}
