import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Trial, TrialPlanAnswer, Workload } from '@underpin/contract';
import type { TrialProtocol } from '@underpin/model';
import { monitorTrial } from '@underpin/trial';
import type { OpenColumnarFile } from '../../ports/columnar-file.ts';
import type { EvidenceFiles } from '../../ports/review-store.ts';
import type { TrialMeasurementRecord, TrialRecord } from '../../ports/review-tables.ts';
import { canonicalSha256 } from '../ledger/canonical.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, newId, record, tell } from '../reviews/desk.ts';
import { assessReduced, reduceSamples } from './assess-samples.ts';
import { openSamples } from './open-samples.ts';
import { type ProtocolSeal, sealProtocol, type SealStanding, sealStanding, trialActs } from './protocol-seal.ts';
import { planOf, senseOf } from './trial-plan.ts';

/** Sense, sample sizes and power of a protocol as the page shows them. */
export function planAnswer(protocol: TrialProtocol): TrialPlanAnswer {
  const { findings, sealable } = senseOf(protocol, 'protocol');
  const plan = planOf(protocol, { rounds: 0, seed: 1 });
  const endpoints = plan.endpoints.map((one) => {
    if (!one.ok)
      return {
        endpoint: one.endpoint,
        reason: one.reason,
        n: null,
        unit: '',
        days: null,
        power: null,
        plannedPower: null,
        moreDays: null,
        sentence: one.reason,
        curve: [],
        told: [...one.told],
      };
    const { n, unit, days, power, plannedPower, moreDays, sentence, curve } = one.plan;
    return {
      endpoint: one.endpoint,
      reason: null,
      n,
      unit,
      days,
      power,
      plannedPower,
      moreDays,
      sentence,
      curve: [...curve],
      told: [...one.told],
    };
  });
  return {
    findings: [...findings],
    sealable,
    plannedDays: plan.plannedDays,
    moreDays: plan.moreDays,
    sentence: plan.sentence,
    endpoints,
  };
}

/** A trial as it is shown: with its seals and measurements. */
export async function shownTrial(desk: Desk, row: TrialRecord): Promise<Trial> {
  const measurements = (await desk.records.list('trialMeasurement', { where: { trial: row.id } })).items;
  const seal = sealOf(row);
  const standing = seal === null ? null : sealStanding(seal, row.protocol);
  const seals = (seal?.entries ?? []).map(({ time, act, objectSha256 }, at) => {
    const amendment = standing?.amendments[at - 1];
    return {
      at: time,
      act,
      sha256: objectSha256,
      changes: [...(amendment?.changes ?? [])],
      restarts: amendment?.restarts ?? false,
    };
  });
  const { id, party, title, state, protocol, monitoring, harmOn, assessment, assessedAt, createdAt, version } = row;
  // Who else was shown the trial, and what asked for it, is for its own party and for whoever asked.
  const { party: self } = desk.acting;
  const inside = self === party || self === row.requestedBy;
  return {
    id,
    party,
    title,
    state,
    protocol,
    monitoring,
    harmOn,
    assessment,
    assessedAt,
    createdAt,
    version,
    measure: inside ? row.measure : null,
    sharedWith: inside ? [...row.sharedWith] : row.sharedWith.filter((one) => one === self),
    seals,
    seen: [...row.seen],
    unsealed: [...(standing?.changes ?? [])],
    measurements: measurements
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      .map((one) => ({
        id: one.id,
        name: one.name,
        bytes: Number(one.bytes),
        sha256: one.sha256,
        createdAt: one.createdAt,
      })),
  };
}

/** Begins a trial. One that answers a request for trial is seen by whoever asked. */
export async function createTrial(
  desk: Desk,
  given: { readonly protocol: TrialProtocol; readonly measure: string | null },
): Promise<Outcome<Trial>> {
  let requestedBy: string | null = null;
  if (given.measure !== null) {
    const measure = await desk.records.get('measure', given.measure);
    if (measure === null) return notFound;
    if (measure.kind !== 'trial request') return problemOf('conflict', `"${measure.title}" is no request for a trial.`);
    requestedBy = measure.party;
  }
  const row: TrialRecord = {
    ...fresh(desk),
    party: desk.acting.party,
    person: desk.acting.person,
    measure: given.measure,
    requestedBy,
    title: given.protocol.title,
    state: 'draft',
    protocol: given.protocol,
    seal: null,
    sharedWith: [],
    monitoring: null,
    harmOn: null,
    assessment: null,
    assessedAt: null,
    seen: [],
  };
  await desk.records.insert('trial', row);
  return done(await shownTrial(desk, row));
}

/** The trial when the acting party runs it. */
async function own(desk: Desk, id: string): Promise<TrialRecord | null> {
  await desk.records.hold(`trial ${id}`, true);
  const row = await desk.records.get('trial', id);
  return row === null || row.party !== desk.acting.party ? null : row;
}

async function changed(
  desk: Desk,
  row: TrialRecord,
  version: number,
  changes: Partial<TrialRecord>,
): Promise<Outcome<Trial>> {
  const outcome = await change(desk, 'trial', row, version, changes);
  return outcome.ok ? done(await shownTrial(desk, outcome.value)) : outcome;
}

export async function changeProtocol(
  desk: Desk,
  id: string,
  version: number,
  protocol: TrialProtocol,
): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  if (row.state !== 'draft' && protocol.id !== row.protocol.id)
    return problemOf(
      'conflict',
      `The sealed trial has the id "${row.protocol.id}"; begin another for "${protocol.id}".`,
    );
  return changed(desk, row, version, { protocol, title: protocol.title });
}

/** Seals the protocol, or what was changed since, in the trial's own chain and in the ledger. */
export async function sealTrial(desk: Desk, id: string, version: number): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  const { findings, sealable } = senseOf(row.protocol, 'protocol');
  if (!sealable) {
    const [first] = findings.filter(({ severity }) => severity === 'error');
    return problemOf('conflict', `The protocol has no sense yet: ${first?.message ?? ''}`);
  }
  const by = { actor: desk.acting.party, now: new Date(desk.now), keeper: null };
  const sealed = sealProtocol(sealOf(row), row.protocol, by);
  if (!sealed.ok) return problemOf('conflict', sealed.reason);
  const act = sealed.value.entries.length === 1 ? trialActs.sealed : trialActs.amended;
  const outcome = await changed(desk, row, version, {
    seal: sealed.value,
    state: 'sealed',
    assessment: null,
    assessedAt: null,
  });
  if (outcome.ok) await record(desk, act, { id, protocol: row.protocol });
  return outcome;
}

export async function shareTrial(
  desk: Desk,
  id: string,
  version: number,
  parties: readonly string[],
): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  // An institution does not see which other parties there are, so an id is not checked: a wrong one shows the trial to nobody.
  return changed(desk, row, version, { sharedWith: [...new Set(parties)] });
}

/** States what the trial has seen; entered in the ledger, since an expansion is planned from it. */
export async function stateSeen(
  desk: Desk,
  id: string,
  version: number,
  seen: readonly Workload[],
): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  const twice = seen.find((one, at) => seen.findIndex((other) => other.id === one.id) !== at);
  if (twice !== undefined) return problemOf('conflict', `The workload "${twice.id}" is stated twice.`);
  const outcome = await changed(desk, row, version, { seen: [...seen] });
  if (outcome.ok) await record(desk, trialActs.seen, { id, seen });
  return outcome;
}

/** Whether the acting party may feed the trial. */
export async function mayFeed(desk: Desk, id: string): Promise<Outcome<TrialRecord>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  if (row.seal === null)
    return problemOf('conflict', 'Seal the protocol first: values from before the seal do not count.');
  return done(row);
}

/** Keeps a file that was written. The same bytes again change nothing. */
export async function keepMeasurements(
  desk: Desk,
  id: string,
  file: { readonly name: string; readonly bytes: number; readonly sha256: string },
): Promise<Outcome<readonly TrialMeasurementRecord[]>> {
  const allowed = await mayFeed(desk, id);
  if (!allowed.ok) return allowed;
  const kept = {
    id: newId(),
    trial: id,
    party: desk.acting.party,
    person: desk.acting.person,
    ...file,
    createdAt: desk.now,
  };
  if (await desk.records.insert('trialMeasurement', kept)) await record(desk, trialActs.measured, kept);
  return done((await desk.records.list('trialMeasurement', { where: { trial: id } })).items);
}

export interface Reading {
  readonly files: EvidenceFiles;
  readonly openColumnar: OpenColumnarFile;
  readonly now: Date;
}

type Reduced = NonNullable<Awaited<ReturnType<typeof reduceSamples>>>;

/** Reads the kept files of a trial, outside of any transaction: it may take long. */
export async function readMeasurements(
  row: TrialRecord,
  measurements: readonly TrialMeasurementRecord[],
  { files, openColumnar, now }: Reading,
): Promise<Outcome<Reduced>> {
  const folder = await mkdtemp(join(tmpdir(), 'underpin-trial-'));
  try {
    const paths: string[] = [];
    for (const [at, one] of measurements.entries()) {
      // The folder or name may tell the arm; whatever else stands in it is not used as a path.
      const arm = /(?:^|[\\/])(candidate|incumbent)/i.exec(one.name)?.[1]?.toLowerCase() ?? 'file';
      const path = join(folder, arm, `${at}`);
      await mkdir(join(folder, arm), { recursive: true });
      await pipeline(Readable.from(await files.read(one.sha256)), createWriteStream(path));
      paths.push(path);
    }
    if (paths.length === 0) return problemOf('conflict', 'There are no measurements yet.');
    const opened = await openSamples(paths, row.protocol, openColumnar);
    if (!opened.ok) return problemOf('conflict', named(opened.reason, paths, measurements));
    const reduced = await reduceSamples(row.protocol, opened.value.sources, { now, seal: standingOf(row) });
    opened.value.close();
    if (reduced === null) return problemOf('conflict', 'Reading was stopped.');
    const renamed = <T extends { readonly location: { readonly file: string }; readonly message: string }>(
      one: T,
    ): T => ({
      ...one,
      location: { ...one.location, file: named(one.location.file, paths, measurements) },
      message: named(one.message, paths, measurements),
    });
    return done({ ...reduced, findings: reduced.findings.map(renamed), readings: reduced.readings.map(renamed) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Texts name the file as it was given, not where it lay. */
function named(text: string, paths: readonly string[], measurements: readonly TrialMeasurementRecord[]): string {
  return paths.reduce((all, path, at) => all.replaceAll(path, measurements[at]?.name ?? ''), text);
}

/** Keeps how the running trial stands; when it must be stopped for harm, all who see it are told. */
export async function keepMonitoring(desk: Desk, id: string, reduced: Reduced): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  const standing = standingOf(row);
  const asOf = desk.now.slice(0, 10);
  const followed = monitorTrial(row.protocol, {
    observations: reduced.observations,
    sealedOn: standing?.since.slice(0, 10) ?? '9999-12-31',
    asOf,
  });
  const harmOn =
    followed
      .map((one) => one.harmOn)
      .filter((day) => day !== null)
      .toSorted()[0] ?? null;
  const monitoring = finite({
    asOf,
    endpoints: followed,
    findings: [...reduced.readings, ...reduced.findings],
  }) as Trial['monitoring'];
  const stopped = harmOn !== null && row.harmOn === null;
  const outcome = await changed(desk, row, row.version, {
    monitoring,
    ...(stopped ? { harmOn, state: 'stopped' } : {}),
  });
  if (outcome.ok && stopped) {
    await tell(desk, 'trial.harm', id, audienceOf(row));
    await record(desk, trialActs.harm, { id, harmOn });
  }
  return outcome;
}

/** Gives the verdict on what was read, and enters it in the ledger. */
export async function keepAssessment(
  desk: Desk,
  id: string,
  reduced: Reduced,
  asked: { readonly asOf?: string | undefined; readonly look?: number | undefined },
): Promise<Outcome<Trial>> {
  const row = await own(desk, id);
  if (row === null) return notFound;
  const asOf = asked.asOf ?? desk.now.slice(0, 10);
  const { assessment, findings } = assessReduced(row.protocol, reduced, {
    now: new Date(desk.now),
    asOf,
    ...(asked.look === undefined ? {} : { look: asked.look }),
    seal: standingOf(row),
  });
  const { samples, used } = reduced;
  const told = finite({ ...assessment, findings, samples, used, asOf }) as Trial['assessment'];
  const state = assessment.verdict === 'stopped for harm' ? 'stopped' : 'assessed';
  const outcome = await changed(desk, row, row.version, { assessment: told, assessedAt: desk.now, state });
  if (!outcome.ok) return outcome;
  await tell(desk, 'trial.assessed', id, audienceOf(row));
  await record(desk, trialActs.verdict, { id, protocolSha256: canonicalSha256(row.protocol), assessment: told });
  return outcome;
}

function audienceOf(row: TrialRecord): readonly string[] {
  return [...new Set([row.party, ...row.sharedWith, ...(row.requestedBy === null ? [] : [row.requestedBy])])];
}

function sealOf(row: TrialRecord): ProtocolSeal | null {
  return row.seal === null ? null : (row.seal as ProtocolSeal);
}

export function standingOf(row: TrialRecord): SealStanding | null {
  const seal = sealOf(row);
  return seal === null ? null : sealStanding(seal, row.protocol);
}

/** As JSON has it: what is unbounded or unknown is null. */
function finite(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
