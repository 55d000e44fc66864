import { setTimeout as pause } from 'node:timers/promises';
import { tableRows } from '@underpin/app';
import { rankedKindSchema, sectorTableSchema } from '@underpin/contract';
import { concentrationFor, heatMapFor, overviewFor, rankingFor } from './overview.ts';
import { figuresFor } from './reliance.ts';
import { answerTo, type SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import { subjectOf } from './subject-of.ts';

const heatGroups = 12;
const quietMs = 300;
const betweenMs = 5;

/**
 * Computes what the pages ask for first, so that nobody waits for it: the ranking of each kind, the heat map, the tables, the answer to the
 * first subject. One piece at a time, each far below what is felt, with room for requests in between. Ends early when the sector is renewed.
 */
export async function warmSector(sectors: SectorKeeper, stopped: () => boolean): Promise<void> {
  await pause(quietMs, undefined, { ref: false });
  if (stopped()) return;
  const context = await sectors.at();
  if (!context.ok) return;
  const asked: SectorContext = context.value;
  const { study } = asked;
  const groups = async (): Promise<void> => {
    const [first] = await rankingFor(asked, 'group');
    if (first !== undefined) answerTo(asked, subjectOf(first, study.loaded.sector));
  };
  const pieces: readonly (() => unknown)[] = [
    () => overviewFor(asked),
    ...rankedKindSchema.options.map((kind) => () => rankingFor(asked, kind)),
    () => heatMapFor(asked, heatGroups),
    () => concentrationFor(asked, 'count'),
    groups,
    () => figuresFor(asked),
    ...sectorTableSchema.options.map(
      (table) => () => tableRows(study, table, { where: {}, sort: null, search: '', offset: 0, limit: 1 }),
    ),
  ];
  for (const piece of pieces) {
    await pause(betweenMs, undefined, { ref: false });
    if (stopped()) return;
    const now = await sectors.at();
    if (!now.ok || now.value.study !== study) return;
    await piece();
  }
}
