import type { Endpoint, ProblemKind } from '@underpin/contract';
import type { FastifyRequest } from 'fastify';
import { type ApiOptions, doorOf } from '../api/api-options.ts';
import { callerOf, whyNot } from '../api/caller.ts';

/** Why a request about the sector is not answered; null when it is. */
export type SectorGuard = (
  endpoint: Endpoint,
  request: FastifyRequest,
) => Promise<{ readonly kind: ProblemKind; readonly reason: string } | null>;

/** Asks for a session or token with a fitting role; when `open` (the example, on this machine only) nobody need sign in. */
export function sectorGuard(options: ApiOptions, { open }: { readonly open: () => boolean }): SectorGuard {
  return async (endpoint, request) => {
    const caller = await callerOf(doorOf(options), request);
    if (caller !== null) {
      const reason = whyNot(endpoint, caller, request);
      return reason === null || open() ? null : { kind: 'forbidden', reason };
    }
    return open() && isLoopback(request.ip) ? null : { kind: 'signed out', reason: 'Sign in, or send an API token.' };
  };
}

/** True for the addresses by which a machine reaches only itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127\./.test(host);
}
