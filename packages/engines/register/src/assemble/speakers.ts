import type { Assembly } from './assembly.ts';
import { PairIndex } from './pair-index.ts';
import { pooled, selectRows, submissionsOf } from './rows.ts';

/** A table and the column in which it names institutions. */
export interface Mention {
  readonly table: string;
  readonly column: string;
  /** Whether rows of the table count (functions, uses), so that taking them twice would count them twice. */
  readonly counts: boolean;
}

/**
 * For each LEI (by pool number) the one submission whose rows count: the one it maintains itself, else one that has
 * counting rows on it, else the one with the latest reference date, ties broken by hash. Others are told as findings.
 */
export function speakersOf(assembly: Assembly, mentions: readonly Mention[], maintainers: PairIndex): number[] {
  const { leis, problems } = assembly;
  const candidates = new PairIndex();
  const found: { submission: number; lei: number; counts: boolean; part: number; row: number; mention: number }[] = [];
  const selections = mentions.map(({ table }) => selectRows(assembly.parts(table)));
  mentions.forEach(({ column, counts }, mention) => {
    const rows = selections[mention];
    if (rows === undefined) return;
    const lei = pooled(rows, column, leis);
    const submission = submissionsOf(rows);
    for (let index = 0; index < rows.count; index += 1) {
      const [who, where] = [lei[index] as number, submission[index] as number];
      if (who < 0) continue;
      const candidate = candidates.intern(where, who);
      const known = found[candidate];
      if (known === undefined) {
        found.push({
          submission: where,
          lei: who,
          counts,
          mention,
          part: rows.part[index] as number,
          row: rows.row[index] as number,
        });
      } else if (counts) known.counts = true;
    }
  });

  const speaker: number[] = Array.from({ length: leis.values.length }, () => -1);
  const speaking: number[] = Array.from({ length: leis.values.length }, () => -1);
  const rank = (candidate: number): number => {
    const entry = found[candidate];
    if (entry === undefined) return -1;
    return (maintainers.get(entry.submission, entry.lei) === 1 ? 2 : 0) + (entry.counts ? 1 : 0);
  };
  found.forEach((entry, candidate) => {
    const current = speaking[entry.lei] ?? -1;
    const [mine, theirs] = [rank(candidate), rank(current)];
    if (mine > theirs || (mine === theirs && assembly.earlier(entry.submission, speaker[entry.lei] ?? -1))) {
      speaking[entry.lei] = candidate;
      speaker[entry.lei] = entry.submission;
    }
  });

  for (const entry of found) {
    const chosen = speaker[entry.lei] ?? -1;
    const part = selections[entry.mention]?.parts[entry.part];
    if (!entry.counts || entry.submission === chosen || part === undefined) continue;
    const lei = leis.values[entry.lei] ?? '';
    problems.atRow(part, entry.row, {
      rule: 'UP-ASM-1',
      key: `institution=${lei}`,
      value: lei,
      expected: 'one submission for an institution',
      message: `Institution "${lei}" is also in "${assembly.submissions[chosen]?.name ?? ''}", which counts; its rows in this submission are set aside so that nothing counts twice.`,
    });
  }
  return speaker;
}
