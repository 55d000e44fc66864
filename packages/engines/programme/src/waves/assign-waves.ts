import type { IsoDate, ProgrammeFile, ProgrammeWave } from '@underpin/model';
import type { Replacement } from './replacement.ts';

export interface WaveMembers {
  readonly wave: ProgrammeWave;
  readonly members: readonly Replacement[];
}

export interface HeldBack {
  readonly replacement: string;
  readonly name: string;
  readonly reason: string;
}

/** What is known from before: a wave that has begun does not change its members because others can be planned meanwhile. */
export interface WavesBefore {
  /** Wave of each replacement in the plan before. */
  readonly waves?: ReadonlyMap<string, string>;
  /** Day on which each that has begun was reported to begin. */
  readonly begun?: ReadonlyMap<string, IsoDate>;
}

/**
 * Every replacement in its wave of before, or else in the first wave that takes it, what has begun first; what no wave takes, or its
 * trial does not cover, is held back and says why.
 */
export function assignWaves(
  file: Pick<ProgrammeFile, 'waves'>,
  replacements: readonly Replacement[],
  { waves: before = new Map(), begun = new Map() }: WavesBefore = {},
): { readonly waves: readonly WaveMembers[]; readonly heldBack: readonly HeldBack[] } {
  const all: ProgrammeWave[] = file.waves.length === 0 ? [{ id: 'all', name: 'All replacements' }] : file.waves;
  const order = new Map(all.map(({ id }, at) => [id, at]));
  const was = ({ id }: Replacement): number => order.get(before.get(id) ?? '') ?? -1;
  const since = ({ id }: Replacement): string => begun.get(id) ?? '9999';
  let left = replacements.toSorted(
    (a, b) => was(b) - was(a) || since(a).localeCompare(since(b)) || a.weight - b.weight || (a.id < b.id ? -1 : 1),
  );
  const heldBack: HeldBack[] = [];
  const waves = all.map((wave, at) => {
    const byInstitution = new Map<string, number>();
    const members: Replacement[] = [];
    const rest: Replacement[] = [];
    for (const one of left) {
      const taken = byInstitution.get(one.institution) ?? 0;
      const named =
        (wave.institutions === undefined || wave.institutions.includes(one.institution)) &&
        (wave.replacements === undefined || wave.replacements.includes(one.id));
      const covered = wave.gate?.trialCovers !== true || one.coverage.standing === 'covered';
      if (was(one) > at || !named || !covered || taken >= (wave.atMost ?? Infinity)) rest.push(one);
      else {
        byInstitution.set(one.institution, taken + 1);
        members.push(one);
      }
    }
    left = rest;
    return { wave, members };
  });
  for (const one of left) {
    const reason =
      one.coverage.standing === 'covered'
        ? 'No wave takes it.'
        : `No accepted trial covers it: ${one.coverage.because}`;
    heldBack.push({ replacement: one.id, name: one.name, reason });
  }
  return { waves, heldBack };
}
