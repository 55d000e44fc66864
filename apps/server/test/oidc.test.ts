import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { temporaryStore } from '@underpin/store/testing';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good, makeWorld, type World } from './world.ts';

// A browser with cookies, just enough to follow a sign-in.
class Browser {
  readonly #cookies = new Map<string, string>();
  async go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; location: string | null; text: string; url: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      location: location === null ? null : new URL(location, url).href,
      text: await response.text(),
      url,
    };
  }
  get session(): string | undefined {
    return this.#cookies.get('underpin_session');
  }
  async signIn(base: string, login: string): Promise<Awaited<ReturnType<Browser['go']>>> {
    let page = await this.go(`${base}/api/v1/oidc/start`);
    for (let step = 0; step < 20; step += 1) {
      if (page.location !== null && !(page.location === `${base}/`)) {
        page = await this.go(page.location);
        continue;
      }
      const [, action] = /<form[^>]*action="([^"]+)"/.exec(page.text) ?? [];
      if (action === undefined) return page;
      const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
      page = await this.go(new URL(action, page.url).href, { prompt, login, password: 'any' });
    }
    return page;
  }
}

let world: World;
let remove: () => Promise<void>;
let provider: Server;
let base: string;
const accounts = new Map([
  ['ana', { email: 'Ana@example.org', email_verified: true }],
  ['eve', { email: 'ana@example.org', email_verified: false }],
  ['zoe', { email: 'zoe@example.org', email_verified: true }],
]);

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const made = await temporaryStore(() => new Date());
  remove = made.remove;
  const oidc = { issuer, clientId: 'underpin', clientSecret: 'a secret of the client' };
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  base = `http://127.0.0.1:${port}`;
  world = await makeWorld(made.store, { oidc: { ...oidc, publicUrl: base }, now: () => new Date() });
  await world.server.listen({ host: '127.0.0.1', port });
  const oidcProvider = new Provider(issuer, {
    clients: [
      { client_id: 'underpin', client_secret: oidc.clientSecret, redirect_uris: [`${base}/api/v1/oidc/callback`] },
    ],
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts.get(id) }),
    }),
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
  });
  const answer = oidcProvider.callback();
  provider.on('request', (request, response) => void answer(request, response));
  await world.admin.addParty({ body: { id: 'CB', kind: 'authority', name: 'Central bank' } });
  good(
    await world.admin.addPerson({ body: { party: 'CB', name: 'Ana', login: 'ana@example.org', roles: ['analyst'] } }),
  );
});
afterAll(async () => {
  await world.server.close();
  await new Promise((resolve) => provider.close(resolve));
  await remove();
});

test('whom the administrator added signs in with the provider, and is known by it from then on', async () => {
  for (const _ of ['first', 'second']) {
    const browser = new Browser();
    const page = await browser.signIn(base, 'ana');
    // A page of the application, which goes on from there with the cookie that only it may send.
    expect(page.url).toBe(`${base}/signed-in`);
    const session = await world.server.inject({
      url: '/api/v1/session',
      headers: { cookie: `underpin_session=${browser.session}` },
    });
    expect(session.json()).toMatchObject({ person: { login: 'ana@example.org' }, party: { id: 'CB' } });
  }
});

test('an address that the provider did not check, or that nobody has, signs nobody in', async () => {
  for (const login of ['eve', 'zoe']) {
    const browser = new Browser();
    const page = await browser.signIn(base, login);
    expect(page.status).toBe(401);
    expect(browser.session).toBeUndefined();
  }
});

test('an answer that this browser did not ask for signs nobody in', async () => {
  const browser = new Browser();
  expect((await browser.go(`${base}/api/v1/oidc/callback?code=x&state=y`)).status).toBe(401);
  await browser.go(`${base}/api/v1/oidc/start`);
  expect((await browser.go(`${base}/api/v1/oidc/callback?code=x&state=y`)).status).toBe(401);
  expect(browser.session).toBeUndefined();
});
