import { timingSafeEqual } from 'node:crypto';
import { type Caller, callerOfSession, callerOfToken, type Door } from '@underpin/app';
import type { Endpoint } from '@underpin/contract';
import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'underpin_session';

/** Who asks, by API token or cookie; null when nobody is signed in. */
export async function callerOf(door: Door, request: FastifyRequest): Promise<Caller | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer (\S{1,200})$/.exec(authorization) ?? [];
    return token === undefined ? null : callerOfToken(door, token);
  }
  const secret = request.cookies[sessionCookie];
  return secret === undefined ? null : callerOfSession(door, secret);
}

/** Why this caller may not ask this, from what is known of the caller alone; null when they may. */
export function whyNot(endpoint: Endpoint, caller: Caller, request: FastifyRequest): string | null {
  const { roles } = endpoint;
  if (roles !== 'anyone' && roles !== 'signed in' && !roles.some((role) => caller.acting.roles.includes(role))) {
    return `This is for: ${roles.join(', ')}.`;
  }
  if (endpoint.method === 'GET') return null;
  if (caller.scope === 'read') return 'This API token may only read.';
  if (caller.via === 'session' && !same(String(request.headers['x-csrf-token'] ?? ''), caller.csrf ?? '')) {
    return 'Send the "csrf" value of the session as x-csrf-token.';
  }
  return null;
}

function same(given: string, expected: string): boolean {
  const [one, two] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === two.length && timingSafeEqual(one, two);
}
