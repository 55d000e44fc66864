import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { idParams, idSchema, instantSchema } from './common.ts';

export const newSavedSchema = z.strictObject({
  kind: z.enum(['view', 'scenario']),
  name: z.string().trim().min(1).max(120),
  address: z
    .string()
    .min(1)
    .max(8000)
    .regex(/^\/(?![/\\])/, 'must be a path of this installation, beginning with "/"')
    .describe('Path and query of the page, which hold all that it shows'),
  shared: z.boolean().default(false).describe('True: everybody of the party sees it'),
});
export const savedSchema = z
  .object({ id: idSchema, ...newSavedSchema.shape, shared: z.boolean(), mine: z.boolean(), createdAt: instantSchema })
  .meta({ id: 'Saved' });
export type Saved = z.infer<typeof savedSchema>;

const tag = 'Saved';
export const savedEndpoints = {
  listSaved: endpoint({
    method: 'GET',
    path: '/saved',
    summary: 'Views and scenarios that you keep, and those that others of your party share',
    tag,
    roles: 'signed in',
    query: z.object({ kind: newSavedSchema.shape.kind }),
    response: z.object({ items: z.array(savedSchema) }),
    status: 200,
  }),
  addSaved: endpoint({
    method: 'POST',
    path: '/saved',
    summary: 'Keep a view or a scenario under a name',
    tag,
    roles: 'signed in',
    body: newSavedSchema,
    response: savedSchema,
    status: 201,
    errors: ['conflict'],
  }),
  removeSaved: endpoint({
    method: 'DELETE',
    path: '/saved/:id',
    summary: 'Remove what you keep',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'nothing',
    status: 204,
  }),
};
