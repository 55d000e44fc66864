import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkBundle, nodePrimitives, readBundle, verifyBundle } from '@underpin/app';
import { createClient } from '@underpin/contract';
import { temporaryStore } from '@underpin/store/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../../../packages/report/test/browser.ts';
import { hasPython, pythonVerdicts } from '../../../packages/app/test/second-verifier.ts';
import { type Client, fetchOf, good, makeWorld, type World } from './world.ts';

let world: World;
let directory: string;
let remove: () => Promise<void>;
let browser: Browser;
let page: Page;
let signer: Client;
let finding: string;
let caseId: string;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return port;
}

beforeAll(async () => {
  const made = await temporaryStore(() => new Date());
  ({ remove, directory } = made);
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  world = await makeWorld(made.store, { publicUrl });
  await world.server.listen({ host: '127.0.0.1', port });
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${publicUrl}/api`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true },
  });
  signer = await world.join('CB', 'authority');
  await world.join('WG', 'working group');
  const body = {
    title: 't',
    question: 'q',
    marking: 'GREEN',
    authorities: ['CB'],
    workingGroup: 'WG',
    quorum: 1,
  } as const;
  caseId = good(await signer.addCase({ body })).id;
  const params = { id: caseId };
  let version = 1;
  const move = async (to: 'open' | 'collecting' | 'drafting' | 'reply' | 'deliberation'): Promise<void> => {
    ({ version } = good(await signer.moveCase({ params, body: { to }, ifMatch: version })));
  };
  await move('open');
  await move('collecting');
  const source = { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' } as const;
  const said = {
    statement: 's',
    source,
    reliability: 'A',
    credibility: 1,
    independentSources: null,
    marking: 'GREEN',
  } as const;
  const evidence = good(await signer.addEvidence({ params, body: said }));
  good(await signer.shareEvidence({ params: { id: evidence.id }, ifMatch: 1 }));
  finding = good(
    await signer.addFinding({ params, body: { statement: 'f', severity: 'low', evidence: [evidence.id] } }),
  ).id;
  good(await signer.shareFinding({ params: { id: finding }, ifMatch: 1 }));
  for (const to of ['drafting', 'reply', 'deliberation'] as const) await move(to);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await world.server.close();
  await remove();
});

/** What a page of Underpin does in the browser: the platform's own calls. */
const inBrowser = (what: 'create' | 'get', options: unknown): Promise<never> =>
  page.evaluate(
    async ([kind, given]) => {
      interface Platform {
        parseCreationOptionsFromJSON(options: unknown): never;
        parseRequestOptionsFromJSON(options: unknown): never;
      }
      const { PublicKeyCredential: platform, navigator } = globalThis as never as {
        PublicKeyCredential: Platform;
        navigator: { credentials: Record<'create' | 'get', (of: unknown) => Promise<{ toJSON(): unknown }>> };
      };
      const publicKey =
        kind === 'create' ? platform.parseCreationOptionsFromJSON(given) : platform.parseRequestOptionsFromJSON(given);
      return (await navigator.credentials[kind as 'get']({ publicKey })).toJSON() as never;
    },
    [what, options] as const,
  );

const opinion = { position: 'concurs', reasons: 'Well founded.', version: 2 } as const;
const params = (): { id: string } => ({ id: finding });

test('a person registers a key of their own, for themselves only', async () => {
  expect(await signer.prepareOpinion({ params: params(), body: opinion })).toMatchObject({ status: 409 });
  const { options, state } = good(await signer.beginSecurityKey({ body: {} }));
  const credential = await inBrowser('create', options);
  const other = await world.join('MF', 'authority');
  expect(await other.addSecurityKey({ body: { name: 'n', state, credential } })).toMatchObject({ status: 409 });
  const again = good(await signer.beginSecurityKey({ body: {} }));
  expect(await signer.addSecurityKey({ body: { name: 'n', state: again.state, credential } })).toMatchObject({
    status: 409,
  });
  const key = good(await signer.addSecurityKey({ body: { name: 'Blue key', state, credential } }));
  expect(key).toMatchObject({ name: 'Blue key', usedAt: null });
  expect(good(await signer.listSecurityKeys({})).items).toEqual([key]);
  expect(good(await other.listSecurityKeys({})).items).toEqual([]);
  expect(await other.removeSecurityKey({ params: { id: key.id } })).toMatchObject({ status: 404 });
});

test('the key signs the wording: other words, a second use, and an edit do not stand', async () => {
  const { options, signedAt } = good(await signer.prepareOpinion({ params: params(), body: opinion }));
  const credential = await inBrowser('get', options);
  const own = { signedAt, credential };
  expect(
    await signer.signOpinion({ params: params(), body: { ...opinion, reasons: 'Other words.', own } }),
  ).toMatchObject({ status: 409 });
  expect(await signer.signOpinion({ params: params(), body: { ...opinion, position: 'dissents', own } })).toMatchObject(
    { status: 409 },
  );
  const signed = good(await signer.signOpinion({ params: params(), body: { ...opinion, own } }));
  expect(signed).toMatchObject({ state: 'valid', signedAt });
  expect(signed.assertion).not.toBeNull();
  expect(await signer.signOpinion({ params: params(), body: { ...opinion, own } })).toMatchObject({ status: 409 });
  const standing = async (): Promise<unknown> => good(await signer.getStanding({ params: { id: caseId } })).items[0];
  expect(await standing()).toMatchObject({ concurs: ['CB'], broken: [] });
  good(await signer.changeFinding({ params: params(), body: { statement: 'edited' }, ifMatch: 2 }));
  expect(await standing()).toMatchObject({ concurs: [], broken: ['CB'] });
  const late = good(await signer.prepareOpinion({ params: params(), body: { ...opinion, version: 3 } }));
  const touched = await inBrowser('get', late.options);
  world.clock = new Date(world.clock.getTime() + 11 * 60_000);
  const slow = { ...opinion, version: 3, own: { signedAt: late.signedAt, credential: touched } };
  expect(await signer.signOpinion({ params: params(), body: slow })).toMatchObject({ status: 409 });
  const fresh = good(await signer.prepareOpinion({ params: params(), body: { ...opinion, version: 3 } }));
  const body = {
    ...opinion,
    version: 3,
    own: { signedAt: fresh.signedAt, credential: await inBrowser('get', fresh.options) },
  };
  expect(good(await signer.signOpinion({ params: params(), body })).state).toBe('valid');
  expect(await standing()).toMatchObject({ concurs: ['CB'], broken: [], joint: true });
});

test(
  'both offline verifiers check it in the sealed bundle, and name it when it was tampered with',
  { timeout: 120_000 },
  async () => {
    const { version } = good(await signer.getCase({ params: { id: caseId } }));
    good(await signer.submitReport({ params: { id: caseId }, ifMatch: version }));
    const bundle = good(await signer.getBundle({ params: { id: caseId } }));
    const trusted = good(await createClient({ baseUrl: '', fetch: fetchOf(world.server) }).getKeeper({}));
    const proof = { opinions: { given: 1, signed: 1 } };
    expect(await checkBundle('b.zip', bundle, trusted)).toMatchObject({ verdict: 'good', proof });
    const read = await readBundle('b.zip', bundle);
    if (!read.ok) throw new Error(read.reason);
    const text = Buffer.from(read.value.get('signatures.jsonl') ?? []).toString('utf8');
    expect(text).toContain('"assertion"');
    expect(Buffer.from(read.value.get('keys.json') ?? []).toString('utf8')).toContain('"ES256"');
    const changed = new Map(read.value).set(
      'signatures.jsonl',
      Buffer.from(text.replace('"clientDataJson":"e', '"clientDataJson":"f')),
    );
    expect(verifyBundle(changed, trusted, nodePrimitives)).toMatchObject({ verdict: 'tampered' });
    if (!hasPython()) return;
    const path = join(directory, 'b.zip');
    await writeFile(path, bundle);
    expect(pythonVerdicts([{ bundle: path, key: null }])).toMatchObject([{ verdict: 'good', proof }]);
  },
);
