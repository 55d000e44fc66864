import type { Programme } from '@underpin/contract';
import { readProgramme } from '@underpin/formats';
import type { ProgrammeFile } from '@underpin/model';
import type { ProgrammeApprovalRecord, ProgrammeRecord } from '../../ports/review-tables.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, newId, record } from '../reviews/desk.ts';
import { actualOf } from './actual-of.ts';

/** A programme as it is shown, with the approvals of its gates and the directions that it serves. */
export async function shownProgramme(desk: Desk, row: ProgrammeRecord): Promise<Programme> {
  const { items } = await desk.records.list('programmeApproval', { where: { programme: row.id } });
  const served = await desk.records.list('programmeMeasure', { where: { programme: row.id } });
  const { person: _, sharedWith, ...rest } = row;
  return {
    ...rest,
    sharedWith: [...sharedWith],
    measures: served.items.map(({ measure }) => measure).toSorted(),
    approvals: items
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      .map(({ person: _person, programme: _programme, institutions, ...one }) => ({
        ...one,
        institutions: institutions === null ? null : [...institutions],
      })),
  };
}

function fileOf(text: string): Outcome<ProgrammeFile> {
  const { programme, findings } = readProgramme(text, 'programme');
  const [first] = findings;
  if (programme === null || first !== undefined) {
    const where = first?.location.line === undefined ? '' : `Line ${first.location.line}: `;
    return problemOf('invalid', `${where}${first?.message ?? 'This is no programme file.'}`);
  }
  const [beside] = programme.assessedTrials;
  if (beside !== undefined)
    return problemOf(
      'invalid',
      `State the verdict of the trial "${beside.id}" under "trials": its protocol and measurements do not lie beside a file that is sent.`,
    );
  if (programme.subject === undefined && programme.workloads.length === 0)
    return problemOf(
      'invalid',
      'State in the programme file what is replaced: "subject" (an expression), or "workloads". A review beside the file is not read here.',
    );
  return done(programme);
}

export async function createProgramme(desk: Desk, text: string): Promise<Outcome<Programme>> {
  if (desk.acting.kind !== 'authority') return problemOf('forbidden', 'Programmes are run by authorities.');
  const file = fileOf(text);
  if (!file.ok) return file;
  const row: ProgrammeRecord = {
    ...fresh(desk),
    party: desk.acting.party,
    person: desk.acting.person,
    title: file.value.title,
    file: file.value,
    sharedWith: [],
    acceptedPlan: null,
  };
  await desk.records.insert('programme', row);
  await record(desk, 'programme begun', row);
  return done(await shownProgramme(desk, row));
}

/** The programme when the acting party runs it, held until the transaction ends. */
export async function ownProgramme(desk: Desk, id: string): Promise<ProgrammeRecord | null> {
  await desk.records.hold(`programme ${id}`, true);
  const row = await desk.records.get('programme', id);
  return row === null || row.party !== desk.acting.party ? null : row;
}

export async function changeProgrammeFile(
  desk: Desk,
  id: string,
  version: number,
  text: string,
): Promise<Outcome<Programme>> {
  const row = await ownProgramme(desk, id);
  if (row === null) return notFound;
  const file = fileOf(text);
  if (!file.ok) return file;
  const changed = await change(desk, 'programme', row, version, { file: file.value, title: file.value.title });
  if (!changed.ok) return changed;
  await record(desk, 'programme changed', changed.value);
  return done(await shownProgramme(desk, changed.value));
}

export async function shareProgramme(
  desk: Desk,
  id: string,
  version: number,
  parties: readonly string[],
): Promise<Outcome<Programme>> {
  const row = await ownProgramme(desk, id);
  if (row === null) return notFound;
  for (const party of parties) {
    const found = await desk.records.get('party', party);
    if (found?.kind !== 'authority')
      return problemOf('conflict', `"${party}" is no authority: a programme is shown to authorities only.`);
  }
  const changed = await change(desk, 'programme', row, version, { sharedWith: [...new Set(parties)] });
  return changed.ok ? done(await shownProgramme(desk, changed.value)) : changed;
}

/** Says which directions the programme serves. Those that the acting party does not see any more stay as they were. */
export async function serveMeasures(
  desk: Desk,
  id: string,
  version: number,
  measures: readonly string[],
): Promise<Outcome<Programme>> {
  const row = await ownProgramme(desk, id);
  if (row === null) return notFound;
  for (const measure of measures) {
    const found = await desk.records.get('measure', measure);
    if (found?.kind !== 'direction')
      return problemOf('conflict', `"${measure}" is no direction that you see: only a direction has milestones.`);
  }
  // Of its own it changes nothing but the version, by which two who change it at once find out.
  const changed = await change(desk, 'programme', row, version, { title: row.title });
  if (!changed.ok) return changed;
  const wanted = new Set(measures);
  const { items } = await desk.records.list('programmeMeasure', { where: { programme: id } });
  for (const one of items) if (!wanted.has(one.measure)) await desk.records.remove('programmeMeasure', { id: one.id });
  const known = new Set(items.map(({ measure }) => measure));
  for (const measure of wanted) {
    if (known.has(measure)) continue;
    const link = { id: newId(desk), programme: id, measure, party: desk.acting.party, createdAt: desk.now };
    await desk.records.insert('programmeMeasure', link);
  }
  await record(desk, 'programme serves directions', { ...changed.value, measures: [...wanted].toSorted() });
  return done(await shownProgramme(desk, changed.value));
}

export interface GateApproval {
  readonly wave: string;
  readonly role: string;
  readonly institutions: readonly string[] | null;
  readonly conditions: string | null;
}

/** Approves the gate of a wave as the office that the gate names, for all institutions or for some. */
export async function approveGate(desk: Desk, id: string, given: GateApproval): Promise<Outcome<Programme>> {
  const row = await desk.records.get('programme', id);
  if (row === null) return notFound;
  const wave = row.file.waves.find((one) => one.id === given.wave);
  if (wave?.gate === undefined) return problemOf('conflict', `"${given.wave}" is no wave with a gate.`);
  const own = await desk.records.get('party', desk.acting.party);
  const asked = wave.gate.approvals.find(
    ({ party, role }) => role === given.role && (party === own?.id || party === own?.name),
  );
  if (asked === undefined)
    return problemOf(
      'conflict',
      `The gate of "${wave.name}" does not ask "${own?.name ?? ''}" for an approval by "${given.role}"; it asks ${wave.gate.approvals.map(({ party, role }) => `${role} of ${party}`).join(', ') || 'nobody'}.`,
    );
  const approval: ProgrammeApprovalRecord = {
    id: newId(desk),
    programme: id,
    party: desk.acting.party,
    person: desk.acting.person,
    wave: given.wave,
    named: asked.party,
    role: given.role,
    on: desk.now.slice(0, 10),
    institutions: given.institutions,
    conditions: given.conditions,
    createdAt: desk.now,
  };
  await desk.records.insert('programmeApproval', approval);
  await record(desk, given.institutions === null ? 'gate approved' : 'gate approved in part', approval);
  return done(await shownProgramme(desk, row));
}

/** The programme with all that was reported and approved over HTTP, besides what its file states. */
export async function programmeAsReported(desk: Desk, row: ProgrammeRecord): Promise<ProgrammeFile> {
  const [reports, approvals] = await Promise.all([
    desk.records.list('progressReport', {
      where: { programme: row.id },
      sort: { field: 'createdAt', descending: false },
    }),
    desk.records.list('programmeApproval', { where: { programme: row.id } }),
  ]);
  return {
    ...row.file,
    actuals: [...row.file.actuals, ...reports.items.map(actualOf)],
    approvals: [
      ...row.file.approvals,
      ...approvals.items.map(({ wave, named, role, on, institutions, conditions }) => ({
        wave,
        party: named,
        role,
        on,
        ...(institutions === null ? {} : { institutions: [...institutions] }),
        ...(conditions === null ? {} : { conditions }),
      })),
    ],
  };
}
