import type { Programme } from '@underpin/contract';
import { readProgramme } from '@underpin/formats';
import type { ProgrammeFile } from '@underpin/model';
import type { ProgrammeApprovalRecord, ProgrammeRecord } from '../../ports/review-tables.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, newId, record } from '../reviews/desk.ts';

/** A programme as it is shown, with the approvals of its gates. */
export async function shownProgramme(desk: Desk, row: ProgrammeRecord): Promise<Programme> {
  const { items } = await desk.records.list('programmeApproval', { where: { programme: row.id } });
  const { person: _, sharedWith, ...rest } = row;
  return {
    ...rest,
    sharedWith: [...sharedWith],
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
    actuals: [
      ...row.file.actuals,
      ...reports.items.map(({ replacement, on, state, incidents, evidence, spent, reason }) => ({
        replacement,
        on,
        state,
        incidents,
        evidence: [...evidence],
        ...(spent === null ? {} : { spent }),
        ...(reason === null ? {} : { reason }),
      })),
    ],
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
