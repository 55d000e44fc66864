import type { Finding } from './finding.ts';
import type { ProgrammeFile } from './programme.ts';

const source = 'Underpin, rules of the programme file';

/** What the schema of a programme file cannot say: ids that nothing defines or that stand twice, dates the wrong way round. */
export function checkProgramme(programme: ProgrammeFile, file: string): Finding[] {
  const findings: Finding[] = [];
  const tell = (rule: string, key: string, value: string, expected: string, message: string): void =>
    void findings.push({
      rule: `programme.${rule}`,
      severity: 'error',
      location: { file },
      key,
      value,
      expected,
      message,
      source,
    });
  const twice = (what: string, ids: readonly string[]): void => {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id))
        tell('double', `${what}=${id}`, id, 'each id once', `Give each ${what} its own id: "${id}" is there twice.`);
      seen.add(id);
    }
  };
  const among = (what: string, where: string, id: string, known: ReadonlySet<string>): void => {
    if (!known.has(id))
      tell(
        'unknown',
        `${where}=${id}`,
        id,
        `one of: ${[...known].join(', ')}`,
        `Correct ${where}: "${id}" is no ${what} of this file.`,
      );
  };
  const ordered = (where: string, from: string, to: string): void => {
    if (from > to)
      tell(
        'dates',
        where,
        `${from}..${to}`,
        'the first day not after the last',
        `Correct the dates of ${where}: ${from} is after ${to}.`,
      );
  };
  const candidates = new Set(programme.candidates.map(({ id }) => id));
  const makers = new Set(programme.candidates.map(({ maker }) => maker));
  const waves = new Set(programme.waves.map(({ id }) => id));
  twice(
    'candidate',
    programme.candidates.map(({ id }) => id),
  );
  twice(
    'wave',
    programme.waves.map(({ id }) => id),
  );
  twice(
    'pace',
    programme.paces.map(({ id }) => id),
  );
  twice(
    'freeze',
    programme.freezes.map(({ id }) => id),
  );
  twice(
    'milestone',
    programme.milestones.map(({ id }) => id),
  );
  twice(
    'workload',
    programme.workloads.map(({ institution, id }) => `${institution}/${id}`),
  );
  twice(
    'trial',
    [...programme.trials, ...programme.assessedTrials].map(({ id }) => id),
  );
  for (const { id, candidates: tried } of [...programme.trials, ...programme.assessedTrials])
    for (const one of tried) among('candidate', `trial "${id}"`, one, candidates);
  for (const { of, id } of programme.supplyLimits)
    among(of, 'a supply limit', id, of === 'maker' ? makers : candidates);
  for (const { wave, party, role } of programme.approvals) {
    among('wave', 'an approval', wave, waves);
    const asked = programme.waves.find(({ id }) => id === wave)?.gate?.approvals ?? [];
    if (waves.has(wave) && !asked.some((one) => one.party === party && one.role === role))
      tell(
        'approval',
        `wave=${wave}`,
        `${role} of ${party}`,
        'an office that the gate names',
        `Correct the approval of "${wave}": its gate asks for no ${role} of "${party}".`,
      );
  }
  for (const { id, from, to } of programme.freezes) ordered(`freeze "${id}"`, from, to);
  for (const { before, after } of programme.dependencies)
    if (before === after) tell('dependency', before, before, 'two replacements', `"${before}" waits for itself.`);
  if (programme.statusOn !== undefined && programme.statusOn < programme.start)
    ordered('the programme', programme.start, programme.statusOn);
  for (const { replacement, on } of programme.actuals)
    if (on > (programme.statusOn ?? programme.start))
      tell(
        'actual',
        `replacement=${replacement}`,
        on,
        `a day up to ${programme.statusOn ?? programme.start}`,
        `Set "statusOn" to ${on} or later, or correct the report of "${replacement}": it is from after the day of the status.`,
      );
  return findings;
}
