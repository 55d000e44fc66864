import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema } from './common.ts';

export const jobSchema = z
  .object({
    id: idSchema,
    kind: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    step: z.string().nullable(),
    done: z.int(),
    total: z.int(),
    result: z.record(z.string(), z.unknown()).nullable(),
    error: z.string().nullable(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;

export const webhookEvents = [
  'case.moved',
  'extract.released',
  'reply.received',
  'measure.created',
  'trial.harm',
  'trial.assessed',
  'progress.reported',
] as const;
export const webhookSchema = z
  .object({
    id: idSchema,
    url: z.url({ protocol: /^https?$/ }),
    events: z.array(z.enum(webhookEvents)).min(1),
    active: z.boolean(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhookSchema>;

const tag = 'Jobs and webhooks';
export const machineryEndpoints = {
  listJobs: endpoint({
    method: 'GET',
    path: '/jobs',
    summary: 'Your jobs',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt'], { state: jobSchema.shape.state.optional() }),
    response: pageOf(jobSchema),
    status: 200,
  }),
  getJob: endpoint({
    method: 'GET',
    path: '/jobs/:id',
    summary: 'One job',
    tag,
    roles: 'signed in',
    params: idParams,
    response: jobSchema,
    status: 200,
  }),
  watchJob: endpoint({
    method: 'GET',
    path: '/jobs/:id/events',
    summary: 'Progress of a job as server-sent events, until it ends',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'events',
    status: 200,
  }),
  cancelJob: endpoint({
    method: 'POST',
    path: '/jobs/:id/cancel',
    summary: 'Ask a job to stop',
    tag,
    roles: 'signed in',
    params: idParams,
    response: jobSchema,
    status: 202,
  }),
  listWebhooks: endpoint({
    method: 'GET',
    path: '/webhooks',
    summary: 'Webhooks of your party',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt'], {}),
    response: pageOf(webhookSchema),
    status: 200,
  }),
  addWebhook: endpoint({
    method: 'POST',
    path: '/webhooks',
    summary: 'Add a webhook for your party; its secret is shown once',
    tag,
    roles: 'signed in',
    body: z.strictObject({ url: webhookSchema.shape.url, events: webhookSchema.shape.events }),
    response: z.object({ webhook: webhookSchema, secret: z.string() }),
    status: 201,
    errors: ['conflict'],
  }),
  removeWebhook: endpoint({
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'End a webhook',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'nothing',
    status: 204,
  }),
};
