import { openExample } from '../examples/programme/replay.ts';
import {
  dateOfDay,
  dayNumber,
  type PlannedReplacement,
  type ProgrammeActual,
  type ProgrammeFile,
} from '../packages/model/src/index.ts';

const [castelby, elmdale] = ['9999UPIYUVDRRH100040', '9999UPITJDAPCG102835'];
const addressees = [castelby, elmdale, '9999UPIRXQYMCR102O88', '9999UPICGQQAZX101K49'];
/** Days after the start on which the bank reports, the offices approve, and the rest is planned again. */
const days = { reports: [80, 130, 180, 230, 275], regulator: 150, centralBank: 152, again: 277 };

/**
 * What the people of the example have at once when a server starts: the example programme for the four addressees of its direction,
 * its accepted plan, what one bank reported, who approved, and a plan of what is left. Plans take seconds, so they are made here.
 */
export async function fourBanks(): Promise<object> {
  const { programme, subject, plan } = await openExample([]);
  const { basis: _basis, sector: _sector, ...rest } = programme;
  const file: ProgrammeFile = {
    ...rest,
    id: 'programme-servers',
    title: 'Replacement of high-end servers at four banks',
    basis: { findings: ['server-cap R1'], decisions: ['server-cap'] },
    subject: {
      ...subject,
      expression: `${subject.expression} && institution in [${addressees.map((one) => `"${one}"`).join(', ')}]`,
      label: `${subject.label ?? 'High-end servers'}, at four banks`,
    },
    // Their names tell a year, and all days are moved when a server starts.
    freezes: [],
    contracts: [],
    approvals: [],
    measurements: [],
    waves: programme.waves.map((one) =>
      one.id === 'pilot'
        ? { ...one, institutions: [castelby] }
        : one.id === 'w1'
          ? { ...one, name: 'Wave 1, two banks', institutions: [castelby, elmdale] }
          : one,
    ),
    milestones: programme.milestones.map((one) => ({ ...one, direction: 'Programme office' })),
  };
  const on = (after: number): string => dateOfDay((dayNumber(file.start) ?? 0) + after);
  const { plan: first } = await plan(file, file.start, null);
  const own = first.replacements.filter(({ institution }) => institution === castelby);
  const all = own.slice(0, -1).flatMap((one, at) => reportsOn(one, at === 1));
  const reports = days.reports.map((day, at) => ({
    on: on(day),
    reports: all.filter((one) => one.on <= on(day) && (at === 0 || one.on > on(days.reports[at - 1] ?? 0))),
  }));
  const approvals = [
    { on: on(days.regulator), party: 'BR', role: 'head of supervision', institutions: null, conditions: null },
    {
      on: on(days.centralBank),
      party: 'CB',
      role: 'head of oversight',
      institutions: [castelby],
      conditions: 'incidents are reported weekly',
    },
  ];
  const again = on(days.again);
  const known: ProgrammeFile = {
    ...file,
    actuals: reports.flatMap((one) => one.reports),
    approvals: approvals.map(({ party, institutions, conditions, ...one }) => ({
      wave: 'w1',
      ...one,
      party: party === 'BR' ? 'Banking regulator' : 'Central bank',
      ...(institutions === null ? {} : { institutions }),
      ...(conditions === null ? {} : { conditions }),
    })),
  };
  const { plan: second } = await plan(known, again, first);
  return { file, first, reports, approvals, again, second };
}

/** As planned but a week late; one machine is rolled back at first. The last of the bank's machines it says nothing of. */
function reportsOn({ id, start, end }: PlannedReplacement, fails: boolean): ProgrammeActual[] {
  const day = (after: number): string => dateOfDay((dayNumber(end) ?? 0) + after);
  const short = id.slice(-4);
  const plain = { replacement: id, incidents: 0, evidence: [] };
  return [
    { ...plain, on: start, state: 'installing' },
    ...(fails
      ? [
          {
            ...plain,
            on: end,
            state: 'failed' as const,
            incidents: 1,
            reason: 'batch window exceeded at cut-over, rolled back',
          },
        ]
      : []),
    {
      ...plain,
      on: day(fails ? 28 : 7),
      state: 'replaced',
      evidence: [`acceptance protocol ${short}`],
      reason: fails ? 'second cut-over' : 'delivery one week late',
    },
    { ...plain, on: day(45), state: 'removed' },
    { ...plain, on: day(75), state: 'disposed', evidence: [`certificate of destruction ${short}`] },
  ];
}
