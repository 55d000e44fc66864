import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { partyKindSchema, roleSchema } from '../roles.ts';
import { idParams, idSchema, recordShape, titleSchema } from './common.ts';

export const newPartySchema = z.strictObject({
  id: idSchema.describe('Short id, such as "CB"; it never changes'),
  kind: partyKindSchema,
  name: titleSchema,
  country: z.string().length(2).nullable().default(null).describe('ISO 3166-1 alpha-2'),
  lei: z.string().length(20).nullable().default(null).describe('Of an institution: its submissions carry it'),
});
export const partySchema = z.object({ ...newPartySchema.shape, ...recordShape }).meta({ id: 'Party' });
export type Party = z.infer<typeof partySchema>;

export const newPersonSchema = z.strictObject({
  party: idSchema,
  name: titleSchema,
  login: z.string().trim().toLowerCase().min(3).max(200).describe('E-mail address or other name to sign in with'),
  roles: z.array(roleSchema).min(1),
});
export const personSchema = z
  .object({ ...recordShape, ...newPersonSchema.shape, active: z.boolean() })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof personSchema>;

const administrator = ['administrator'] as const;

export const partyEndpoints = {
  listParties: endpoint({
    method: 'GET',
    path: '/parties',
    summary: 'Parties that you may know of',
    tag: 'Parties and people',
    roles: 'signed in',
    query: listQuery(['name', 'id', 'createdAt'], { kind: partyKindSchema.optional() }),
    response: pageOf(partySchema),
    status: 200,
  }),
  getParty: endpoint({
    method: 'GET',
    path: '/parties/:id',
    summary: 'One party',
    tag: 'Parties and people',
    roles: 'signed in',
    params: idParams,
    response: partySchema,
    status: 200,
  }),
  addParty: endpoint({
    method: 'POST',
    path: '/parties',
    summary: 'Add a party',
    tag: 'Parties and people',
    roles: administrator,
    body: newPartySchema,
    response: partySchema,
    status: 201,
    errors: ['conflict'],
  }),
  listPeople: endpoint({
    method: 'GET',
    path: '/people',
    summary: 'People of your party; the administrator sees all',
    tag: 'Parties and people',
    roles: 'signed in',
    query: listQuery(['name', 'login', 'createdAt'], { party: idSchema.optional() }),
    response: pageOf(personSchema),
    status: 200,
  }),
  addPerson: endpoint({
    method: 'POST',
    path: '/people',
    summary: 'Add a person; the answer has the one-time link that sets their password',
    tag: 'Parties and people',
    roles: administrator,
    body: newPersonSchema,
    response: z.object({ person: personSchema, link: z.string().describe('Path of the one-time link') }),
    status: 201,
    errors: ['conflict'],
  }),
  giveLink: endpoint({
    method: 'POST',
    path: '/people/:id/link',
    summary: 'A new one-time link for a person: it sets a new password and ends the second factor',
    tag: 'Parties and people',
    roles: administrator,
    params: idParams,
    response: z.object({ link: z.string().describe('Path of the one-time link') }),
    status: 201,
    errors: ['conflict'],
  }),
  changePerson: endpoint({
    method: 'PATCH',
    path: '/people/:id',
    summary: 'Change roles, or end the access of a person',
    tag: 'Parties and people',
    roles: administrator,
    params: idParams,
    body: z.strictObject({ roles: z.array(roleSchema).min(1).optional(), active: z.boolean().optional() }),
    response: personSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
};
