import {
  addCase,
  addEvidence,
  addFinding,
  addTask,
  type Acting,
  type Desk,
  firstAdministrator,
  moveCase,
  newSecret,
  type Outcome,
  sealerOf,
  sha256,
  shareEvidence,
  type Store,
} from '@underpin/app';
import { seededRandom } from '@underpin/model';

export interface ReviewWorldSize {
  readonly cases: number;
  readonly evidence: number;
  readonly findings: number;
  readonly tasks: number;
  readonly people: number;
}

export interface ReviewWorld {
  /** API tokens of analysts, one a person; person `n` is of authority `n % 5`. */
  readonly tokens: readonly string[];
  readonly auditor: string;
  /** Cases in which all five authorities take part. */
  readonly cases: readonly string[];
  readonly authorities: readonly string[];
}

const source = { name: 'Annual report', kind: 'other', publishedOn: '2026', citation: 'page 12' } as const;
const graded = { source, attributedTo: null, reliability: 'B', credibility: 2, independentSources: 1 } as const;
const words = ['mainframe', 'payments', 'clearing', 'firmware', 'licence', 'support', 'spare parts', 'settlement'];

/** Fills an empty store through the use cases, as the parties would: five authorities, a working group, cases with all that belongs to them. */
export async function seedReviews(store: Store, size: ReviewWorldSize, seed: number): Promise<ReviewWorld> {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const sealer = sealerOf(new Uint8Array(32).fill(7));
  const now = (): Date => new Date();
  await firstAdministrator({ reviews: store.reviews, sealer, now });
  const operator: Acting = { person: 'bench', party: 'OPERATOR', kind: 'operator', roles: ['administrator'] };
  const authorities = ['A1', 'A2', 'A3', 'A4', 'A5'];
  const row = { country: null, lei: null, createdAt: now().toISOString(), version: 1 };
  const people: { readonly acting: Acting; readonly token: string }[] = [];
  const analyst = ['analyst', 'signatory'] as const;
  await store.reviews.as(operator, async (records) => {
    for (const id of authorities)
      await records.insert('party', { id, kind: 'authority', name: `Authority ${id}`, ...row });
    await records.insert('party', { id: 'WG', kind: 'working group', name: 'Working group', ...row });
    await records.insert('party', { id: 'AUDIT', kind: 'auditor', name: 'Auditor', ...row });
    for (let n = 0; n <= size.people; n += 1) {
      const last = n === size.people;
      const party = last ? 'AUDIT' : (authorities[n % authorities.length] ?? '');
      const person = crypto.randomUUID();
      const roles = last ? (['auditor'] as const) : analyst;
      const named = { id: person, party, name: `Person ${n}`, login: `p${n}@example.org`, roles: [...roles] };
      await records.insert('person', { ...named, active: true, createdAt: row.createdAt, version: 1 });
      const kind = last ? ('auditor' as const) : ('authority' as const);
      people.push({ acting: { person, party, kind, roles }, token: newSecret() });
    }
  });
  await store.reviews.door(async (records) => {
    for (const { acting, token } of people) {
      const life = { createdAt: row.createdAt, expiresAt: '2099-01-01T00:00:00.000Z', lastUsedAt: null };
      const kept = { id: crypto.randomUUID(), person: acting.person, name: 'bench', scope: 'write' as const };
      await records.insert('token', { ...kept, secretSha256: sha256(token), ...life });
    }
  });
  const cases: string[] = [];
  for (let n = 0; n < size.cases; n += 1) {
    const { acting } = people[n % authorities.length] as (typeof people)[number];
    await store.reviews.as(acting, async (records) => {
      const desk: Desk = { records, acting, sealer, now: now().toISOString() };
      const made = sure(
        await addCase(desk, {
          title: `Reliance on ${pick(words)}, ${n}`,
          question: `Does ${pick(words)} rest on one maker?`,
          subject: null,
          marking: 'GREEN',
          authorities,
          workingGroup: 'WG',
          quorum: 3,
        }),
      );
      sure(await moveCase(desk, made.id, 1, 'open'));
      sure(await moveCase(desk, made.id, 2, 'collecting'));
      const shared: string[] = [];
      for (let at = 0; at < size.evidence; at += 1) {
        const statement = `${pick(words)} and ${pick(words)} of system ${at} are made by one company.`;
        const one = sure(
          await addEvidence(desk, made.id, { ...graded, statement, marking: 'GREEN', releasableTo: [] }),
        );
        if (at % 2 === 0) shared.push(sure(await shareEvidence(desk, one.id, 1)).id);
      }
      for (let at = 0; at < size.findings; at += 1) {
        const statement = `The sector relies on ${pick(words)} for ${pick(words)}.`;
        sure(await addFinding(desk, made.id, { statement, severity: 'medium', evidence: [pick(shared)] }));
      }
      for (let at = 0; at < size.tasks; at += 1)
        sure(
          await addTask(desk, made.id, {
            title: `Ask about ${pick(words)} ${at}`,
            owner: pick(authorities),
            dueOn: null,
          }),
        );
      cases.push(made.id);
    });
  }
  const tokens = people.map(({ token }) => token);
  return { tokens: tokens.slice(0, -1), auditor: tokens.at(-1) ?? '', cases, authorities };
}

function sure<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}
