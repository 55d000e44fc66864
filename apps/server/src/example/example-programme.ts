import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  acceptPlan,
  approveGate,
  createProgramme,
  type Desk,
  notFound,
  proposePlan,
  reportProgress,
  serveMeasures,
  shareProgramme,
  writeProgramme,
} from '@underpin/app';
import { dateOfDay, dayNumber, type ProgrammeActual, type ProgrammeFile, type ProgrammePlan } from '@underpin/model';
import { inOrder, naming, type Step } from './step.ts';

const id = 'programme-servers';
/** Days before the start of the example on which the programme began, at least. */
const begun = 280;

/** As `tools/four-banks.ts` writes it. */
interface FourBanks {
  readonly file: ProgrammeFile;
  readonly first: ProgrammePlan;
  readonly reports: readonly { readonly on: string; readonly reports: readonly ProgrammeActual[] }[];
  readonly approvals: readonly {
    readonly on: string;
    readonly party: string;
    readonly role: string;
    readonly institutions: readonly string[] | null;
    readonly conditions: string | null;
  }[];
  readonly again: string;
  readonly second: ProgrammePlan;
}

/**
 * A programme of the example: it serves the direction of the decided case, one bank reports, one gate is open in part, and a plan of
 * what is left waits to be accepted. Its days are moved by whole weeks so that it began some months before the start.
 */
export async function exampleProgramme(folder: string, now: Date): Promise<readonly Step[]> {
  const text = await readFile(join(folder, 'four-banks.json'), 'utf8');
  const today = now.getTime() / 86_400_000;
  const written = dayNumber((JSON.parse(text) as FourBanks).file.start) ?? 0;
  const shift = 7 * Math.floor((today - begun - written) / 7);
  const { file, first, reports, approvals, again, second } = JSON.parse(
    text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dateOfDay((dayNumber(day) ?? 0) + shift)),
  ) as FourBanks;
  /** A little after noon of a day. */
  const ago = (day: string, later = 0): number => today - (dayNumber(day) ?? 0) - 0.5 - later;
  const analyst = 'BR.analyst';
  const plans = [`${id}-plan-1`, `${id}-plan-2`] as const;
  return [
    {
      ago: ago(file.start, 0.01),
      by: analyst,
      work: async (desk) => {
        const directions = (await desk.records.list('measure', { where: { kind: 'direction' } })).items;
        return inOrder([
          () => createProgramme(naming(desk, id), writeProgramme(file)),
          () =>
            serveMeasures(
              desk,
              id,
              1,
              directions.map((one) => one.id),
            ),
          () => shareProgramme(desk, id, 2, ['CB', 'MI']),
        ]);
      },
    },
    {
      ago: ago(file.start, 0.02),
      by: analyst,
      work: (desk) => propose(desk, plans[0], file, first, null),
    },
    { ago: ago(file.start, 0.03), by: 'BR.signatory', work: (desk) => acceptPlan(desk, plans[0], 1) },
    ...reports.map((one): Step => ({
      ago: ago(one.on),
      by: 'castelby.reporter',
      work: async (desk) => {
        const [part] = (await desk.records.list('programmePart', { where: { programme: id } })).items;
        return part === undefined ? notFound : reportProgress(desk, part.id, one.reports);
      },
    })),
    ...approvals.map(({ on, party, ...given }): Step => ({
      ago: ago(on),
      by: `${party}.signatory`,
      work: (desk) => approveGate(desk, id, { wave: 'w1', ...given }),
    })),
    { ago: ago(again), by: analyst, work: (desk) => propose(desk, plans[1], file, second, plans[0]) },
  ];
}

async function propose(
  desk: Desk,
  plan: string,
  file: ProgrammeFile,
  made: ProgrammePlan,
  beforePlan: string | null,
): ReturnType<Step['work']> {
  const value = await proposePlan(desk, { id: plan, programme: id, file, plan: made, beforePlan });
  return { ok: true, value };
}
