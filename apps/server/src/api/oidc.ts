import { type Claims, problemOf, signInByIdentity, type Outcome, type NewSession } from '@underpin/app';
import type { FastifyInstance } from 'fastify';
import * as client from 'openid-client';
import { type ApiOptions, doorOf, type OidcOptions } from './api-options.ts';
import { setSession } from './nouns/sign-in.ts';
import { sendProblem } from './problems.ts';

const cookie = 'underpin_oidc';
const purpose = 'oidc';
const minutes = 10;

interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: string;
}

/** Sign-in by an OpenID Connect provider: authorization code with PKCE, state and nonce. */
export function oidcRoutes(server: FastifyInstance, options: ApiOptions, oidc: OidcOptions): void {
  const redirect = `${oidc.publicUrl}/api/v1/oidc/callback`;
  const loopback = new URL(oidc.issuer).hostname === '127.0.0.1' || new URL(oidc.issuer).hostname === 'localhost';
  let found: Promise<client.Configuration> | null = null;
  const configuration = async (): Promise<client.Configuration> => {
    const allowed = loopback ? { execute: [client.allowInsecureRequests] } : {};
    found ??= client.discovery(new URL(oidc.issuer), oidc.clientId, oidc.clientSecret, undefined, allowed);
    try {
      return await found;
    } catch (error) {
      found = null;
      throw error;
    }
  };
  const config = { rateLimit: { max: options.rates.signIns, timeWindow: 60_000 } };

  server.get('/oidc/start', { config }, async (_request, reply) => {
    const pending: Pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      until: new Date(options.now().getTime() + minutes * 60_000).toISOString(),
    };
    reply.setCookie(cookie, options.sealer.seal(JSON.stringify(pending), purpose), {
      path: '/api/v1/oidc',
      httpOnly: true,
      sameSite: 'lax',
      secure: options.secure,
      maxAge: minutes * 60,
    });
    const address = client.buildAuthorizationUrl(await configuration(), {
      redirect_uri: redirect,
      scope: 'openid email',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    });
    return reply.redirect(address.href);
  });

  server.get('/oidc/callback', { config }, async (request, reply) => {
    const pending = pendingOf(request.cookies[cookie], options);
    reply.clearCookie(cookie, { path: '/api/v1/oidc' });
    const outcome = await finish(new URL(request.url, oidc.publicUrl), pending);
    if (!outcome.ok) return sendProblem(reply, outcome.kind, outcome.reason);
    setSession(reply, outcome.value, options);
    return reply.redirect('/signed-in');
  });

  async function finish(address: URL, pending: Pending | null): Promise<Outcome<NewSession>> {
    const again = problemOf('signed out', 'This sign-in was not begun here, or too long ago. Begin again.');
    if (pending === null) return again;
    const claims = await claimsOf(address, pending);
    return claims === null ? again : signInByIdentity(doorOf(options), claims);
  }

  async function claimsOf(address: URL, pending: Pending): Promise<Claims | null> {
    try {
      const tokens = await client.authorizationCodeGrant(await configuration(), address, {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return null;
      const { email, email_verified: verified } = claims;
      const verifiedEmail = typeof email === 'string' && verified === true ? email : null;
      return { issuer: claims.iss, subject: claims.sub, verifiedEmail };
    } catch (error) {
      options.tell(error);
      return null;
    }
  }
}

function pendingOf(sealed: string | undefined, options: ApiOptions): Pending | null {
  if (sealed === undefined) return null;
  try {
    const pending = JSON.parse(options.sealer.open(sealed, purpose)) as Pending;
    return pending.until > options.now().toISOString() ? pending : null;
  } catch {
    return null;
  }
}
