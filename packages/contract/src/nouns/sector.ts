import {
  basisRowSchema,
  boundsSchema,
  figureValueSchema,
  findingSchema,
  isoDateSchema,
  weightSchema,
} from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { directionComparedSchema } from './decisions.ts';
import { programmeRunEndpoints } from './programme-runs.ts';

export const sectorTableSchema = z.enum([
  'institutions',
  'functions',
  'services',
  'providers',
  'arrangements',
  'systems',
  'assets',
  'products',
  'submissions',
]);
export type SectorTableId = z.infer<typeof sectorTableSchema>;

export const rankedKindSchema = z.enum(['provider', 'group', 'maker', 'product line', 'country']);
export const boundNameSchema = z.enum(['atLeast', 'atMost']);
export const cutSetKindSchema = z.enum(['group', 'country', 'provider', 'product']);

const expressionSchema = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .describe('CEL expression over the documented subject fields');
const partKindSchema = z.enum(['sector', 'institution', 'category', 'licensed activity']);
const marketOfSchema = z.enum(['alike', 'all']);
const keySchema = z.string().min(1).max(1000);
/** Questions about the whole sector are asked of its latest state, or of an earlier one. */
const dated = z.object({
  at: isoDateSchema
    .optional()
    .describe('The sector as of this date, from the submissions with a reference date on or before it; default: all'),
});
const subjectQuery = dated.extend({ subject: expressionSchema });
const someOf = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100_000).default(100_000),
};

export const rankLineSchema = z
  .object({
    kind: rankedKindSchema,
    id: z.string(),
    name: z.string(),
    subject: z.string().describe('CEL expression that selects it'),
    criticalFunctionsLost: boundsSchema,
    institutionsHit: boundsSchema,
    totalAssetsHit: boundsSchema,
    figures: z.array(figureValueSchema),
  })
  .meta({ id: 'RankLine' });
export type RankLineOut = z.infer<typeof rankLineSchema>;

export const sectorOverviewSchema = z
  .object({
    example: z.boolean(),
    asOf: isoDateSchema,
    currency: z.string().nullable().describe('Currency of totals'),
    institutions: z.int(),
    withRegister: z.int(),
    withInventory: z.int(),
    functions: z.int(),
    criticalFunctions: z.int(),
    serviceUses: z.int(),
    arrangements: z.int(),
    providers: z.int(),
    groups: z.int(),
    assets: z.int(),
    products: z.int(),
    singlePoints: z.object({ certain: z.int(), possible: z.int() }),
    flows: z.array(
      z.object({
        country: z.string().nullable().describe('Country of control; null when unobserved'),
        group: z.string(),
        groupId: z.string(),
        function: z.string(),
        criticalFunctions: z.int().describe('Of this name that fall at most when the group goes on its own'),
      }),
    ),
    unobserved: z.array(z.object({ id: z.string(), name: z.string(), missing: z.string() })),
    checks: z.array(
      z.object({
        rule: z.string(),
        severity: z.string(),
        message: z.string(),
        findings: z.int(),
        institutions: z.int(),
      }),
    ),
    reviews: z.array(z.object({ title: z.string(), href: z.string(), says: z.string() })),
  })
  .meta({ id: 'SectorOverview' });
export type SectorOverviewOut = z.infer<typeof sectorOverviewSchema>;

export const sectorColumnSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['text', 'number', 'date']),
    refersTo: sectorTableSchema.nullable(),
    unitColumn: z.string().nullable(),
  })
  .meta({ id: 'SectorColumn' });
export type SectorColumnOut = z.infer<typeof sectorColumnSchema>;

export const sectorRowSchema = z
  .object({
    key: z.string(),
    cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).describe('null is unobserved, not zero'),
    links: z.record(z.string(), z.string()).describe('Keys of the rows that reference cells point at'),
  })
  .meta({ id: 'SectorRow' });
export type SectorRowOut = z.infer<typeof sectorRowSchema>;

export const sectorRowsSchema = z
  .object({
    table: sectorTableSchema,
    title: z.string().describe('Column that names a row'),
    columns: z.array(sectorColumnSchema),
    rows: z.array(sectorRowSchema),
    total: z.int(),
    all: z.int(),
  })
  .meta({ id: 'SectorRows' });
export type SectorRowsOut = z.infer<typeof sectorRowsSchema>;

export const sectorRecordSchema = z
  .object({
    table: sectorTableSchema,
    title: z.string(),
    columns: z.array(sectorColumnSchema),
    row: sectorRowSchema,
    origins: z.array(basisRowSchema),
    related: z.array(
      z.object({
        table: sectorTableSchema,
        by: z.string(),
        total: z.int(),
        columns: z.array(sectorColumnSchema),
        first: z.array(sectorRowSchema),
      }),
    ),
  })
  .meta({ id: 'SectorRecord' });
export type SectorRecordOut = z.infer<typeof sectorRecordSchema>;

const sectorCountSchema = z.enum([
  'institutions',
  'functions',
  'critical functions',
  'service uses',
  'arrangements',
  'providers',
  'assets',
]);
export const sectorDatesSchema = z
  .object({
    items: z.array(
      z.object({
        date: isoDateSchema.describe('A reference date on which somebody submitted'),
        submissions: z.int().describe('Submissions of that date'),
        institutions: z.int().describe('Entities with a submission on or before that date'),
      }),
    ),
  })
  .meta({ id: 'SectorDates' });

export const nodeSchema = z.object({ kind: z.string(), name: z.string(), institution: z.string().nullable() });

export const sectorHistorySchema = z
  .object({
    columns: z.array(sectorColumnSchema),
    items: z.array(
      z.object({ date: isoDateSchema, row: sectorRowSchema.nullable().describe('null when it was not there') }),
    ),
  })
  .meta({ id: 'SectorHistory' });

export const graphSchema = z
  .object({
    nodes: z.array(
      nodeSchema.extend({
        verdict: z.enum(['certain', 'possible', 'stands']),
        withdrawn: z.boolean(),
        asked: z.boolean().describe('The function that was asked about'),
      }),
    ),
    links: z.array(z.tuple([z.int(), z.int()])).describe('Places of what is stood on and of what stands on it'),
    cut: z.boolean().describe('There are more nodes than were asked for'),
  })
  .meta({ id: 'RelianceGraph' });
export type GraphOut = z.infer<typeof graphSchema>;

const lostFunctionSchema = z.object({
  institution: z.string(),
  institutionId: z.string(),
  function: z.string(),
  name: z.string(),
  critical: z.boolean(),
  atLeast: z.boolean().describe('Falls in both bounds'),
});

/** How many of a list are told with an answer; the others are asked for when they are looked at. */
export const toldAtFirst = 60;

export const relianceSchema = z
  .object({
    subject: z.string(),
    asOf: isoDateSchema,
    selected: z.record(z.string(), z.int()),
    unobserved: z.record(z.string(), z.int()),
    notes: z.array(z.string()),
    figures: z.array(figureValueSchema),
    directShares: z.array(figureValueSchema),
    concentration: z.array(figureValueSchema),
    byInstitution: z
      .array(figureValueSchema)
      .describe(
        `Critical functions lost of the ${toldAtFirst} institutions that are hit most; getLosses tells all, and the other parts`,
      ),
    institutionsHit: z.int().describe('Institutions that lose a critical function, or may without anybody knowing'),
    functions: z
      .array(lostFunctionSchema)
      .describe(`The first ${toldAtFirst} functions that fall, critical ones first; listLostFunctions tells all`),
    functionsLost: z.int().describe('Functions that fall at most'),
    criticalLost: z.int().describe('Critical ones among them'),
    weakened: boundsSchema,
    blind: z.object({ institutions: z.int(), criticalFunctions: z.int() }).nullable(),
  })
  .meta({ id: 'Reliance' });
export type RelianceOut = z.infer<typeof relianceSchema>;

export const fallRoundSchema = z
  .object({
    round: z.int(),
    kinds: z.record(z.string(), z.int()),
    named: z.array(nodeSchema),
    more: z.int(),
  })
  .meta({ id: 'FallRound' });
export type FallRoundOut = z.infer<typeof fallRoundSchema>;

export const whyFunctionSchema = z
  .object({
    institution: z.string(),
    function: z.string(),
    critical: z.boolean(),
    verdict: z.enum(['certain', 'possible', 'stands']),
    path: z.array(nodeSchema),
    rows: z.array(basisRowSchema),
  })
  .meta({ id: 'WhyFunction' });
export type WhyFunctionOut = z.infer<typeof whyFunctionSchema>;

export const standAgainSchema = z
  .object({
    lines: z.array(
      z.object({
        institution: z.string(),
        function: z.string(),
        name: z.string(),
        exitDays: boundsSchema.nullable().describe('Until all that fell is replaced; null when nothing is known'),
        downDays: boundsSchema.nullable().describe('Without the function once notice has run out'),
        rtoHours: z.number().nullable(),
        verdict: z.enum(['in time', 'late', 'cannot tell']),
      }),
    ),
    total: z.int().describe('Critical functions that are lost'),
    figure: figureValueSchema,
  })
  .meta({ id: 'StandAgain' });
export type StandAgainOut = z.infer<typeof standAgainSchema>;

export const heatMapSchema = z
  .object({
    total: z.int().describe('Institutions'),
    groups: z.array(z.object({ id: z.string(), name: z.string() })),
    institutions: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        criticalFunctions: z.int(),
        lost: z.array(boundsSchema).describe('One per group'),
      }),
    ),
  })
  .meta({ id: 'HeatMap' });
export type HeatMapOut = z.infer<typeof heatMapSchema>;

const namedEntity = z.object({ id: z.string(), name: z.string(), country: z.string().nullable() });
export const controlAnswerSchema = z
  .object({
    entity: namedEntity,
    asOf: isoDateSchema,
    head: namedEntity,
    countryOfControl: z.string().nullable(),
    status: z.string(),
    aboveHead: z.string(),
    possibleBy: namedEntity.extend({ countryOfControl: z.string().nullable() }).nullable(),
    views: z.record(z.string(), z.object({ head: namedEntity, status: z.string() })),
    effectiveOwners: z.array(namedEntity.extend({ share: boundsSchema })),
    path: z.array(
      z.object({
        view: z.string(),
        from: namedEntity,
        to: namedEntity,
        rows: z.array(
          z.object({ owner: z.string(), share: boundsSchema.nullable(), source: z.string(), line: z.int() }),
        ),
      }),
    ),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'ControlAnswer' });
export type ControlAnswerOut = z.infer<typeof controlAnswerSchema>;

const controlledBy = z.object({ head: z.string(), country: z.string().nullable(), status: z.string() });
const figureChange = z.object({
  id: z.string(),
  label: z.string(),
  before: figureValueSchema.nullable(),
  after: figureValueSchema.nullable(),
  change: boundsSchema.nullable(),
  verdict: z.enum(['more', 'less', 'same', 'cannot tell', 'new', 'gone']),
});
const datedBounds = z.object({ date: isoDateSchema, value: boundsSchema.nullable(), n: z.int() });
export const trendSchema = z
  .object({
    institutions: z.array(z.object({ date: isoDateSchema, institutions: z.int() })),
    items: z.array(z.object({ id: z.string(), label: z.string(), unit: z.string(), points: z.array(datedBounds) })),
  })
  .meta({ id: 'Trend' });
export const sectorChangesSchema = z
  .object({
    from: isoDateSchema,
    to: isoDateSchema,
    alike: z.object({ before: z.int(), after: z.int(), both: z.int() }).describe('Entities with a submission, by date'),
    counts: z.array(z.object({ id: sectorCountSchema, before: z.int(), after: z.int() })),
    criticalFunctions: z.object({ before: z.int(), after: z.int() }),
    lines: z.array(
      z.object({
        kind: rankedKindSchema,
        id: z.string(),
        name: z.string(),
        subject: z.string(),
        before: boundsSchema.nullable(),
        after: boundsSchema.nullable(),
      }),
    ),
    more: z.int().describe('Lines that are not told'),
    concentration: z.array(figureChange),
  })
  .meta({ id: 'SectorChanges' });
export type SectorChangesOut = z.infer<typeof sectorChangesSchema>;

export const ownershipMapSchema = z
  .object({
    asOf: isoDateSchema,
    dates: z.array(isoDateSchema).describe('Days on which something among these entities begins or ends'),
    nodes: z.array(
      namedEntity.extend({
        kind: z.string(),
        asked: z.boolean(),
        head: z.boolean().describe('Head of the group of the entity asked about'),
        inGroup: z.boolean().describe('Has the same head as the entity asked about'),
        above: z.enum(['controlled', 'possible', 'not controlled', 'unknown']).describe('Whether somebody controls it'),
        more: z.int().describe('Neighbours that are not in the map'),
      }),
    ),
    links: z.array(
      z.object({
        owner: z.string(),
        owned: z.string(),
        kind: z.string(),
        share: boundsSchema.nullable().describe('0..1; null is unobserved'),
        from: isoDateSchema.nullable(),
        to: isoDateSchema.nullable(),
        proof: z.boolean().describe('On the path that proves control'),
        source: z.string(),
        line: z.int(),
      }),
    ),
  })
  .meta({ id: 'OwnershipMap' });
export type OwnershipMapOut = z.infer<typeof ownershipMapSchema>;

export const saleSchema = z
  .object({
    on: isoDateSchema,
    brands: z.array(
      z.object({
        brand: z.string(),
        before: controlledBy.extend({ owner: z.string() }),
        after: controlledBy.extend({ owner: z.string() }),
      }),
    ),
    entities: z.array(z.object({ id: z.string(), before: controlledBy, after: controlledBy })),
    subjects: z
      .array(
        z.object({
          kind: rankedKindSchema,
          id: z.string(),
          name: z.string(),
          before: boundsSchema.nullable(),
          after: boundsSchema.nullable(),
        }),
      )
      .describe('Critical functions lost if each country or maker goes, where it changes'),
    directions: z
      .array(directionComparedSchema)
      .describe('Directions that you may see, as they would stand: what the change breaches first'),
    figures: z.array(figureChange),
  })
  .meta({ id: 'Sale' });
export type SaleOut = z.infer<typeof saleSchema>;

export const marketTableSchema = z
  .object({
    category: z.string(),
    weight: z.enum(['count', 'cost', 'capacity']),
    unit: z.string(),
    dates: z.array(z.string()),
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        amount: z.array(z.number().nullable()),
        share: z.array(z.number().nullable()),
        growth: z.array(z.number().nullable()),
      }),
    ),
    total: z.array(z.number().nullable()),
    growth: z.array(z.number().nullable()).describe('Of the total, since the date before: 0.11 is 11 % more'),
    unobserved: z.array(z.int()),
  })
  .meta({ id: 'MarketTable' });
export type MarketTableOut = z.infer<typeof marketTableSchema>;

export const capEffectSchema = z
  .object({
    asOf: isoDateSchema,
    share: z.number().describe('Share 0..1 of its yearly cost that an institution may leave with the subject'),
    currency: z.string(),
    volume: z.number().describe('Yearly cost of all that the subject selects'),
    toMove: z.number().describe('Of it, what institutions must move, which is what sellers lose'),
    unobserved: z.int().describe('Selected rows whose cost nobody stated: left out on both sides'),
    institutions: z.array(
      z.object({
        institution: z.string(),
        name: z.string(),
        share: z.number(),
        selected: z.number(),
        total: z.number(),
        toMove: z.number(),
        unobserved: z.int(),
        figureId: z.string(),
      }),
    ),
    sellers: z.array(
      z.object({
        provider: z.string().nullable(),
        name: z.string(),
        volume: z.number(),
        lost: z.number(),
        figureId: z.string(),
      }),
    ),
  })
  .meta({ id: 'CapEffect' });

export const checkedSchema = z
  .object({
    name: z.string(),
    profile: z.string().nullable(),
    entity: z.string().nullable(),
    referenceDate: isoDateSchema.nullable(),
    rows: z.int(),
    rejected: z.boolean(),
    counts: z.record(z.string(), z.int()),
    findings: z.array(findingSchema),
    more: z.int().describe('Findings that are not listed'),
  })
  .meta({ id: 'CheckedPackage' });
export type CheckedOut = z.infer<typeof checkedSchema>;

const rowsQuery = dated.extend({
  where: z
    .string()
    .max(4000)
    .optional()
    .describe(
      'JSON object of conditions by column. Text: what it contains, "=exactly", "!=not", "@key" of the row referred to. Numbers: ">10", "10..20". Dates: "2024-01-01..". "?" is unobserved, "!?" observed',
    ),
  sort: z.string().max(60).optional().describe('Column; a leading "-" sorts downwards; unobserved comes last'),
  search: z.string().max(200).optional().describe('Words that the texts of a row contain'),
});
const tableParams = z.object({ table: sectorTableSchema });
const tag = 'Sector';
/** A whole sector is for authorities, working groups and auditors: parties of institutions and vendors see cases only. */
const read = {
  method: 'GET',
  tag,
  roles: ['analyst', 'signatory', 'member', 'auditor'],
  status: 200,
} as const;

export const sectorEndpoints = {
  getSector: endpoint({
    ...read,
    path: '/sector',
    summary: 'What the sector stands on, at one glance',
    query: dated,
    response: sectorOverviewSchema,
  }),
  listSubjectFields: endpoint({
    ...read,
    path: '/sector/fields',
    summary: 'Fields that subjects are built of',
    response: z.object({
      items: z.array(z.object({ name: z.string(), meaning: z.string(), appliesTo: z.array(z.string()) })),
    }),
  }),
  listSubjectValues: endpoint({
    ...read,
    path: '/sector/fields/:field',
    summary: 'Values of a subject field, the most frequent first',
    params: z.object({ field: z.string().max(60) }),
    query: dated.extend({
      contains: z.string().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({
      items: z.array(z.object({ value: z.string(), label: z.string(), items: z.int() })),
      total: z.int(),
    }),
  }),
  listSectorRows: endpoint({
    ...read,
    path: '/sector/tables/:table',
    summary: 'Rows of a table of the sector',
    params: tableParams,
    query: rowsQuery.extend({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: sectorRowsSchema,
  }),
  exportSectorWorkbook: endpoint({
    ...read,
    path: '/sector/tables/:table/xlsx',
    summary: 'Rows of a table as XLSX',
    params: tableParams,
    query: rowsQuery,
    response: 'file',
    errors: ['too large'],
  }),
  exportFiledRows: endpoint({
    ...read,
    path: '/sector/tables/:table/filed',
    summary: 'Rows of a table as they were filed, in the columns of the format, as XLSX that can be imported again',
    params: tableParams,
    query: rowsQuery,
    response: 'file',
    errors: ['too large'],
  }),
  exportSectorRows: endpoint({
    ...read,
    path: '/sector/tables/:table/csv',
    summary: 'Rows of a table as CSV',
    params: tableParams,
    query: rowsQuery,
    response: 'file',
  }),
  getSectorRecord: endpoint({
    ...read,
    path: '/sector/tables/:table/record',
    summary: 'One row with what points at it and the file lines it came from',
    params: tableParams,
    query: dated.extend({ key: keySchema }),
    response: sectorRecordSchema,
  }),
  getSectorHistory: endpoint({
    ...read,
    path: '/sector/tables/:table/history',
    summary: 'One row over the reference dates',
    params: tableParams,
    query: z.object({ key: keySchema }),
    response: sectorHistorySchema,
  }),
  listSectorDates: endpoint({
    ...read,
    path: '/sector/dates',
    summary: 'Reference dates on which somebody submitted, the earliest first',
    response: sectorDatesSchema,
  }),
  getSectorChanges: endpoint({
    ...read,
    path: '/sector/changes',
    summary: 'What changed between two dates, over the institutions that submitted for both',
    query: z.object({ from: isoDateSchema, to: isoDateSchema }),
    response: sectorChangesSchema,
  }),
  getTrend: endpoint({
    ...read,
    path: '/sector/trend',
    summary: 'The figures of a subject over the reference dates',
    query: z.object({ subject: expressionSchema }),
    response: trendSchema,
  }),
  getGraph: endpoint({
    ...read,
    path: '/sector/graph',
    summary: 'Why something falls, as a graph: what one function stands on, or all that falls with a subject',
    query: dated.extend({
      subject: expressionSchema.optional().describe('What is withdrawn'),
      institution: keySchema.optional(),
      function: keySchema.optional(),
      bound: boundNameSchema.default('atMost'),
      falling: z.enum(['yes', 'no']).default('yes').describe('Only what falls'),
      limit: z.coerce.number().int().min(1).max(20_000).default(10_000),
    }),
    response: graphSchema,
  }),
  getReliance: endpoint({
    ...read,
    path: '/sector/reliance',
    summary: 'Reliance on a subject: shares, losses with bounds, concentration',
    query: subjectQuery,
    response: relianceSchema,
  }),
  listLostFunctions: endpoint({
    ...read,
    path: '/sector/lost-functions',
    summary: 'Functions that fall with a subject, critical ones first',
    query: subjectQuery.extend({
      critical: z.enum(['yes', 'no']).default('no').describe('Only critical ones'),
      ...someOf,
    }),
    response: z.object({ items: z.array(lostFunctionSchema), total: z.int() }),
  }),
  getLosses: endpoint({
    ...read,
    path: '/sector/losses',
    summary:
      'What every institution, category (type of entity) or licensed activity loses with a subject, the largest share of critical functions first',
    query: subjectQuery.extend({ by: partKindSchema.exclude(['sector']).default('institution'), ...someOf }),
    response: z.object({ figures: z.array(figureValueSchema), total: z.int() }),
  }),
  getDirectShares: endpoint({
    ...read,
    path: '/sector/direct-shares',
    summary: 'Direct shares of a subject in every institution, category (type of entity) or licensed activity',
    query: subjectQuery.extend({ by: partKindSchema.default('category') }),
    response: z.object({ figures: z.array(figureValueSchema) }),
  }),
  getFall: endpoint({
    ...read,
    path: '/sector/fall',
    summary: 'How things fall, round by round, when a subject is withdrawn',
    query: subjectQuery.extend({ bound: boundNameSchema.default('atLeast') }),
    response: z.object({ rounds: z.array(fallRoundSchema) }),
  }),
  getWhyFunction: endpoint({
    ...read,
    path: '/sector/why-function',
    summary: 'Why one function falls with a subject: a path, and the rows that say so',
    query: subjectQuery.extend({ institution: keySchema, function: keySchema }),
    response: whyFunctionSchema,
  }),
  getStandAgain: endpoint({
    ...read,
    path: '/sector/stand-again',
    summary:
      'How long each critical function lost with a subject stays down, against its recovery time objective, the late ones first',
    query: subjectQuery.extend({
      notice: z.coerce.number().int().min(0).max(3650).optional().describe('Days; without it what each contract says'),
      ...someOf,
    }),
    response: standAgainSchema,
  }),
  getBasis: endpoint({
    ...read,
    path: '/sector/basis',
    summary: 'The rows that made a figure',
    query: dated.extend({
      figure: z.string().min(1).max(500),
      subject: expressionSchema.optional().describe('The subject that the figure was computed for; none for rankings'),
      of: marketOfSchema.optional().describe('Shares of the market: the institutions that they were asked of'),
      cap: z.coerce.number().min(0).max(1).optional().describe('Effect of a cap: the share that may stay'),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    response: z.object({ figure: figureValueSchema, rows: z.array(basisRowSchema), total: z.int() }),
  }),
  getRanking: endpoint({
    ...read,
    path: '/sector/ranking',
    summary: 'What the withdrawal of each subject alone would cost',
    query: dated.extend({
      kind: rankedKindSchema.default('group'),
      limit: z.coerce.number().int().min(1).max(500).default(20),
    }),
    response: z.object({ items: z.array(rankLineSchema), criticalFunctions: z.int(), institutions: z.int() }),
  }),
  getHeatMap: endpoint({
    ...read,
    path: '/sector/heat-map',
    summary: 'Critical functions of each institution that fall with each of the top groups',
    query: dated.extend({ groups: z.coerce.number().int().min(1).max(30).default(12), ...someOf }),
    response: heatMapSchema,
  }),
  getConcentration: endpoint({
    ...read,
    path: '/sector/concentration',
    summary: 'Concentration along every dimension, of the sector or of one of its parts, by a weight',
    query: dated.extend({
      by: partKindSchema.default('sector'),
      part: keySchema.optional().describe('LEI of the institution, code of the category or of the licensed activity'),
      weight: weightSchema.default('count'),
    }),
    response: z.object({ figures: z.array(figureValueSchema) }),
  }),
  getCutSets: endpoint({
    ...read,
    path: '/sector/cut-sets',
    summary: 'Smallest sets whose withdrawal fells a function',
    query: dated.extend({
      institution: keySchema,
      function: keySchema,
      of: cutSetKindSchema.default('group'),
      bound: boundNameSchema.default('atMost'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      total: z.string().describe('May outgrow floating point'),
      byOrder: z.array(z.string()),
      first: z.array(z.array(z.string())),
    }),
  }),
  listControlEntities: endpoint({
    ...read,
    path: '/sector/control/entities',
    summary: 'Entities and brands that the ownership data name',
    query: z.object({ contains: z.string().max(200).default('') }),
    response: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), country: z.string().nullable(), kind: z.string() })),
      brands: z.array(z.object({ brand: z.string(), owner: z.string() })),
      total: z.int(),
    }),
  }),
  getControl: endpoint({
    ...read,
    path: '/sector/control',
    summary: 'Who controls an entity as of a date, with the path as proof',
    query: z.object({ of: keySchema, asOf: isoDateSchema.optional() }),
    response: controlAnswerSchema,
  }),
  getOwnershipMap: endpoint({
    ...read,
    path: '/sector/control/map',
    summary: 'Who owns whom around an entity as of a date, with shares, dates and proof',
    query: z.object({ of: keySchema, asOf: isoDateSchema.optional() }),
    response: ownershipMapSchema,
  }),
  getSale: endpoint({
    ...read,
    path: '/sector/sale',
    summary: 'Before against after the sale of a brand or of a company',
    query: z.object({
      brand: keySchema.optional().describe('One brand, or several with "|" between them'),
      company: keySchema.optional().describe('Entity whose owners hand over what they hold; either this or a brand'),
      to: keySchema,
      on: isoDateSchema,
      subject: expressionSchema.optional(),
    }),
    response: saleSchema,
  }),
  getMarket: endpoint({
    ...read,
    path: '/sector/market',
    summary: 'Shares of sellers over the reference dates, per category, by count, cost and capacity',
    query: z.object({
      of: marketOfSchema
        .default('alike')
        .describe('Institutions with a submission on every date, so that growth is not that of who submits; or all'),
    }),
    response: z.object({
      items: z.array(marketTableSchema),
      currency: z.string(),
      institutions: z.array(z.object({ date: isoDateSchema, counted: z.int(), submitted: z.int() })),
    }),
  }),
  getCapEffect: endpoint({
    ...read,
    path: '/sector/cap-effect',
    summary: 'What a cap on a subject would make institutions move and sellers lose, each year',
    query: subjectQuery.extend({
      share: z.coerce.number().min(0).max(1).describe('Share that may stay with the subject; 0 is removal'),
    }),
    response: capEffectSchema,
  }),
  checkPackage: endpoint({
    method: 'POST',
    path: '/sector/check',
    summary: 'Check a register or inventory; nothing is kept',
    tag,
    roles: 'signed in',
    query: z.object({ name: z.string().trim().min(1).max(255).describe('Name of the file, as it would be filed') }),
    bodyFile: true,
    response: checkedSchema,
    status: 200,
    errors: ['too large'],
  }),
  ...programmeRunEndpoints,
};
