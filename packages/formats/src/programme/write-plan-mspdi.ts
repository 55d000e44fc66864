import { dayNumber, type IsoDate, type ProgrammePlan } from '@underpin/model';

/** Name of the XML namespace of Microsoft Project's interchange format. */
const namespace = 'http://schemas.microsoft.com/project';

/**
 * A plan as Microsoft Project XML (MSPDI): a summary task a wave, its replacements below it, gates and milestones as milestones,
 * predecessors from gate to wave, institutions as resources. Around the clock, seven days a week: durations are calendar days.
 */
export function writePlanMspdi(plan: ProgrammePlan): string {
  const waves = [...new Set([...plan.gates.map(({ wave }) => wave), ...plan.replacements.map(({ wave }) => wave)])];
  const names = new Map(plan.gates.map(({ wave, name }) => [wave, name]));
  const institutions = [...new Set(plan.replacements.map(({ institution }) => institution))];
  const tasks: string[] = [];
  const assignments: string[] = [];
  let uid = 0;
  let before: number[] = [];
  const task = (
    level: number,
    name: string,
    from: IsoDate,
    to: IsoDate,
    more: {
      milestone?: boolean;
      summary?: boolean;
      complete?: number;
      deadline?: IsoDate | null;
      notes?: string;
      after?: readonly number[];
    },
  ): number => {
    uid += 1;
    const days = more.milestone === true ? 0 : (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0) + 1;
    tasks.push(
      '<Task>' +
        element('UID', uid) +
        element('ID', uid) +
        element('Name', name) +
        element('Type', 1) +
        element('IsNull', 0) +
        element('OutlineLevel', level) +
        element('Start', `${from}T00:00:00`) +
        element('Finish', more.milestone === true ? `${from}T00:00:00` : `${to}T23:59:59`) +
        element('Duration', `PT${days * 24}H0M0S`) +
        element('DurationFormat', 8) +
        element('Milestone', more.milestone === true ? 1 : 0) +
        element('Summary', more.summary === true ? 1 : 0) +
        element('PercentComplete', more.complete ?? 0) +
        // Must start on: the dates are Underpin's, and are not to be moved on import.
        (more.summary === true ? '' : element('ConstraintType', 2) + element('ConstraintDate', `${from}T00:00:00`)) +
        (more.deadline === undefined || more.deadline === null
          ? ''
          : element('Deadline', `${more.deadline}T23:59:59`)) +
        (more.notes === undefined ? '' : element('Notes', more.notes)) +
        (more.after ?? [])
          .map((one) => `<PredecessorLink>${element('PredecessorUID', one)}${element('Type', 1)}</PredecessorLink>`)
          .join('') +
        '</Task>',
    );
    return uid;
  };
  for (const wave of waves) {
    const members = plan.replacements.filter((one) => one.wave === wave);
    if (members.length === 0) continue;
    const from = members.map(({ start }) => start).toSorted()[0] as IsoDate;
    const to = members
      .map(({ end }) => end)
      .toSorted()
      .at(-1) as IsoDate;
    const gate = plan.gates.find((one) => one.wave === wave);
    const links: number[] = [];
    if (gate !== undefined && gate.opens !== null)
      links.push(
        task(1, `Gate: ${gate.name}`, gate.opens, gate.opens, {
          milestone: true,
          notes: gate.because.join(' '),
          after: before,
        }),
      );
    task(1, names.get(wave) ?? wave, from, to, { summary: true });
    before = members.map((one) => {
      const complete = one.state === 'replaced' || one.state === 'removed' || one.state === 'disposed' ? 100 : 0;
      const notes = `${one.servers} x ${one.candidate}, ${one.pace}; ${one.cost} ${plan.currency}`;
      const at = task(2, one.name, one.start, one.end, { complete, deadline: one.deadline, notes, after: links });
      const resource = institutions.indexOf(one.institution) + 1;
      assignments.push(
        `<Assignment>${element('UID', assignments.length + 1)}${element('TaskUID', at)}${element('ResourceUID', resource)}</Assignment>`,
      );
      return at;
    });
  }
  for (const one of plan.milestones)
    task(1, `${one.direction}: ${Math.round(one.share * 100)} % replaced`, one.date, one.date, {
      milestone: true,
      notes: one.verdict,
    });
  const spans = [1, 2, 3, 4, 5, 6, 7]
    .map(
      (day) =>
        `<WeekDay>${element('DayType', day)}${element('DayWorking', 1)}<WorkingTimes><WorkingTime>${element('FromTime', '00:00:00')}${element('ToTime', '00:00:00')}</WorkingTime></WorkingTimes></WeekDay>`,
    )
    .join('');
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="${namespace}">` +
    element('Name', plan.id) +
    element('Title', plan.title) +
    element('ScheduleFromStart', 1) +
    element('StartDate', `${plan.start}T00:00:00`) +
    element('CurrencyCode', plan.currency) +
    element('CalendarUID', 1) +
    element('MinutesPerDay', 1440) +
    element('MinutesPerWeek', 10080) +
    element('DaysPerMonth', 30) +
    element('StatusDate', `${plan.statusOn}T00:00:00`) +
    `<Calendars><Calendar>${element('UID', 1)}${element('Name', 'Every day')}${element('IsBaseCalendar', 1)}<WeekDays>${spans}</WeekDays></Calendar></Calendars>` +
    `<Tasks>${tasks.join('\n')}</Tasks>` +
    `<Resources>${institutions.map((one, at) => `<Resource>${element('UID', at + 1)}${element('ID', at + 1)}${element('Name', one)}${element('Type', 1)}</Resource>`).join('')}</Resources>` +
    `<Assignments>${assignments.join('')}</Assignments></Project>\n`
  );
}

function element(name: string, value: string | number): string {
  return `<${name}>${escaped(String(value))}</${name}>`;
}

/** Characters that XML 1.0 cannot hold at all are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
