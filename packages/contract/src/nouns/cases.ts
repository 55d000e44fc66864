import { isoDateSchema, markingSchema, subjectSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { changeOf, idParams, idSchema, instantSchema, recordShape, textSchema, titleSchema } from './common.ts';

export const caseStates = [
  'draft',
  'open',
  'collecting',
  'drafting',
  'reply',
  'deliberation',
  'submitted',
  'decided',
  'closed',
] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;

export const newCaseSchema = z.strictObject({
  title: titleSchema,
  question: textSchema.describe('What the review is to answer'),
  subject: subjectSchema.nullable().default(null),
  marking: markingSchema,
  authorities: z.array(idSchema).min(1).max(50).describe('Authorities that take part; the opening one is added'),
  workingGroup: idSchema.describe('To whom the report goes, and who decides'),
  quorum: z.int().min(1).describe('Number of authorities that must concur for a finding to be joint'),
});
export const caseSchema = z
  .object({
    ...recordShape,
    ...newCaseSchema.shape,
    lead: idSchema.describe('Authority that opened the case'),
    state: caseStateSchema,
    stateSince: instantSchema,
    dueAt: instantSchema.nullable().describe('When the clock of the state runs out; null where it has none'),
  })
  .meta({ id: 'Case' });
export type Case = z.infer<typeof caseSchema>;

export const newTaskSchema = z.strictObject({
  title: titleSchema,
  owner: idSchema.describe('Authority that is to do it'),
  dueOn: isoDateSchema.nullable().default(null),
});
export const taskSchema = z
  .object({ ...recordShape, ...newTaskSchema.shape, caseId: idSchema, done: z.boolean() })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof taskSchema>;

const analyst = ['analyst', 'signatory'] as const;
const tag = 'Cases';
export const caseEndpoints = {
  listCases: endpoint({
    method: 'GET',
    path: '/cases',
    summary: 'Cases that you may see',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt', 'title', 'stateSince'], { state: caseStateSchema.optional() }),
    response: pageOf(caseSchema),
    status: 200,
  }),
  getCase: endpoint({
    method: 'GET',
    path: '/cases/:id',
    summary: 'One case',
    tag,
    roles: 'signed in',
    params: idParams,
    response: caseSchema,
    status: 200,
  }),
  addCase: endpoint({
    method: 'POST',
    path: '/cases',
    summary: 'Begin a case as a draft that only your authority sees',
    tag,
    roles: analyst,
    body: newCaseSchema,
    response: caseSchema,
    status: 201,
    errors: ['conflict'],
  }),
  changeCase: endpoint({
    method: 'PATCH',
    path: '/cases/:id',
    summary: 'Change a draft',
    tag,
    roles: analyst,
    params: idParams,
    body: changeOf(newCaseSchema),
    response: caseSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  moveCase: endpoint({
    method: 'POST',
    path: '/cases/:id/state',
    summary: 'Move the case to another state',
    tag,
    roles: ['analyst', 'signatory', 'member'],
    params: idParams,
    body: z.strictObject({ to: caseStateSchema.exclude(['draft', 'submitted', 'decided']) }),
    response: caseSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  listTasks: endpoint({
    method: 'GET',
    path: '/cases/:id/tasks',
    summary: 'Tasks of a case',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['createdAt', 'title'], { owner: idSchema.optional() }),
    response: pageOf(taskSchema),
    status: 200,
  }),
  addTask: endpoint({
    method: 'POST',
    path: '/cases/:id/tasks',
    summary: 'Add a task',
    tag,
    roles: analyst,
    params: idParams,
    body: newTaskSchema,
    response: taskSchema,
    status: 201,
    errors: ['conflict'],
  }),
  changeTask: endpoint({
    method: 'PATCH',
    path: '/tasks/:id',
    summary: 'Change a task, or mark it done',
    tag,
    roles: analyst,
    params: idParams,
    body: changeOf(z.strictObject({ ...newTaskSchema.shape, done: z.boolean() })),
    response: taskSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
};
