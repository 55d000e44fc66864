import { done, notFound, problemOf, record, sha256 } from '@underpin/app';
import type { Routes } from '../route.ts';
import { relyingPartyOf } from '../relying-party.ts';

const purpose = 'security key';
const minutes = 10;

export function securityKeyRoutes(routes: Routes): void {
  const { options } = routes;
  const party = relyingPartyOf(options.publicUrl);
  routes.acting('listSecurityKeys', async ({ records, acting }) => {
    const { items } = await records.list('securityKey', { where: { person: acting.person } });
    return done({ items: [...items] });
  });
  routes.caller('beginSecurityKey', (caller) =>
    routes.asCaller(caller, async ({ records, acting, sealer, now }) => {
      const { items } = await records.list('securityKey', { where: { person: acting.person } });
      const person = { id: acting.person, name: caller.person.login };
      const { registrationOptions } = await import('../web-authn.ts');
      const made = await registrationOptions(party, person, items);
      const until = new Date(Date.parse(now) + minutes * 60_000).toISOString();
      const state = sealer.seal(JSON.stringify({ challenge: made.challenge, person: acting.person, until }), purpose);
      return done({ options: made, state });
    }),
  );
  routes.caller('addSecurityKey', async (caller, { body: { name, state, credential } }) => {
    const begun = stateOf(state);
    const now = options.now().toISOString();
    if (begun?.person !== caller.acting.person || begun.until < now) {
      return problemOf('conflict', 'This registration was not begun here, or too long ago. Begin again.');
    }
    const { registered } = await import('../web-authn.ts');
    const key = await registered(party, begun.challenge, credential);
    if (!key.ok) return key;
    return routes.asCaller(caller, async (desk) => {
      const id = sha256(key.value.credentialId);
      const kept = { id, name, createdAt: desk.now, usedAt: null };
      const row = { ...kept, person: desk.acting.person, ...key.value };
      if (!(await desk.records.insert('securityKey', row))) return problemOf('conflict', 'This key is known already.');
      await record(desk, 'security key added', row);
      return done(kept);
    });
  });
  routes.acting('removeSecurityKey', async (desk, { params }) => {
    const found = await desk.records.get('securityKey', params.id);
    if (found === null) return notFound;
    await desk.records.remove('securityKey', { id: params.id });
    await record(desk, 'security key forgotten', found);
    return done(undefined);
  });

  function stateOf(
    sealed: string,
  ): { readonly challenge: string; readonly person: string; readonly until: string } | null {
    try {
      return JSON.parse(options.sealer.open(sealed, purpose)) as ReturnType<typeof stateOf>;
    } catch {
      return null;
    }
  }
}
