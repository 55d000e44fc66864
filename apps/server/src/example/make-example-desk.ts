import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addParty,
  addPerson,
  type Desk,
  freezeFigures,
  notFound,
  type Outcome,
  prepareReport,
  readReview,
  type ReportMeans,
  runNextJob,
  type Sealer,
  type Signer,
  type Store,
  type Study,
  submitReport,
} from '@underpin/app';
import type { Role } from '@underpin/contract';
import { refused, type Result } from '@underpin/model';
import { exampleParties } from './example-people.ts';
import { decidedCase, deliveryCase, submittedCase } from './other-cases.ts';
import { review2014Case } from './review-2014-case.ts';
import { type Apart, inOrder, naming, type Sealing, type Step } from './step.ts';
import { exampleProgramme } from './example-programme.ts';
import { exampleTrials } from './example-trials.ts';

export const exampleDeskSetting = 'example.desk';

export interface ExampleDeskOptions {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly keeper: Signer;
  readonly study: Study;
  readonly control: ReportMeans['control'];
  readonly root: string;
  readonly version: string;
  readonly now: Date;
}

/**
 * Makes the parties, people and cases of the example, once, through the same use cases as everybody else: step by step, each
 * as who did it, in order of time up to `now`. The same start gives the same records; keys of people are new each time.
 */
export async function makeExampleDesk(options: ExampleDeskOptions): Promise<Result<undefined>> {
  const { store, sealer, keeper, study, control, root, version, now } = options;
  if ((await store.settings.get(exampleDeskSetting)) !== null) return { ok: true, value: undefined };
  const { review } = readReview(await readFile(join(root, 'examples/review-2014/review.yaml'), 'utf8'));
  if (review === null) return refused('Cannot read examples/review-2014/review.yaml');
  await store.settings.set(exampleDeskSetting, JSON.stringify({ begun: now.toISOString() }));
  const administrator = (
    await store.reviews.door((records) => records.list('person', { where: { login: 'administrator' } }))
  ).items[0];
  if (administrator === undefined) return refused('There is no administrator to add the people of the example');
  const people = new Map<
    string,
    { readonly party: string; readonly kind: Desk['acting']['kind']; readonly roles: readonly Role[] }
  >(
    exampleParties.flatMap(({ id, kind, people: members }) =>
      members.map((one) => [one.id, { party: id, kind, roles: [one.role] }] as const),
    ),
  );
  people.set(administrator.id, { party: administrator.party, kind: 'operator', roles: ['administrator'] });

  let made = 0;
  let at = now;
  const files = store.reviews.files;
  const take = async (step: Step | Sealing | Apart): Promise<Outcome<unknown>> => {
    const who = people.get(step.by);
    if (who === undefined) throw new Error(`Nobody of the example is "${step.by}"`);
    at = new Date(Math.floor((now.getTime() - step.ago * 86_400_000) / 60_000) * 60_000);
    const acting = { person: step.by, ...who };
    const asCaller = <T>(work: (desk: Desk) => Promise<Outcome<T>>): Promise<Outcome<T>> =>
      store.reviews.as(
        acting,
        (records) => work({ records, acting, sealer, now: at.toISOString(), newId: () => `example-${(made += 1)}` }),
        (answer) => answer.ok,
      );
    if ('seals' in step) {
      const id = step.seals;
      const prepared = await prepareReport({ files, version, control, asCaller, formats: [] }, id);
      if (!prepared.ok) return prepared;
      return asCaller(async (desk) => {
        const held = await desk.records.get('reviewCase', id);
        if (held === null) return notFound;
        return submitReport(naming(desk, `${id}-report`), id, held.version, prepared.value, { keeper, files });
      });
    }
    if ('apart' in step) return step.apart({ files, now: at, asCaller });
    const outcome = await asCaller(step.work);
    if (!outcome.ok) return outcome;
    const kinds = {
      'freeze figures': freezeFigures(
        () => Promise.resolve(study),
        version,
        files,
        () => at,
      ),
    };
    const failed: unknown[] = [];
    const worker = {
      reviews: store.reviews,
      sealer,
      now: () => at,
      kinds,
      tell: (error: unknown) => failed.push(error),
    };
    while (await runNextJob(worker));
    if (failed.length > 0) throw failed[0];
    return outcome;
  };

  const steps: (Step | Sealing | Apart)[] = [
    { ago: 410, by: administrator.id, work: (desk) => addPeople(desk) },
    ...decidedCase(review),
    ...submittedCase(review),
    ...deliveryCase(review),
    ...review2014Case(review),
    ...(await exampleTrials(join(root, 'examples/trial'), now)),
    ...(await exampleProgramme(join(root, 'examples/programme'), now)),
  ];
  for (const step of steps.toSorted((a, b) => b.ago - a.ago)) {
    const outcome = await take(step);

    if (!outcome.ok) return refused(`The example's "${step.by}" could not act ${step.ago} days ago: ${outcome.reason}`);
  }
  const ids = exampleParties.flatMap((party) => party.people.map(({ id }) => id));
  await store.settings.set(exampleDeskSetting, JSON.stringify({ begun: now.toISOString(), people: ids }));
  return { ok: true, value: undefined };
}

function addPeople(desk: Desk): Promise<Outcome<unknown>> {
  return inOrder(
    exampleParties.flatMap(({ people, ...party }) => [
      () => addParty(desk, { ...party, country: null }),
      ...people.map((one) => () => {
        const login = `${one.id.toLowerCase()}@example.org`;
        const known = { ...desk, newId: () => one.id };
        return addPerson(known, { party: party.id, name: one.name, login, roles: [one.role] });
      }),
    ]),
  );
}
