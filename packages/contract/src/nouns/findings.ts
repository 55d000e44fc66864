import { positionSchema, reviewFindingSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { credentialOptionsSchema, usedCredentialSchema } from './security-keys.ts';
import { changeOf, idParams, idSchema, instantSchema, recordShape, sha256Schema, textSchema } from './common.ts';

export const newFindingSchema = z.strictObject({
  statement: textSchema,
  severity: reviewFindingSchema.shape.severity,
  evidence: z.array(idSchema).min(1).max(500).describe('Ids of the evidence that it rests on, frozen figures included'),
});
export const findingSchema = z
  .object({
    ...recordShape,
    ...newFindingSchema.shape,
    caseId: idSchema,
    party: idSchema.describe('Authority that owns it'),
    sharedAt: instantSchema.nullable(),
  })
  .meta({ id: 'CaseFinding' });
export type CaseFinding = z.infer<typeof findingSchema>;

/** What an authenticator signs besides the challenge (WebAuthn, section 7.2); both as base64. */
export const assertionSchema = z.object({ authenticatorData: z.string(), clientDataJson: z.string() });
export type Assertion = z.infer<typeof assertionSchema>;

export const opinionSchema = z
  .object({
    id: idSchema,
    caseId: idSchema,
    finding: idSchema,
    party: idSchema,
    person: idSchema,
    position: positionSchema,
    reasons: textSchema,
    signedAt: instantSchema,
    findingSha256: sha256Schema.describe('Of the finding and its basis, as they were when it was signed'),
    publicKey: z.string().describe('Ed25519, or P-256 of a key that the person brought; SPKI, base64'),
    signature: z
      .string()
      .describe('Over the text of the opinion, or over "assertion" whose challenge is its SHA-256; base64'),
    assertion: assertionSchema.nullable().describe('When a key that the person brought has signed (WebAuthn)'),
    supersededAt: instantSchema.nullable(),
    state: z
      .enum(['valid', 'broken', 'superseded'])
      .describe('"broken": the finding, its basis or the opinion itself is no longer what was signed'),
  })
  .meta({ id: 'Opinion' });
export type CaseOpinion = z.infer<typeof opinionSchema>;

export const standingSchema = z
  .object({
    finding: idSchema,
    concurs: z.array(idSchema),
    reserved: z.array(idSchema).describe('Authorities that concur with reservation'),
    dissents: z.array(idSchema),
    broken: z.array(idSchema).describe('Authorities whose signature is broken: it counts for nothing'),
    silent: z.array(idSchema).describe('Authorities that gave no opinion: that is not concurrence'),
    joint: z.boolean().describe('Whether as many authorities as the quorum asks concur'),
  })
  .meta({ id: 'Standing' });
export type Standing = z.infer<typeof standingSchema>;

const analyst = ['analyst', 'signatory'] as const;
const tag = 'Findings and opinions';
export const findingEndpoints = {
  listFindings: endpoint({
    method: 'GET',
    path: '/cases/:id/findings',
    summary: 'Findings of a case that you may see',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['createdAt', 'severity'], {
      party: idSchema.optional(),
      severity: newFindingSchema.shape.severity.optional(),
    }),
    response: pageOf(findingSchema),
    status: 200,
  }),
  getFinding: endpoint({
    method: 'GET',
    path: '/findings/:id',
    summary: 'One finding',
    tag,
    roles: 'signed in',
    params: idParams,
    response: findingSchema,
    status: 200,
  }),
  addFinding: endpoint({
    method: 'POST',
    path: '/cases/:id/findings',
    summary: 'Draft a finding; only your authority sees it until it is shared',
    tag,
    roles: analyst,
    params: idParams,
    body: newFindingSchema,
    response: findingSchema,
    status: 201,
    errors: ['conflict'],
  }),
  changeFinding: endpoint({
    method: 'PATCH',
    path: '/findings/:id',
    summary: 'Change a finding; signatures on it break',
    tag,
    roles: analyst,
    params: idParams,
    body: changeOf(newFindingSchema),
    response: findingSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  shareFinding: endpoint({
    method: 'POST',
    path: '/findings/:id/share',
    summary: 'Let the other authorities of the case see it; all evidence that it rests on must be visible to them',
    tag,
    roles: analyst,
    params: idParams,
    response: findingSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  listOpinions: endpoint({
    method: 'GET',
    path: '/cases/:id/opinions',
    summary: 'Opinions of the authorities, with whether each signature still stands',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['signedAt'], { finding: idSchema.optional(), party: idSchema.optional() }),
    response: pageOf(opinionSchema),
    status: 200,
  }),
  signOpinion: endpoint({
    method: 'POST',
    path: '/findings/:id/opinions',
    summary: 'Give and sign the opinion of your authority; it supersedes the one before',
    tag,
    roles: ['signatory'],
    params: idParams,
    body: z.strictObject({
      position: positionSchema,
      reasons: textSchema,
      version: z.int().describe('Version of the finding that was read'),
      own: z
        .strictObject({ signedAt: instantSchema, credential: usedCredentialSchema })
        .optional()
        .describe(
          'Signed with a key of your own: what the browser gave for the options of "prepareOpinion". Without it the server signs with the key that it holds for you',
        ),
    }),
    response: opinionSchema,
    status: 201,
    errors: ['conflict', 'changed'],
  }),
  prepareOpinion: endpoint({
    method: 'POST',
    path: '/findings/:id/opinions/prepare',
    summary:
      'Options for the browser to sign an opinion with a key of your own; the challenge is the hash of the opinion',
    tag,
    roles: ['signatory'],
    params: idParams,
    body: z.strictObject({ position: positionSchema, reasons: textSchema, version: z.int() }),
    response: z.object({ options: credentialOptionsSchema, signedAt: instantSchema }),
    status: 200,
    errors: ['conflict', 'changed'],
  }),
  getStanding: endpoint({
    method: 'GET',
    path: '/cases/:id/standing',
    summary: 'How the authorities stand on each finding',
    tag,
    roles: 'signed in',
    params: idParams,
    response: z.object({ items: z.array(standingSchema) }),
    status: 200,
  }),
};
