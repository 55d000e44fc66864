import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { idParams, idSchema, instantSchema, titleSchema } from './common.ts';

export const securityKeySchema = z
  .object({ id: idSchema, name: titleSchema, createdAt: instantSchema, usedAt: instantSchema.nullable() })
  .meta({ id: 'SecurityKey' });
export type SecurityKey = z.infer<typeof securityKeySchema>;

const member = z.string().max(20_000);
/** What the browser's `navigator.credentials.create()` gives, as its `toJSON()` writes it. */
export const newCredentialSchema = z.looseObject({
  id: member,
  rawId: member,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: member, attestationObject: member }),
  clientExtensionResults: z.looseObject({}),
});
/** What the browser's `navigator.credentials.get()` gives, as its `toJSON()` writes it. */
export const usedCredentialSchema = z.looseObject({
  id: member,
  rawId: member,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: member, authenticatorData: member, signature: member }),
  clientExtensionResults: z.looseObject({}),
});
/** Options for the browser, as `PublicKeyCredential.parse…OptionsFromJSON()` reads them. */
export const credentialOptionsSchema = z.record(z.string(), z.unknown());

const tag = 'Signing in';
export const securityKeyEndpoints = {
  listSecurityKeys: endpoint({
    method: 'GET',
    path: '/security-keys',
    summary: 'Keys that you brought (WebAuthn)',
    tag,
    roles: 'signed in',
    response: z.object({ items: z.array(securityKeySchema) }),
    status: 200,
  }),
  beginSecurityKey: endpoint({
    method: 'POST',
    path: '/security-keys/begin',
    summary: 'Options for the browser to register a key of yours',
    tag,
    roles: 'signed in',
    body: z.strictObject({}),
    response: z.object({ options: credentialOptionsSchema, state: z.string() }),
    status: 200,
  }),
  addSecurityKey: endpoint({
    method: 'POST',
    path: '/security-keys',
    summary: 'Register the key that the browser made',
    tag,
    roles: 'signed in',
    body: z.strictObject({ name: titleSchema, state: z.string().max(4000), credential: newCredentialSchema }),
    response: securityKeySchema,
    status: 201,
    errors: ['conflict'],
  }),
  removeSecurityKey: endpoint({
    method: 'DELETE',
    path: '/security-keys/:id',
    summary: 'Forget a key of yours; what it signed stays signed',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'nothing',
    status: 204,
  }),
};
