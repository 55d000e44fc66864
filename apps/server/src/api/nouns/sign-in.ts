import {
  addToken,
  beginTotp,
  type Caller,
  changePassword,
  confirmTotp,
  done,
  notFound,
  listTokens,
  type NewSession,
  removeToken,
  signIn,
  signOut,
  useLink,
} from '@underpin/app';
import type { FastifyReply } from 'fastify';
import { type ApiOptions, doorOf } from '../api-options.ts';
import { sessionCookie } from '../caller.ts';
import type { Routes } from '../route.ts';

/** Gives the browser its session: out of reach of scripts, and not sent with requests that other sites make. */
export function setSession(reply: FastifyReply, session: NewSession, options: ApiOptions): void {
  reply.setCookie(sessionCookie, session.secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: options.secure,
    expires: new Date(session.caller.expiresAt),
  });
}

const told = ({ person, party, csrf, expiresAt, totp }: Caller) => ({ person, party, csrf, expiresAt, totp });

export function signInRoutes(routes: Routes): void {
  const { options } = routes;
  const door = doorOf(options);
  // A page asks for the ways in, and a click on the example guesses nothing: neither counts as a try to sign in.
  routes.anyone(
    'getDoor',
    async ({ request }) => {
      const people = (await options.example?.people(door, request)) ?? null;
      return done({ oidc: options.oidc !== undefined, example: people === null ? null : [...people] });
    },
    'often',
  );
  routes.anyone(
    'enterExample',
    async ({ body, request, reply }) => {
      const outcome = (await options.example?.enter(door, request, body.person)) ?? notFound;
      if (!outcome.ok) return outcome;
      setSession(reply, outcome.value, options);
      return done(told(outcome.value.caller));
    },
    'often',
  );
  routes.anyone('signIn', async ({ body, reply }) => {
    const outcome = await signIn(door, body);
    if (!outcome.ok) return outcome;
    setSession(reply, outcome.value, options);
    return done(told(outcome.value.caller));
  });
  routes.caller('getSession', async (caller) => done(told(caller)));
  routes.caller('signOut', async (caller, { reply }) => {
    if (caller.sessionId !== null) await signOut(door, caller.sessionId);
    reply.clearCookie(sessionCookie, { path: '/' });
    return done(undefined);
  });
  routes.anyone('useLink', ({ body }) => useLink(door, body));
  routes.caller('changePassword', (caller, { body }) => changePassword(door, caller, body));
  routes.caller('beginTotp', (caller) => beginTotp(door, caller));
  routes.caller('confirmTotp', (caller, { body }) => confirmTotp(door, caller, body.code));
  routes.caller('listTokens', async (caller) => {
    const items = [...(await listTokens(door, caller))];
    return done({ items, next: null, total: items.length });
  });
  routes.caller('addToken', (caller, { body }) => addToken(door, caller, body));
  routes.caller('removeToken', (caller, { params }) => removeToken(door, caller, params.id));
}
