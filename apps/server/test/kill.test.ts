import { expect, test } from 'vitest';
import { killRun } from './kill-run.ts';
import { databases } from './stores.ts';

const kills = Number(process.env['UNDERPIN_KILLS'] ?? 2);

test.each(databases)(
  'no acknowledged write is lost, none is done twice, and the ledger stays one chain, when the server on %s is killed',
  async (database) => {
    const told = await killRun(database, kills);
    expect(told.acknowledged).toBeGreaterThanOrEqual(kills * 3);
    // The kills did hit writes halfway.
    expect(told.askedAgain).toBeGreaterThan(0);
  },
  120_000 + kills * 10_000,
);
