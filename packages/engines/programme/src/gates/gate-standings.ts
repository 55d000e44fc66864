import type { GateStanding, IsoDate, ProgrammeApproval, ProgrammeFile } from '@underpin/model';
import { isDone, type ReplacementStatus } from '../progress/latest-actuals.ts';
import type { WaveMembers } from '../waves/assign-waves.ts';
import { PlanDays } from '../waves/plan-days.ts';

const periodDays = 30;

/**
 * How the gate of each wave stands on a day: success and errors of what came before, coverage by the trial, approvals, days
 * of observation. Stopped: a threshold is broken, and the rollback is due. Partly open: approved for some institutions only.
 * What nobody reported is not success.
 */
export function gateStandings(
  file: Pick<ProgrammeFile, 'approvals' | 'start' | 'months'>,
  waves: readonly WaveMembers[],
  statuses: ReadonlyMap<string, ReplacementStatus>,
  statusOn: IsoDate,
  opens: ReadonlyMap<string, IsoDate>,
): GateStanding[] {
  const days = new PlanDays(file.start, file.months);
  return waves.map(({ wave, members }, at) => {
    const { gate } = wave;
    const base = { wave: wave.id, name: wave.name, opens: opens.get(wave.id) ?? null };
    if (gate === undefined)
      return { ...base, standing: 'open', institutions: null, because: ['No condition.'], rollback: null };
    const because: string[] = [];
    const before = waves.slice(0, at).flatMap((one) => one.members);
    let waits = false;
    let stopped = false;
    if (before.length > 0) {
      const known = before.map(({ id }) => statuses.get(id));
      const done = known.filter((one) => one !== undefined && isDone(one.state));
      const failed = known.filter((one) => one?.state === 'failed').length;
      const needed = Math.ceil(gate.minimumSuccess * before.length - 1e-9);
      because.push(`${done.length} of ${before.length} before it are replaced; ${needed} are needed.`);
      if (done.length < needed) waits = true;
      if (before.length - failed < needed) {
        stopped = true;
        because.push(`${failed} failed, so that the share of success cannot be reached until they are repeated.`);
      }
      let [incidents, exposure] = [0, 0];
      for (const one of done) {
        incidents += one?.incidents ?? 0;
        exposure += Math.max(1, days.period(statusOn) - days.period(one?.doneOn ?? statusOn));
      }
      if (done.length > 0) {
        const rate = (incidents * periodDays) / exposure;
        because.push(
          `${counted(incidents, 'incident')} in ${counted(exposure, 'day')} of replaced systems: ${rate.toFixed(2)} per ${periodDays} days, at most ${gate.maximumErrorRate} allowed.`,
        );
        if (rate > gate.maximumErrorRate) stopped = true;
        const last =
          done
            .map((one) => one?.doneOn ?? statusOn)
            .toSorted()
            .at(-1) ?? statusOn;
        const observed = days.period(statusOn) - days.period(last);
        if (observed < gate.observedDays) {
          waits = true;
          because.push(`${observed} of ${gate.observedDays} days observed since the last replacement.`);
        }
      }
    }
    if (gate.trialCovers) {
      const uncovered = members.filter(({ coverage }) => coverage.standing !== 'covered');
      because.push(
        uncovered.length === 0
          ? 'The accepted trial covers every workload of it.'
          : `The trial does not cover ${uncovered.length} of its workloads.`,
      );
      if (uncovered.length > 0) waits = true;
    }
    const institutions = [...new Set(members.map(({ institution }) => institution))];
    const approved = institutions.filter((institution) =>
      gate.approvals.every(({ party, role }) =>
        file.approvals.some((one) => approves(one, wave.id, party, role, institution, statusOn)),
      ),
    );
    for (const { party, role } of gate.approvals) {
      const given = file.approvals.filter(
        (one) => one.wave === wave.id && one.party === party && one.role === role && one.on <= statusOn,
      );
      if (given.length === 0) because.push(`${role} of ${party} has not approved.`);
      for (const one of given)
        because.push(
          `${role} of ${party} approved on ${one.on}${one.institutions === undefined ? '' : ` for ${counted(one.institutions.length, 'institution')}`}${one.conditions === undefined ? '' : `, provided that ${one.conditions}`}.`,
        );
    }
    const all = approved.length === institutions.length;
    const standing = stopped
      ? 'stopped'
      : waits || approved.length === 0
        ? institutions.length === 0 && !waits
          ? 'open'
          : 'waits'
        : all
          ? 'open'
          : 'partly open';
    return {
      ...base,
      standing,
      institutions: standing === 'partly open' ? approved : null,
      because,
      rollback: gate.rollback,
    };
  });
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function approves(
  one: ProgrammeApproval,
  wave: string,
  party: string,
  role: string,
  institution: string,
  on: IsoDate,
): boolean {
  return (
    one.wave === wave &&
    one.party === party &&
    one.role === role &&
    one.on <= on &&
    (one.institutions?.includes(institution) ?? true)
  );
}
