import type { IsoDate, ProgrammeFile, Subject } from '@underpin/model';

/**
 * A programme that was planned on a day as it is kept: with its subject, since no review lies beside it, without paths of files, and
 * with what was reported and approved by then. What is known later (benchmarks, verdicts) stays: each has its day.
 */
export function keepableProgramme(file: ProgrammeFile, subject: Subject | null, on: IsoDate): ProgrammeFile {
  const { sector: _sector, rates: _rates, ...rest } = file;
  return {
    ...rest,
    ...(subject === null ? {} : { subject }),
    statusOn: on,
    actuals: file.actuals.filter((one) => one.on <= on),
    approvals: file.approvals.filter((one) => one.on <= on),
  };
}
