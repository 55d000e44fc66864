import { openStore } from '../src/index.ts';
import { sampleSubmission } from './sample-submission.ts';

/** Imports submissions without end into the directory named by the first argument; says the id of each one it was promised. */
const [, , directory = '', run = ''] = process.argv;
const opened = await openStore({ directory, clock: () => new Date() });
if (!opened.ok) throw new Error(opened.reason);
process.stdout.write('open\n');
for (let number = 0; ; number += 1) {
  const given = sampleSubmission({
    entity: `entity ${number % 3}`,
    text: `${run}/${number}`,
    tables: 4,
    rows: 50,
    findings: [
      { rule: run, severity: 'warning', location: { file: 'a.csv' }, message: String(number), source: 'test' },
    ],
  });
  const { submission } = await opened.value.submissions.add(given);
  process.stdout.write(`${submission.id}\n`);
}
