import { join } from 'node:path';
import {
  addParty,
  addPerson,
  type Desk,
  freezeFigures,
  notFound,
  type Outcome,
  prepareReport,
  type ReportMeans,
  runNextJob,
  type Sealer,
  type Signer,
  type Store,
  type Study,
  submitReport,
} from '@underpin/app';
import type { Role } from '@underpin/contract';
import { ok, refused, type Result, type Review } from '@underpin/model';
import { exampleParties } from './example-people.ts';
import { decidedCase, deliveryCase, submittedCase } from './other-cases.ts';
import { review2014Case } from './review-2014-case.ts';
import { type Apart, inOrder, naming, type Sealing, type Step } from './step.ts';
import { exampleProgramme } from './example-programme.ts';
import { exampleTrials } from './example-trials.ts';
import { keepDesk, keptDesk } from './kept-desk.ts';

export interface ExampleDeskOptions {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly keeper: Signer;
  readonly study: Study;
  readonly control: ReportMeans['control'];
  readonly root: string;
  /** The worked review that one of the cases is about. */
  readonly review: Review | null;
  readonly version: string;
  /** True when the rest is left to the next start. */
  readonly stopped: () => boolean;
}

type Means = Pick<ExampleDeskOptions, 'store' | 'sealer'>;

/** Adds the parties and people of the example, once, so that one can sign in as them. Cases come with {@link makeExampleDesk}. */
export async function addExamplePeople(options: Means & { readonly now: Date }): Promise<Result<undefined>> {
  const { store, now } = options;
  const kept = await keptDesk(store);
  if (kept?.people !== undefined) return ok(undefined);
  const begun = kept?.begun ?? now.toISOString();
  await keepDesk(store, { begun });
  const asPeople = await exampleCallers(options, new Date(begun));
  if (!asPeople.ok) return asPeople;
  const { administrator, callerOf } = asPeople.value;
  const added = await callerOf({ ago: 410, by: administrator })(addPeople);
  if (!added.ok) return refused(`The people of the example could not be added: ${added.reason}`);
  const people = exampleParties.flatMap((party) => party.people.map(({ id }) => id));
  await keepDesk(store, { begun, people, steps: 0, counted: asPeople.value.counted() });
  return ok(undefined);
}

/**
 * Makes the cases of the example, once, through the same use cases as everybody else: step by step, each as who did it, in
 * order of time up to when its making began. The same start gives the same records; keys of people are new each time. What a
 * stop left unfinished is gone on with.
 */
export async function makeExampleDesk(options: ExampleDeskOptions): Promise<Result<undefined>> {
  const { store, sealer, keeper, study, control, root, review, version, stopped } = options;
  const kept = await keptDesk(store);
  if (kept === null || kept.steps === undefined) return ok(undefined);
  if (review === null) return refused('Cannot read examples/review-2014/review.yaml');
  const now = new Date(kept.begun);
  const asPeople = await exampleCallers(options, now, kept.counted);
  if (!asPeople.ok) return asPeople;
  const { callerOf, atOf } = asPeople.value;
  const files = store.reviews.files;
  const take = async (step: Step | Sealing | Apart): Promise<Outcome<unknown>> => {
    const asCaller = callerOf(step);
    const at = atOf(step);
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
    ...decidedCase(review),
    ...submittedCase(review),
    ...deliveryCase(review),
    ...review2014Case(review),
    ...(await exampleTrials(join(root, 'examples/trial'), now)),
    ...(await exampleProgramme(join(root, 'examples/programme'), now)),
  ];
  const inOrderOfTime = steps.toSorted((a, b) => b.ago - a.ago);
  for (const [index, step] of inOrderOfTime.entries()) {
    if (index < kept.steps) continue;
    if (stopped()) return ok(undefined);
    const outcome = await take(step);
    if (!outcome.ok) return refused(`The example's "${step.by}" could not act ${step.ago} days ago: ${outcome.reason}`);
    await keepDesk(store, { ...kept, steps: index + 1, counted: asPeople.value.counted() });
  }
  await keepDesk(store, { begun: kept.begun, ...(kept.people === undefined ? {} : { people: kept.people }) });
  return ok(undefined);
}

type When = Pick<Step, 'ago' | 'by'>;
type AsCaller = <T>(work: (desk: Desk) => Promise<Outcome<T>>) => Promise<Outcome<T>>;

interface ExampleCallers {
  readonly administrator: string;
  /** When somebody acts: so many days before `now`. */
  readonly atOf: (when: When) => Date;
  /** Transactions of somebody at that time. New records are named by counting. */
  readonly callerOf: (when: When) => AsCaller;
  readonly counted: () => number;
}

async function exampleCallers({ store, sealer }: Means, now: Date, counted = 0): Promise<Result<ExampleCallers>> {
  const found = await store.reviews.door((records) => records.list('person', { where: { login: 'administrator' } }));
  const [administrator] = found.items;
  if (administrator === undefined) return refused('There is no administrator to add the people of the example');
  interface Who {
    readonly party: string;
    readonly kind: Desk['acting']['kind'];
    readonly roles: readonly Role[];
  }
  const people = new Map<string, Who>(
    exampleParties.flatMap(({ id, kind, people: members }) =>
      members.map((one) => [one.id, { party: id, kind, roles: [one.role] }] as const),
    ),
  );
  people.set(administrator.id, { party: administrator.party, kind: 'operator', roles: ['administrator'] });
  let made = counted;
  const atOf = ({ ago }: When): Date => new Date(Math.floor((now.getTime() - ago * 86_400_000) / 60_000) * 60_000);
  const callerOf = (when: When): AsCaller => {
    const who = people.get(when.by);
    if (who === undefined) throw new Error(`Nobody of the example is "${when.by}"`);
    const acting = { person: when.by, ...who };
    const newId = (): string => `example-${(made += 1)}`;
    return (work) =>
      store.reviews.as(
        acting,
        (records) => work({ records, acting, sealer, now: atOf(when).toISOString(), newId }),
        (answer) => answer.ok,
      );
  };
  return ok({
    administrator: administrator.id,
    atOf,
    callerOf,
    counted: () => made,
  });
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
