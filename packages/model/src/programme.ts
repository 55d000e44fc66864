import { z } from 'zod';
import { boundsSchema } from './bounds.ts';
import { decimalSchema } from './decimal.ts';
import { isoDateSchema } from './iso-date.ts';
import { currencySchema } from './money.ts';
import { capacityRowSchema } from './product-catalogue.ts';
import { subjectSchema } from './subject.ts';

const id = z.string().min(1);
const share = z.number().min(0).max(1);
const dates = { from: isoDateSchema, to: isoDateSchema.describe('Last day, included') };

/** A server that could take over, as it would be ordered. */
export const programmeCandidateSchema = z.strictObject({
  id,
  name: z.string().min(1).describe('Maker and model, as on the order'),
  maker: z.string().min(1),
  brand: z.string().optional(),
  country: z
    .string()
    .length(2)
    .nullable()
    .default(null)
    .describe('Country of control of the maker; null when unobserved'),
  coresPerServer: z.int().positive(),
  memoryGbPerServer: z.number().positive(),
  storageTbPerServer: z.number().positive().optional(),
  capacity: z.array(capacityRowSchema).describe('What one core or server does, each row with its source'),
  price: z.strictObject({
    purchase: decimalSchema.describe('Of one server'),
    supportPerYear: decimalSchema,
    watts: z.int().min(0),
    once: decimalSchema.default('0').describe('Paid once when the candidate is used at all: qualification, training'),
    source: z.string().min(1).describe('Quote or contract that states the amounts'),
  }),
  leadDays: z.int().min(0).default(0).describe('From order to delivery'),
  supply: z
    .strictObject({
      initial: z.int().min(0).default(0),
      perMonth: z.int().min(0),
      from: isoDateSchema.optional().describe('First month of supply; the start of the plan when absent'),
    })
    .optional()
    .describe('Servers that the maker can deliver; no limit when absent'),
});
export type ProgrammeCandidate = z.infer<typeof programmeCandidateSchema>;

/** How long a replacement takes and what it needs. Several paces are modes that the planner chooses from. */
export const programmePaceSchema = z.strictObject({
  id,
  days: z.int().min(1).describe('From the first installation to the end of the parallel run'),
  crews: z.int().min(1).default(1).describe('Crews of the institution while it runs'),
  makerCrews: z.int().min(0).default(0).describe('Crews of the maker while it runs'),
  extraCost: decimalSchema.default('0'),
});
export type ProgrammePace = z.infer<typeof programmePaceSchema>;

/** Costs of a move besides the servers. */
export const programmeMoveSchema = z.strictObject({
  migration: decimalSchema.default('0'),
  exitFees: decimalSchema.default('0'),
  parallelMonths: z.int().min(0).default(0),
});

/** Conditions on which a wave may start. */
export const programmeGateSchema = z.strictObject({
  minimumSuccess: share.default(1).describe('Share of the wave before that must be replaced and in use'),
  maximumErrorRate: z.number().min(0).default(0).describe('Incidents per replaced system and 30 days, at most'),
  observedDays: z
    .int()
    .min(0)
    .default(30)
    .describe('Days of observation after the last replacement before the decision'),
  trialCovers: z.boolean().default(true).describe('Whether the accepted trial must cover the workloads of the wave'),
  approvals: z
    .array(z.strictObject({ party: z.string().min(1), role: z.string().min(1) }))
    .default([])
    .describe('Who must approve: an office, not a person'),
  rollback: z.string().min(1).describe('What is done when the wave fails, and by when the old side stands again'),
});
export type ProgrammeGate = z.infer<typeof programmeGateSchema>;

export const programmeWaveSchema = z.strictObject({
  id,
  name: z.string().min(1),
  institutions: z.array(z.string()).optional().describe('LEIs; every institution when absent'),
  replacements: z.array(z.string()).optional().describe('Ids INSTITUTION/ASSET; all of the institutions when absent'),
  atMost: z.int().positive().optional().describe('So many replacements of each institution, least critical first'),
  gate: programmeGateSchema.optional().describe('Conditions on its start; the wave before is the one above it'),
});
export type ProgrammeWave = z.infer<typeof programmeWaveSchema>;

/** What is replaced, when it is not taken from a sector. */
export const programmeWorkloadSchema = z.strictObject({
  id,
  institution: z.string().min(1),
  name: z.string().min(1),
  site: z.string().default(''),
  product: z.string().optional().describe('Product of the catalogue, by machine type or model, for its capacity rows'),
  brand: z.string().optional(),
  machines: z.int().min(1).default(1),
  cores: boundsSchema.nullable().default(null),
  peakUtilisation: boundsSchema.nullable().default(null).describe('Share 0..1 of the cores at the peak'),
  measured: z
    .strictObject({ days: z.number().positive(), coversMonthEnd: z.boolean(), says: z.string() })
    .optional()
    .describe('How the utilisation was measured; declared when absent'),
  memoryGb: z.number().positive().nullable().default(null),
  storageTb: z.number().positive().nullable().default(null),
  capacity: z.array(capacityRowSchema).default([]),
  serialShare: share.nullable().default(null),
  weight: z.number().min(0).default(1).describe('What a day of reliance on it weighs'),
  criticalFunctions: z.int().min(0).default(0),
  oldSidePerMonth: decimalSchema.default('0'),
  kind: z.string().optional().describe('Kind of work, for the coverage of the trial'),
  move: programmeMoveSchema.optional(),
});
export type ProgrammeWorkload = z.infer<typeof programmeWorkloadSchema>;

/** A verdict of a trial as a programme needs it. */
export const programmeTrialSchema = z.strictObject({
  id,
  title: z.string(),
  verdict: z.enum(['accepted', 'rejected', 'not enough data', 'stopped for harm', 'protocol breached']),
  decidedOn: isoDateSchema,
  candidates: z.array(z.string()).min(1).describe('Ids of the candidates that it accepted'),
  envelope: z
    .array(
      z.strictObject({
        kind: z.string().min(1).describe('Kind of work, such as "core banking"'),
        peakCores: z
          .number()
          .positive()
          .optional()
          .describe('Largest number of cores in use at the peak that was seen'),
        memoryGb: z.number().positive().optional(),
      }),
    )
    .describe('What was seen; a workload inside it is covered'),
  source: z.string().min(1),
});
export type ProgrammeTrial = z.infer<typeof programmeTrialSchema>;

/** A trial whose verdict is not stated but given anew from its sealed protocol and its measurements, each time that the file is read. */
export const assessedTrialSchema = programmeTrialSchema.pick({ id: true, candidates: true, envelope: true }).extend({
  protocol: z
    .string()
    .min(1)
    .describe(
      'Protocol (YAML), relative to this file; its seal lies beside it as NAME.seal.json. It tries the candidates by name',
    ),
  measurements: z.array(z.string().min(1)).min(1).describe('Files or folders of samples, relative to this file'),
  assessedOn: isoDateSchema.describe('Day of the verdict'),
});
export type AssessedTrial = z.infer<typeof assessedTrialSchema>;

export const programmeMilestoneSchema = z.strictObject({
  id,
  date: isoDateSchema,
  share: share.describe('Share of the replacements that are done by then'),
  institutions: z.array(z.string()).optional().describe('Addressees; all when absent'),
  direction: z.string().min(1).describe('Direction that sets it'),
});
export type ProgrammeMilestone = z.infer<typeof programmeMilestoneSchema>;

/** What an institution reports of one replacement. */
export const replacementStates = ['in use', 'installing', 'replaced', 'removed', 'disposed', 'failed'] as const;
export const programmeActualSchema = z
  .strictObject({
    replacement: z.string().min(1).describe('INSTITUTION/ASSET'),
    on: isoDateSchema,
    state: z
      .enum(replacementStates)
      .describe(
        'in use: the old side still works alone; replaced: the new one does; removed, disposed: the old one has left; failed: rolled back',
      ),
    incidents: z.int().min(0).default(0).describe('On the new side since the last report'),
    spent: decimalSchema.optional(),
    evidence: z
      .array(z.string())
      .default([])
      .describe('References: protocol, delivery note, certificate of destruction'),
    reason: z.string().optional().describe('Why it is late or failed'),
  })
  .refine(
    ({ state, evidence }) => state !== 'disposed' || evidence.length > 0,
    'Disposed needs evidence, such as a certificate of destruction',
  );
export type ProgrammeActual = z.infer<typeof programmeActualSchema>;

export const programmeApprovalSchema = z.strictObject({
  wave: z.string().min(1),
  party: z.string().min(1),
  role: z.string().min(1),
  on: isoDateSchema,
  institutions: z.array(z.string()).optional().describe('Partial approval: for these only'),
  conditions: z.string().optional(),
});
export type ProgrammeApproval = z.infer<typeof programmeApprovalSchema>;

/** A replacement programme, as its office writes it: from findings, candidates and an accepted trial to what binds the plan. */
export const programmeFileSchema = z.strictObject({
  id,
  title: z.string().min(1),
  notice: z.string().optional().describe('Printed on everything, such as "illustrative"'),
  start: isoDateSchema.describe('First day of the plan'),
  months: z.int().min(1).max(240).describe('Everything ends within so many months'),
  currency: currencySchema,
  basis: z
    .strictObject({
      review: z.string().optional().describe('Review file, relative to this file'),
      findings: z.array(z.string()).default([]),
      decisions: z.array(z.string()).default([]),
    })
    .prefault({})
    .describe('What the programme stands on'),
  sector: z.strictObject({ path: z.string() }).optional().describe('Registers and inventories, relative to this file'),
  subject: subjectSchema.optional().describe('What is replaced; that of the review when absent'),
  rates: z.string().optional().describe('ECB reference rates for amounts in other currencies, relative to this file'),
  workloads: z
    .array(programmeWorkloadSchema)
    .default([])
    .describe('What is replaced, besides the assets of the subject'),
  incumbents: z
    .array(
      z.strictObject({
        model: z.string().describe('Model as in the inventories'),
        capacity: z.array(capacityRowSchema).min(1),
      }),
    )
    .default([])
    .describe('Capacity rows that the catalogue lacks, each with its source'),
  measurements: z
    .array(
      z.strictObject({
        replacement: z.string().min(1).describe('INSTITUTION/ASSET'),
        on: isoDateSchema,
        peakUtilisation: boundsSchema.describe('Share 0..1 of its cores at the peak'),
        days: z.number().positive().describe('Length of the measured window'),
        coversMonthEnd: z.boolean(),
        says: z.string().min(1).describe('Source: export, console, query'),
      }),
    )
    .default([])
    .describe('Peak utilisation measured since the inventories were submitted; the latest counts'),
  kinds: z
    .array(z.strictObject({ system: z.string().describe('System id of the inventories'), kind: z.string() }))
    .default([])
    .describe('Kind of work of each system, for the coverage of the trial'),
  trials: z.array(programmeTrialSchema).default([]).describe('Verdicts that are stated'),
  assessedTrials: z.array(assessedTrialSchema).default([]).describe('Trials whose verdict is given from their data'),
  candidates: z.array(programmeCandidateSchema).min(1),
  sizing: z
    .strictObject({
      spareServers: z.int().min(0).default(1),
      sites: z.int().min(1).default(1),
      targetUtilisation: boundsSchema.optional(),
    })
    .prefault({}),
  costs: z.strictObject({
    years: z.int().min(1).default(5),
    energyPricePerKwh: decimalSchema,
    powerUsageEffectiveness: decimalSchema.default('1.5'),
    move: programmeMoveSchema.prefault({}).describe('Of each replacement, unless a workload states its own'),
    source: z.string().min(1),
  }),
  diversity: z
    .array(
      z.strictObject({
        by: z.enum(['maker', 'country']),
        share,
        weight: z.enum(['demands', 'servers', 'weight']).default('demands'),
      }),
    )
    .default([])
    .describe('Largest share that a maker or country of control may have in what stands afterwards'),
  supplyLimits: z
    .array(z.strictObject({ of: z.enum(['maker', 'candidate']), id: z.string(), servers: z.int().min(0) }))
    .default([])
    .describe('Servers over the whole programme'),
  purchaseBudget: decimalSchema.optional().describe('Over the whole programme'),
  budget: z
    .strictObject({
      perQuarter: decimalSchema,
      carryOver: z.boolean().default(true),
      changes: z
        .array(z.strictObject({ quarter: isoDateSchema.describe('First day of it'), amount: decimalSchema }))
        .default([]),
    })
    .optional()
    .describe('What may be committed when replacements start: purchase, migration, exit fees, parallel run'),
  paces: z.array(programmePaceSchema).min(1),
  crews: z
    .array(
      z.strictObject({
        institution: z.string(),
        crews: z.int().min(0),
        from: isoDateSchema.optional(),
        to: isoDateSchema.optional(),
      }),
    )
    .default([])
    .describe('Crews of single institutions; with dates, for that time only'),
  crewsPerInstitution: z.int().min(1).default(1),
  crewsPerMaker: z.int().min(0).optional().describe('Shared by all institutions; no limit when absent'),
  perSite: z.int().min(1).optional().describe('Replacements that may run at one site at a time; no limit when absent'),
  freezes: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1),
        ...dates,
        forbids: z.enum(['start', 'work', 'cut-over']).default('cut-over'),
        institutions: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  changeWindows: z
    .strictObject({
      weekdays: z.array(z.int().min(1).max(7)).min(1).describe('Monday is 1'),
      institutions: z.array(z.string()).optional(),
    })
    .optional()
    .describe('Days on which a replacement may be cut over (its last day)'),
  contracts: z
    .array(z.strictObject({ replacement: z.string(), notBefore: isoDateSchema, reason: z.string().min(1) }))
    .default([])
    .describe('Releases: contract ends and notice periods'),
  dependencies: z
    .array(
      z.strictObject({
        before: z.string(),
        after: z.string(),
        lagDays: z.int().min(0).default(0),
        reason: z.string().optional(),
      }),
    )
    .default([])
    .describe('Replacements that wait for others'),
  waves: z.array(programmeWaveSchema).default([]),
  milestones: z.array(programmeMilestoneSchema).default([]),
  actuals: z.array(programmeActualSchema).default([]),
  approvals: z.array(programmeApprovalSchema).default([]),
  statusOn: isoDateSchema.optional().describe('Day up to which actuals are known; the start when absent'),
  stability: z
    .number()
    .min(0)
    .default(0.05)
    .describe('Weighted days of reliance that moving a task by a day costs, when planned again'),
});
export type ProgrammeFile = z.infer<typeof programmeFileSchema>;
