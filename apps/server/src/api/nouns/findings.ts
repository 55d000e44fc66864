import {
  addFinding,
  changeFinding,
  type Desk,
  done,
  judged,
  notFound,
  type OwnSigner,
  prepareOpinion,
  problemOf,
  type SecurityKeyRecord,
  shareFinding,
  signOpinion,
  standings,
} from '@underpin/app';
import { relyingPartyOf } from '../relying-party.ts';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';
import { within } from '../within.ts';

export function findingRoutes(routes: Routes): void {
  routes.acting('listFindings', (desk, { params, query }) =>
    within(desk, params.id, ({ records }) => {
      const { party, severity } = query;
      return pageOf(records, 'caseFinding', query, { caseId: params.id, party, severity });
    }),
  );
  routes.acting('getFinding', async ({ records }, { params }) => {
    const found = await records.get('caseFinding', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('addFinding', (desk, { params, body }) => addFinding(desk, params.id, body));
  routes.acting('changeFinding', (desk, { params, body, ifMatch }) => changeFinding(desk, params.id, ifMatch, body));
  routes.acting('shareFinding', (desk, { params, ifMatch }) => shareFinding(desk, params.id, ifMatch));
  routes.acting('listOpinions', (desk, { params, query }) =>
    within(desk, params.id, async () => {
      const { finding, party } = query;
      const page = await pageOf(desk.records, 'opinion', query, { caseId: params.id, finding, party });
      if (!page.ok) return page;
      return done({ ...page.value, items: [...(await judged(desk, params.id, page.value.items))] });
    }),
  );
  const party = relyingPartyOf(routes.options.publicUrl);
  const keysOf = async ({ records, acting }: Desk): Promise<readonly SecurityKeyRecord[]> =>
    (await records.list('securityKey', { where: { person: acting.person } })).items;
  routes.acting('prepareOpinion', async (desk, { params, body }) => {
    const keys = await keysOf(desk);
    const prepared = await prepareOpinion(desk, params.id, body);
    if (!prepared.ok) return prepared;
    if (keys.length === 0) return problemOf('conflict', 'You have brought no key: register one first.');
    const { challenge, signedAt } = prepared.value;
    const { signingOptions } = await import('../web-authn.ts');
    return done({ options: await signingOptions(party, challenge, keys), signedAt });
  });
  routes.acting('signOpinion', (desk, { params, body: { own, ...given } }) => {
    if (own === undefined) return signOpinion(desk, params.id, given);
    const sign: OwnSigner['sign'] = async (challenge) => {
      const key = (await keysOf(desk)).find(({ credentialId }) => credentialId === own.credential.id);
      if (key === undefined) return problemOf('conflict', 'You have not brought this key: register it first.');
      const { signedBy } = await import('../web-authn.ts');
      const signed = await signedBy(party, challenge, key, own.credential);
      if (!signed.ok) return signed;
      const { counter, ...signature } = signed.value;
      await desk.records.update('securityKey', { id: key.id }, { counter, usedAt: desk.now });
      return done(signature);
    };
    return signOpinion(desk, params.id, given, { signedAt: own.signedAt, sign });
  });
  routes.acting('getStanding', async (desk, { params }) => {
    const held = await desk.records.get('reviewCase', params.id);
    return held === null ? notFound : done({ items: [...(await standings(desk, held))] });
  });
}
