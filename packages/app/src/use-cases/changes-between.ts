import { type Bounds, criticality, type Progress } from '@underpin/model';
import { type Change, compare, type RankedKind } from '@underpin/reliance';
import { concentrationsOf } from './measures.ts';
import { rank, type RankLine } from './rank.ts';
import type { Study } from './study.ts';

export type SectorCount =
  | 'institutions'
  | 'functions'
  | 'critical functions'
  | 'service uses'
  | 'arrangements'
  | 'providers'
  | 'assets';

/** What fells how much on one date against another. `null` where it was not in the sector. */
export interface LineChange {
  readonly kind: RankedKind;
  readonly id: string;
  readonly name: string;
  readonly line: RankLine;
  readonly before: Bounds | null;
  readonly after: Bounds | null;
}

/** The same sector on two dates. */
export interface SectorChanges {
  readonly counts: readonly { readonly id: SectorCount; readonly before: number; readonly after: number }[];
  /** Subjects whose withdrawal costs something else, the largest difference first. */
  readonly lines: readonly LineChange[];
  readonly concentration: readonly Change[];
}

const kinds = ['group', 'maker', 'country'] as const;

/** Compares a sector on two dates: what it counts, what fells how much, how concentrated it is. */
export async function changesBetween(before: Study, after: Study, progress: Progress): Promise<SectorChanges> {
  const [then, now] = [countsOf(before), countsOf(after)];
  const [old, fresh] = [await linesOf(before, progress), await linesOf(after, progress)];
  const lines = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): LineChange[] => {
    const [was, is] = [old.get(key), fresh.get(key)];
    const line = is ?? was;
    const [lost, loses] = [was?.criticalFunctionsLost ?? null, is?.criticalFunctionsLost ?? null];
    if (line === undefined || (lost?.atLeast === loses?.atLeast && lost?.atMost === loses?.atMost)) return [];
    return [{ kind: line.kind, id: line.id, name: line.name, line, before: lost, after: loses }];
  });
  return {
    counts: (Object.keys(then) as SectorCount[]).map((id) => ({ id, before: then[id], after: now[id] })),
    lines: lines.toSorted((a, b) => moved(b) - moved(a) || a.name.localeCompare(b.name)),
    concentration: compare(concentrationsOf(before), concentrationsOf(after)).filter(
      ({ verdict }) => verdict !== 'same',
    ),
  };
}

async function linesOf(study: Study, progress: Progress): Promise<Map<string, RankLine>> {
  const lines = await rank(study, kinds, Number.MAX_SAFE_INTEGER, progress);
  return new Map(lines.map((line) => [`${line.kind}\n${line.id}`, line]));
}

function moved({ before, after }: LineChange): number {
  const [then, now] = [before ?? { atLeast: 0, atMost: 0 }, after ?? { atLeast: 0, atMost: 0 }];
  return Math.max(Math.abs(now.atLeast - then.atLeast), Math.abs(now.atMost - then.atMost));
}

function countsOf({ loaded: { sector } }: Study): Record<SectorCount, number> {
  return {
    institutions: sector.institutions.count,
    functions: sector.functions.count,
    'critical functions': sector.functions.critical.filter((answer) => answer === criticality.yes).length,
    'service uses': sector.serviceUses.count,
    arrangements: sector.arrangements.count,
    providers: sector.providers.count,
    assets: sector.assets.count,
  };
}
