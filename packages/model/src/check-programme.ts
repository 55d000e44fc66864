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
  const circle = circleIn(programme.dependencies);
  if (circle !== null)
    tell(
      'circle',
      circle.join(' > '),
      circle.join(', '),
      'replacements that do not wait for themselves',
      `Remove one of these dependencies: ${circle.map((id, at) => `"${circle[(at + 1) % circle.length]}" waits for "${id}"`).join(', ')}.`,
    );
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

/** Replacements that wait for each other in a circle, in order; null where there are none. What waits for itself is told apart. */
function circleIn(dependencies: ProgrammeFile['dependencies']): readonly string[] | null {
  const after = Map.groupBy(
    dependencies.filter((one) => one.before !== one.after),
    ({ before }) => before,
  );
  const settled = new Set<string>();
  for (const start of after.keys()) {
    const path: string[] = [];
    const on = new Map<string, number>();
    const next: number[] = [];
    let at: string | undefined = settled.has(start) ? undefined : start;
    while (at !== undefined) {
      const seen = on.get(at);
      if (seen !== undefined) return path.slice(seen);
      if (!settled.has(at)) {
        on.set(at, path.length);
        path.push(at);
        next.push(0);
      }
      at = undefined;
      while (path.length > 0 && at === undefined) {
        const top = path.at(-1) ?? '';
        const place = next.at(-1) ?? 0;
        const follower = after.get(top)?.[place]?.after;
        if (follower === undefined) {
          settled.add(top);
          on.delete(top);
          path.pop();
          next.pop();
        } else {
          next[next.length - 1] = place + 1;
          at = follower;
        }
      }
    }
  }
  return null;
}
