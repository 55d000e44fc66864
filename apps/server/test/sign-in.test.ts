import { firstAdministrator, signIn as signInBelow } from '@underpin/app';
import { createClient } from '@underpin/contract';
import { temporaryStore } from '@underpin/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode } from '../../../packages/app/src/use-cases/sign-in/totp.ts';
import { adminPassword, type Client, fetchOf, good, makeWorld, type World } from './world.ts';

let world: World;
let remove: () => Promise<void>;
beforeAll(async () => {
  const made = await temporaryStore(() => new Date());
  remove = made.remove;
  world = await makeWorld(made.store);
});
afterAll(async () => {
  await world.server.close();
  await remove();
});

const later = (seconds: number): void => void (world.clock = new Date(world.clock.getTime() + seconds * 1000));

async function signIn(
  login: string,
  password: string,
  code?: string,
): Promise<{ cookie: string; csrf: string; client: Client }> {
  const response = await world.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password, ...(code === undefined ? {} : { code }) },
  });
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
  const set = String(response.headers['set-cookie']);
  expect(set).toMatch(/^underpin_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  const cookie = set.split(';')[0] ?? '';
  const { csrf } = response.json<{ csrf: string }>();
  return { cookie, csrf, client: createClient({ baseUrl: '', fetch: fetchOf(world.server, { cookie }), csrf }) };
}

async function newPerson(password: string): Promise<string> {
  const login = `p${crypto.randomUUID()}@example.org`;
  await world.admin.addParty({ body: { id: 'CB', kind: 'authority', name: 'Central bank' } });
  const { link } = good(await world.admin.addPerson({ body: { party: 'CB', name: 'P', login, roles: ['analyst'] } }));
  const token = link.split('#')[1] ?? '';
  const anyone = createClient({ baseUrl: '', fetch: fetchOf(world.server) });
  expect(good(await anyone.useLink({ body: { token, password } }))).toEqual({ login });
  expect(await anyone.useLink({ body: { token, password } })).toMatchObject({ status: 404 });
  return login;
}

test('the first start makes one administrator; afterwards nobody gets a link', async () => {
  expect(
    await firstAdministrator({ reviews: world.store.reviews, sealer: world.options.sealer, now: world.options.now }),
  ).toBeNull();
  const { client } = await signIn('administrator', adminPassword);
  expect(good(await client.getSession({}))).toMatchObject({ party: { kind: 'operator' }, totp: false });
  expect(good(await client.listCases({})).total).toBe(0);
  expect(
    await client.addCase({
      body: { title: 't', question: 'q', marking: 'RED', authorities: ['CB'], workingGroup: 'W', quorum: 1 },
    }),
  ).toMatchObject({
    status: 403,
  });
});

test('without a sign-in there is nothing, not even whether it exists', async () => {
  const nobody = createClient({ baseUrl: '', fetch: fetchOf(world.server) });
  const forged = createClient({ baseUrl: '', fetch: fetchOf(world.server), token: 'up_forged' });
  for (const client of [nobody, forged]) {
    expect(await client.listParties({})).toMatchObject({ ok: false, status: 401 });
    expect(await client.getCase({ params: { id: 'x' } })).toMatchObject({ ok: false, status: 401 });
  }
});

test('a change by cookie needs the token of the session against forged requests', async () => {
  const login = await newPerson('a password of mine');
  const { cookie, client } = await signIn(login, 'a password of mine');
  const forged = createClient({ baseUrl: '', fetch: fetchOf(world.server, { cookie }) });
  expect(await forged.addToken({ body: { name: 'n', scope: 'read', days: 1 } })).toMatchObject({
    ok: false,
    status: 403,
  });
  expect((await client.addToken({ body: { name: 'n', scope: 'read', days: 1 } })).ok).toBe(true);
  await client.signOut({});
  expect(await client.getSession({})).toMatchObject({ status: 401 });
});

test('wrong passwords lock the account, longer each time, also when guessed at once; the right one then waits too', async () => {
  const login = await newPerson('a password of mine');
  const guess = (password: string): Promise<boolean> =>
    signIn(login, password).then(
      () => true,
      () => false,
    );
  await Promise.all([1, 2, 3, 4, 5, 6].map((n) => guess(`wrong password ${n}`)));
  expect(await guess('a password of mine')).toBe(false);
  later(31);
  expect(await guess('wrong again')).toBe(false);
  later(31);
  expect(await guess('a password of mine')).toBe(false);
  later(31);
  expect(await guess('a password of mine')).toBe(true);
});

test('a second factor is asked for once it is confirmed, and a code counts once', async () => {
  const login = await newPerson('a password of mine');
  const { client } = await signIn(login, 'a password of mine');
  const { secret, uri } = good(await client.beginTotp({}));
  expect(uri).toContain(secret);
  const code = (): string => totpCode(secret, Math.floor(world.clock.getTime() / 30_000));
  expect(await client.confirmTotp({ body: { code: code() === '000000' ? '111111' : '000000' } })).toMatchObject({
    status: 409,
  });
  expect((await signIn(login, 'a password of mine')).csrf).not.toBe('');
  expect((await client.confirmTotp({ body: { code: code() } })).ok).toBe(true);
  await expect(signIn(login, 'a password of mine')).rejects.toThrow('401');
  await expect(signIn(login, 'a password of mine', code())).rejects.toThrow('401');
  later(60);
  const used = code();
  expect((await signIn(login, 'a password of mine', used)).csrf).not.toBe('');
  await expect(signIn(login, 'a password of mine', used)).rejects.toThrow('401');
});

test('a token does what its scope says until it ends; a session lasts twelve hours', async () => {
  const login = await newPerson('a password of mine');
  const { client } = await signIn(login, 'a password of mine');
  const { token, secret } = good(await client.addToken({ body: { name: 'n', scope: 'read', days: 2 } }));
  const reader = createClient({ baseUrl: '', fetch: fetchOf(world.server), token: secret });
  expect(good(await reader.listTokens({})).items).toMatchObject([{ id: token.id, scope: 'read' }]);
  expect(JSON.stringify(good(await reader.listTokens({})))).not.toContain(secret);
  expect(await reader.addToken({ body: { name: 'm', scope: 'write', days: 2 } })).toMatchObject({ status: 403 });
  const writer = good(await client.addToken({ body: { name: 'w', scope: 'write', days: 1 } }));
  const written = createClient({ baseUrl: '', fetch: fetchOf(world.server), token: writer.secret });
  expect((await written.removeToken({ params: { id: token.id } })).ok).toBe(true);
  expect(await reader.getSession({})).toMatchObject({ status: 401 });
  later(12 * 3600 + 1);
  expect(await client.getSession({})).toMatchObject({ status: 401 });
  expect((await written.getSession({})).ok).toBe(true);
  later(12 * 3600);
  expect(await written.getSession({})).toMatchObject({ status: 401 });
});

test('a new password ends other sessions; ended access ends all', async () => {
  const login = await newPerson('a password of mine');
  const [one, two] = [await signIn(login, 'a password of mine'), await signIn(login, 'a password of mine')];
  expect(await one.client.changePassword({ body: { old: 'wrong', password: 'another password' } })).toMatchObject({
    status: 409,
  });
  expect(
    (await one.client.changePassword({ body: { old: 'a password of mine', password: 'another password' } })).ok,
  ).toBe(true);
  expect(await two.client.getSession({})).toMatchObject({ status: 401 });
  const { person } = good(await one.client.getSession({}));
  const ended = await world.admin.changePerson({
    params: { id: person.id },
    body: { active: false },
    ifMatch: person.version,
  });
  expect(good(ended).active).toBe(false);
  expect(await one.client.getSession({})).toMatchObject({ status: 401 });
  await expect(signIn(login, 'another password')).rejects.toThrow('401');
});

test('a new link helps who lost password or second factor, and works once', async () => {
  const login = await newPerson('a password of mine');
  const { client } = await signIn(login, 'a password of mine');
  const { secret } = good(await client.beginTotp({}));
  good(await client.confirmTotp({ body: { code: totpCode(secret, Math.floor(world.clock.getTime() / 30_000)) } }));
  const { person } = good(await client.getSession({}));
  const { link } = good(await world.admin.giveLink({ params: { id: person.id } }));
  expect(await client.giveLink({ params: { id: person.id } })).toMatchObject({ status: 403 });
  const anyone = createClient({ baseUrl: '', fetch: fetchOf(world.server) });
  good(await anyone.useLink({ body: { token: link.split('#')[1] ?? '', password: 'yet another password' } }));
  expect(await client.getSession({})).toMatchObject({ status: 401 });
  expect((await signIn(login, 'yet another password')).csrf).not.toBe('');
});

test('a person has only roles of the kind of their party', async () => {
  const body = { party: 'OPERATOR', name: 'x', login: 'x@example.org', roles: ['analyst' as const] };
  expect(await world.admin.addPerson({ body })).toMatchObject({ status: 409 });
});

test('nothing of a sign-in is kept in clear', async () => {
  const login = await newPerson('a password of mine');
  const { cookie } = await signIn(login, 'a password of mine');
  const kept = await world.store.reviews.door(async (records) =>
    JSON.stringify([await records.list('session'), await records.list('credential'), await records.list('token')]),
  );
  expect(kept).not.toContain('a password of mine');
  expect(kept).not.toContain(cookie.split('=')[1]);
  expect(
    (
      await signInBelow(
        { reviews: world.store.reviews, sealer: world.options.sealer, now: world.options.now },
        { login: "x' or '1'='1", password: 'x' },
      )
    ).ok,
  ).toBe(false);
  expect(world.errors).toEqual([]);
});
