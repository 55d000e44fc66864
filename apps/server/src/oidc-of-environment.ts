/** The identity provider that the environment names; undefined without one. */
export function oidcOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined {
  const issuer = environment['UNDERPIN_OIDC_ISSUER'];
  const clientId = environment['UNDERPIN_OIDC_CLIENT_ID'];
  const clientSecret = environment['UNDERPIN_OIDC_CLIENT_SECRET'];
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret };
}
