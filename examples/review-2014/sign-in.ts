import { createClient, type Fetch, type PartyKind, rolesOf } from '@underpin/contract';

export type Client = ReturnType<typeof createClient>;
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problem: { readonly detail: string } };

/** The value of an answer that must be good. */
export function good<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.problem.detail}`);
  return answer.value;
}

/** Asks over HTTP with cookies, as a browser does, and waits when the server says that too much was asked. */
function browser(): Fetch {
  let cookie = '';
  const ask: Fetch = async (url, { method, headers, body }) => {
    const sent = cookie === '' ? headers : { ...headers, cookie };
    const answer = await fetch(url, { method, headers: sent, ...(body === undefined ? {} : { body: body as string }) });
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after') ?? 1);
      process.stderr.write(`The server asks for ${seconds} s of patience.\n`);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      return ask(url, { method, headers, ...(body === undefined ? {} : { body }) });
    }
    const [given] = answer.headers.getSetCookie();
    if (given !== undefined) cookie = given.split(';')[0] ?? '';
    return answer;
  };
  return ask;
}

/** The administrator: of the example by one click, of any other server by an API token. */
export async function administratorOf(baseUrl: string, token: string | undefined): Promise<Client> {
  if (token !== undefined) return createClient({ baseUrl, fetch: browser(), token });
  const door = browser();
  const anyone = createClient({ baseUrl, fetch: door });
  const { example } = good(await anyone.getDoor({}));
  const administrator = example?.find(({ role }) => role === 'administrator');
  if (administrator === undefined)
    throw new Error(
      'This is not the example on your own machine: give an API token of an administrator in UNDERPIN_TOKEN.',
    );
  const { csrf } = good(await anyone.enterExample({ body: { person: administrator.person } }));
  return createClient({ baseUrl, fetch: door, ...(csrf === null ? {} : { csrf }) });
}

/** Adds a person of a party (the party too, when it is not there), uses their one-time link and signs them in. */
export async function join(
  baseUrl: string,
  administrator: Client,
  party: { readonly id: string; readonly kind: PartyKind; readonly name: string; readonly lei?: string },
): Promise<Client> {
  const added = await administrator.addParty({ body: party });
  if (!added.ok && added.status !== 409) good(added);
  const login = `${party.id.toLowerCase()}.${crypto.randomUUID().slice(0, 8)}@example.org`;
  const person = { party: party.id, name: `Official of ${party.name}`, login, roles: [...rolesOf[party.kind]] };
  const { link } = good(await administrator.addPerson({ body: person }));
  const door = browser();
  const anyone = createClient({ baseUrl, fetch: door });
  const password = `${crypto.randomUUID()} ${party.id}`;
  good(await anyone.useLink({ body: { token: link.split('#')[1] ?? '', password } }));
  const { csrf } = good(await anyone.signIn({ body: { login, password } }));
  return createClient({ baseUrl, fetch: door, ...(csrf === null ? {} : { csrf }) });
}
