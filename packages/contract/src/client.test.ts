import { expect, test } from 'vitest';
import { createClient, type Fetch } from './client.ts';

function heard(status: number, body: unknown): { fetch: Fetch; calls: Parameters<Fetch>[] } {
  const calls: Parameters<Fetch>[] = [];
  const fetch: Fetch = (...call) => {
    calls.push(call);
    return Promise.resolve({
      status,
      headers: { get: () => null },
      json: () => Promise.resolve(body),
      arrayBuffer: () => Promise.resolve(new Uint8Array([1, 2]).buffer),
    });
  };
  return { fetch, calls };
}

test('path, query, headers and body are made from the call', async () => {
  const { fetch, calls } = heard(200, { id: 'c' });
  const client = createClient({ baseUrl: 'http://h', fetch, token: 't' });
  const answer = await client.changeCase({
    params: { id: 'a/b' },
    body: { title: 'x' },
    ifMatch: 3,
    idempotencyKey: 'k',
  });
  expect(answer).toEqual({ ok: true, status: 200, value: { id: 'c' } });
  const [url, init] = calls[0] ?? [];
  expect(url).toBe('http://h/api/v1/cases/a%2Fb');
  expect(init).toMatchObject({ method: 'PATCH', body: '{"title":"x"}' });
  expect(init?.headers).toMatchObject({ 'if-match': '"3"', authorization: 'Bearer t', 'idempotency-key': 'k' });
  await client.listCases({ query: { state: 'open', limit: 5 } });
  expect(calls[1]?.[0]).toBe('http://h/api/v1/cases?state=open&limit=5');
});

test('a problem is an answer, a file is bytes', async () => {
  const problem = { type: '/problems/not-found', title: 't', status: 404, detail: 'd' };
  const refused = await createClient({ baseUrl: '', fetch: heard(404, problem).fetch }).getCase({
    params: { id: 'x' },
  });
  expect(refused).toEqual({ ok: false, status: 404, problem });
  const file = await createClient({ baseUrl: '', fetch: heard(200, null).fetch }).getEvidenceFile({
    params: { id: 'x' },
  });
  expect(file).toEqual({ ok: true, status: 200, value: new Uint8Array([1, 2]) });
});
