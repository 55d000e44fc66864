import { type Study, studyOf, tableCsv, tableRows } from '@underpin/app';
import { recordResult } from './lib/record-result.ts';
import { syntheticSector } from './lib/synthetic-sector.ts';
import { medianTimes, rounded, timed } from './lib/timed.ts';

/** A table of 100,000 rows as the register page asks for it: first page, sorted, filtered, searched, as CSV. Goal: each below 0.3 s. */
const sector = syntheticSector({
  seed: 20261121,
  registers: 1_000,
  functionsEach: 20,
  usesEach: 100,
  arrangementsEach: 30,
  providers: 10_000,
  subcontracted: 0.3,
});
const loaded = { sector, findings: [], checks: new Map(), rows: new Map(), leftOut: [] };
const study: Study = studyOf(loaded);
const page = { offset: 50_000, limit: 100 };
const ask = (asked: { where?: Record<string, string>; sort?: string; search?: string }) => () => {
  const told = tableRows(study, 'services', {
    where: asked.where ?? {},
    sort: asked.sort ?? null,
    search: asked.search ?? '',
    ...page,
  });
  if (!told.ok) throw new Error(told.reason);
  return told.value.total;
};
const questions = {
  page: ask({}),
  sortedByText: ask({ sort: 'provider' }),
  sortedByDate: ask({ sort: '-start' }),
  filtered: ask({ where: { institution: '7', reliance: '=full' } }),
  searched: ask({ search: 'institution 42' }),
  csv: () => {
    const csv = tableCsv(study, 'services', { where: {}, sort: null });
    if (!csv.ok) throw new Error(csv.reason);
    let letters = 0;
    for (const piece of csv.value) letters += piece.length;
    return letters;
  },
};
const results = Object.fromEntries(
  Object.entries(questions).map(([name, question]) => {
    const first = timed(question);
    const again = medianTimes(5, question);
    return [name, { first: rounded(first.seconds), again: rounded(again.seconds), answer: first.value }];
  }),
);
recordResult('sector-tables', { rows: sector.serviceUses.count, seconds: results });
