import { columnMappingSchema, findingSchema, isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema, recordShape, sha256Schema } from './common.ts';

/** What becomes of rows: `remove` counts rows that the register has and a whole file lacks. */
export const rowCountsSchema = z
  .object({
    create: z.int(),
    update: z.int(),
    skip: z.int().describe('Rows that change nothing'),
    fail: z.int(),
    remove: z.int().describe('Rows that the register has and the whole file has not'),
  })
  .meta({ id: 'RowCounts' });
export type RowCounts = z.infer<typeof rowCountsSchema>;

export const filingWays = ['whole', 'rows'] as const;

/** How a file is to be read. Everything may be left out. */
export const filingOptionsSchema = z.strictObject({
  as: z
    .enum(filingWays)
    .optional()
    .describe(
      '"whole": the file is the register, kept as received; "rows": its rows go into a register. By default CSV files and workbooks of a register are rows',
    ),
  onto: sha256Schema
    .nullable()
    .optional()
    .describe(
      'Submission that the rows go into, or that a whole file is compared with; null for none. By default the latest of the entity',
    ),
  entity: z.string().min(1).max(100).optional().describe('LEI of the entity whose latest register the rows go into'),
  mapping: z
    .array(columnMappingSchema)
    .max(50)
    .optional()
    .describe('What the columns of CSV files with their own headers are'),
  profile: z.string().max(50).optional().describe('Profile of a new register, such as "dora-4.0"'),
  scope: z.enum(['CON', 'IND']).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Country of the authority'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('Currency of the amounts'),
  referenceDate: isoDateSchema.optional().describe('Reference date of the register that the rows make'),
});
export type FilingOptions = z.infer<typeof filingOptionsSchema>;

export const previewSummarySchema = z
  .object({
    as: z.enum(filingWays),
    options: filingOptionsSchema,
    comparedWith: sha256Schema
      .nullable()
      .describe('Submission that the rows were compared with; null when there was none'),
    at: instantSchema.describe('Moment for which the preview was made'),
    format: z.enum(['dora', 'inventory']).nullable(),
    profile: z.string().nullable(),
    entity: z.string().nullable(),
    referenceDate: isoDateSchema.nullable(),
    counts: rowCountsSchema,
    findings: z.record(z.string(), z.int()).describe('Number of findings by severity, of what would be filed'),
    rejected: z.boolean().describe('Whether an authority would refuse it'),
    result: sha256Schema.nullable().describe('Id that the submission will have; null when nothing can be filed'),
    supersedes: sha256Schema.nullable(),
    refusal: z.string().nullable().describe('Why it cannot be filed as it is, and what to do; null when it can'),
  })
  .meta({ id: 'PreviewSummary' });
export type PreviewSummary = z.infer<typeof previewSummarySchema>;

export const uploadSchema = z
  .object({
    ...recordShape,
    party: idSchema,
    person: idSchema,
    name: z.string().describe('File name as received'),
    bytes: z.int(),
    sha256: sha256Schema,
    mediaType: z.string().describe('As the bytes tell, whatever the name says'),
    state: z.enum(['received', 'previewed', 'filed']),
    preview: previewSummarySchema.nullable(),
    failedRows: z.boolean().describe('Whether there are failed rows to download'),
    submission: sha256Schema.nullable().describe('What it became'),
    filedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof uploadSchema>;

export const rowProblemSchema = z
  .object({
    file: z.string(),
    table: z.string(),
    line: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    rule: z.string(),
    message: z.string(),
    nearest: z
      .array(z.object({ code: z.string(), label: z.string() }))
      .describe('Allowed values that may be meant, nearest first'),
  })
  .meta({ id: 'RowProblem' });
export type RowProblem = z.infer<typeof rowProblemSchema>;

export const uploadPreviewSchema = z
  .object({
    summary: previewSummarySchema,
    tables: z.array(z.object({ file: z.string(), table: z.string(), counts: rowCountsSchema })),
    problems: z.array(rowProblemSchema),
    moreProblems: z.int().describe('Problems of rows that are not listed; the file of failed rows has all'),
    findings: z.array(findingSchema).describe('What the checks say of what would be filed'),
    moreFindings: z.int(),
    changes: z
      .array(z.object({ table: z.string(), line: z.int(), column: z.string(), from: z.string(), to: z.string() }))
      .describe('Cells that updates change'),
    moreChanges: z.int(),
    mapping: z
      .array(
        z.object({
          mapping: columnMappingSchema,
          headers: z.array(
            z.object({ header: z.string(), code: z.string().nullable(), label: z.string(), likeness: z.number() }),
          ),
        }),
      )
      .describe('Mappings to confirm, for CSV files with headers of their own'),
  })
  .meta({ id: 'UploadPreview' });
export type UploadPreview = z.infer<typeof uploadPreviewSchema>;

const filers = ['reporter', 'analyst'] as const;
const tag = 'Uploads';
export const uploadEndpoints = {
  addUpload: endpoint({
    method: 'POST',
    path: '/uploads',
    summary: 'Upload a register, an inventory, or rows for one; nothing is filed yet',
    tag,
    roles: filers,
    query: z.object({ name: z.string().trim().min(1).max(255).describe('Name of the file, as it would be filed') }),
    bodyFile: true,
    response: uploadSchema,
    status: 201,
    errors: ['conflict', 'too large', 'media type'],
  }),
  listUploads: endpoint({
    method: 'GET',
    path: '/uploads',
    summary: 'Uploads of your party',
    tag,
    roles: filers,
    query: listQuery(['createdAt', 'name'], { state: uploadSchema.shape.state.optional() }),
    response: pageOf(uploadSchema),
    status: 200,
  }),
  getUpload: endpoint({
    method: 'GET',
    path: '/uploads/:id',
    summary: 'One upload',
    tag,
    roles: filers,
    params: idParams,
    response: uploadSchema,
    status: 200,
  }),
  removeUpload: endpoint({
    method: 'DELETE',
    path: '/uploads/:id',
    summary: 'Throw away an upload that was not filed',
    tag,
    roles: filers,
    params: idParams,
    response: 'nothing',
    status: 204,
    errors: ['conflict'],
  }),
  previewUpload: endpoint({
    method: 'POST',
    path: '/uploads/:id/preview',
    summary: 'See what filing it would do, row by row; nothing is filed: a job',
    tag,
    roles: filers,
    params: idParams,
    body: filingOptionsSchema,
    response: z.object({ job: idSchema }),
    status: 202,
    errors: ['conflict'],
  }),
  getUploadPreview: endpoint({
    method: 'GET',
    path: '/uploads/:id/preview',
    summary: 'The last preview of an upload',
    tag,
    roles: filers,
    params: idParams,
    response: uploadPreviewSchema,
    status: 200,
  }),
  getFailedRows: endpoint({
    method: 'GET',
    path: '/uploads/:id/failed-rows',
    summary:
      'Rows that fail with the reason beside each, as CSV (or a zip of several): correct them and upload the file again',
    tag,
    roles: filers,
    params: idParams,
    response: 'file',
    status: 200,
  }),
  fileUploads: endpoint({
    method: 'POST',
    path: '/uploads/file',
    summary: 'File uploads as submissions, all or none: a job',
    tag,
    roles: filers,
    body: z.strictObject({
      uploads: z.array(idSchema).min(1).max(1000),
      failedRows: z
        .enum(['refuse', 'leave out'])
        .default('refuse')
        .describe(
          '"leave out": rows that fail do not go into the register; a whole file is kept as received in any case',
        ),
      rejected: z
        .enum(['refuse', 'keep'])
        .default('refuse')
        .describe('"keep": what a check rejects is kept with its findings, and does not count'),
    }),
    response: z.object({ job: idSchema }),
    status: 202,
    errors: ['conflict'],
  }),
};
