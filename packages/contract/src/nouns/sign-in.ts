import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { pageOf, listQuery } from '../page.ts';
import { idParams, idSchema, instantSchema, titleSchema } from './common.ts';
import { roleSchema } from '../roles.ts';
import { partySchema, personSchema } from './parties.ts';

const password = z.string().min(12).max(128);
const code = z.string().regex(/^\d{6}$/);

export const sessionSchema = z
  .object({
    person: personSchema,
    party: partySchema,
    csrf: z.string().nullable().describe('Send it as x-csrf-token with every change; null with an API token'),
    expiresAt: instantSchema,
    totp: z.boolean().describe('Whether a second factor is set up'),
  })
  .meta({ id: 'Session' });

export const tokenScopeSchema = z.enum(['read', 'write']);
export const tokenSchema = z
  .object({
    id: idSchema,
    name: titleSchema,
    scope: tokenScopeSchema,
    createdAt: instantSchema,
    expiresAt: instantSchema,
    lastUsedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Token' });

export const exampleDoorSchema = z
  .object({
    person: idSchema,
    name: titleSchema,
    role: roleSchema,
    party: idSchema,
    partyName: titleSchema,
  })
  .meta({ id: 'ExamplePerson' });

const tag = 'Signing in';
export const signInEndpoints = {
  getDoor: endpoint({
    method: 'GET',
    path: '/door',
    summary: 'Ways to sign in here',
    tag,
    roles: 'anyone',
    response: z.object({
      oidc: z.boolean().describe('Whether there is sign-in by an identity provider, at /api/v1/oidc/start'),
      example: z
        .array(exampleDoorSchema)
        .nullable()
        .describe('People of the example, who need no password; null unless this is the example on your own machine'),
    }),
    status: 200,
  }),
  enterExample: endpoint({
    method: 'POST',
    path: '/example-session',
    summary: 'Sign in as somebody of the example; only on the example, on your own machine',
    tag,
    roles: 'anyone',
    body: z.strictObject({ person: idSchema }),
    response: sessionSchema,
    status: 200,
    errors: ['not found', 'signed out'],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    summary: 'Sign in with a local account',
    tag,
    roles: 'anyone',
    body: z.strictObject({ login: z.string().max(200), password: z.string().max(200), code: code.optional() }),
    response: sessionSchema,
    status: 200,
    errors: ['signed out', 'too many'],
  }),
  getSession: endpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who you are',
    tag,
    roles: 'signed in',
    response: sessionSchema,
    status: 200,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    tag,
    roles: 'signed in',
    response: 'nothing',
    status: 204,
  }),
  useLink: endpoint({
    method: 'POST',
    path: '/links',
    summary: 'Set the password by a one-time link',
    tag,
    roles: 'anyone',
    body: z.strictObject({ token: z.string().max(100), password }),
    response: z.object({ login: z.string() }),
    status: 200,
    errors: ['not found', 'conflict'],
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/session/password',
    summary: 'Change your password; ends your other sessions',
    tag,
    roles: 'signed in',
    body: z.strictObject({ old: z.string().max(200), password }),
    response: 'nothing',
    status: 204,
    errors: ['conflict'],
  }),
  beginTotp: endpoint({
    method: 'POST',
    path: '/session/totp',
    summary: 'Begin to set up a second factor',
    tag,
    roles: 'signed in',
    response: z.object({ uri: z.string().describe('otpauth URI'), secret: z.string() }),
    status: 201,
  }),
  confirmTotp: endpoint({
    method: 'PUT',
    path: '/session/totp',
    summary: 'Confirm the second factor with a code',
    tag,
    roles: 'signed in',
    body: z.strictObject({ code }),
    response: 'nothing',
    status: 204,
    errors: ['conflict'],
  }),
  listTokens: endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'Your API tokens',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt'], {}),
    response: pageOf(tokenSchema),
    status: 200,
  }),
  addToken: endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token; it is shown once',
    tag,
    roles: 'signed in',
    body: z.strictObject({ name: titleSchema, scope: tokenScopeSchema, days: z.int().min(1).max(366) }),
    response: z.object({ token: tokenSchema, secret: z.string() }),
    status: 201,
  }),
  removeToken: endpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'End an API token',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'nothing',
    status: 204,
  }),
};
