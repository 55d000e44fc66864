import type {
  Case,
  CaseEvidence,
  CaseFinding,
  CaseOpinion,
  Decision,
  Extract,
  Job,
  ChainedEntry,
  Measure,
  PartTask,
  Party,
  PartyKind,
  Person,
  Reply,
  Report,
  ReportTemplate,
  Role,
  Saved,
  SecurityKey,
  Task,
  Upload,
  Trial,
  Workload,
  Webhook,
} from '@underpin/contract';
import type { ProgrammeActual, ProgrammeFile, ProgrammePlan, Submission, TrialProtocol } from '@underpin/model';

/** For whom a request is done: the store shows and takes only what this party may see and do. */
export interface Acting {
  readonly person: string;
  readonly party: string;
  readonly kind: PartyKind;
  readonly roles: readonly Role[];
}

export type OpinionRecord = Omit<CaseOpinion, 'state'>;
export type MeasureRecord = Omit<Measure, 'addressees' | 'caseId'> & {
  readonly caseId: string;
  /** The working group that created it. */
  readonly party: string;
};
export interface AddresseeRecord {
  readonly id: string;
  readonly measure: string;
  readonly caseId: string;
  readonly issuer: string;
  readonly party: string;
  readonly exception: { readonly reason: string; readonly until: string } | null;
}
export interface EventRecord {
  readonly id: string;
  readonly caseId: string;
  readonly party: string;
  readonly on: string;
  readonly event: string;
  readonly createdAt: string;
}
export interface SigningKeyRecord {
  readonly id: string;
  readonly person: string;
  readonly publicKey: string;
  /** Encrypted with the key of the installation. */
  readonly privateKey: string;
  readonly createdAt: string;
}
export type SavedRecord = Omit<Saved, 'mine'> & { readonly person: string; readonly party: string };
/** A key that a person brought (WebAuthn). */
export interface SecurityKeyRecord extends SecurityKey {
  readonly person: string;
  /** Base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}
export interface IdempotencyRecord {
  readonly id: string;
  readonly person: string;
  readonly requestSha256: string;
  readonly status: number;
  readonly body: unknown;
  readonly createdAt: string;
}
export interface JobRecord extends Job {
  readonly person: string;
  readonly party: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly cancelAsked: boolean;
  readonly attempts: number;
  readonly runAt: string;
  readonly lockedUntil: string | null;
}
export interface WebhookRecord extends Webhook {
  readonly party: string;
  /** Encrypted with the key of the installation. */
  readonly secret: string;
}
export interface OutboxRecord {
  readonly id: string;
  readonly event: string;
  readonly object: string;
  /** Parties that are told. */
  readonly audience: readonly string[];
  readonly createdAt: string;
}
export interface DeliveryRecord {
  readonly id: string;
  readonly webhook: string;
  readonly event: string;
  readonly object: string;
  readonly attempts: number;
  readonly runAt: string;
  readonly deliveredAt: string | null;
  readonly error: string | null;
  readonly createdAt: string;
}
export interface LinkRecord {
  /** SHA-256 of the secret in the link. */
  readonly id: string;
  readonly person: string;
  readonly expiresAt: string;
}

export type UploadRecord = Omit<Upload, 'failedRows'> & {
  /** The whole preview, as JSON, among the files. */
  readonly detailsSha256: string | null;
  readonly failedSha256: string | null;
  readonly failedName: string | null;
};

export interface TrialRecord {
  readonly id: string;
  readonly party: string;
  readonly person: string;
  /** The request for trial that it answers. */
  readonly measure: string | null;
  readonly requestedBy: string | null;
  readonly title: string;
  readonly state: Trial['state'];
  readonly protocol: TrialProtocol;
  readonly seal: unknown;
  readonly sharedWith: readonly string[];
  readonly monitoring: Trial['monitoring'];
  readonly harmOn: string | null;
  readonly assessment: Trial['assessment'];
  readonly assessedAt: string | null;
  readonly seen: Trial['seen'];
  readonly createdAt: string;
  readonly version: number;
}
/** The one list of workloads that a party keeps. */
export interface WorkloadListRecord {
  readonly id: string;
  readonly party: string;
  readonly person: string;
  readonly workloads: readonly Workload[];
  readonly changedAt: string;
}
export interface TrialMeasurementRecord {
  readonly id: string;
  readonly trial: string;
  readonly party: string;
  readonly person: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly createdAt: string;
}

export interface ProgrammeRecord {
  readonly id: string;
  readonly party: string;
  readonly person: string;
  readonly title: string;
  readonly file: ProgrammeFile;
  /** Authorities that see it too, such as those whose approval a gate needs. */
  readonly sharedWith: readonly string[];
  readonly acceptedPlan: string | null;
  readonly createdAt: string;
  readonly version: number;
}
/** A direction that a programme serves. */
export interface ProgrammeMeasureRecord {
  readonly id: string;
  readonly programme: string;
  readonly measure: string;
  readonly party: string;
  readonly createdAt: string;
}
export interface ProgrammePlanRecord {
  readonly id: string;
  readonly programme: string;
  readonly party: string;
  readonly person: string;
  readonly state: 'proposed' | 'accepted' | 'superseded';
  readonly statusOn: string;
  readonly status: ProgrammePlan['status'];
  /** The accepted plan that it moves away from as little as it can. */
  readonly beforePlan: string | null;
  /** The programme as it was planned, with the reports and approvals of that day. */
  readonly file: ProgrammeFile;
  readonly plan: ProgrammePlan;
  readonly acceptedAt: string | null;
  readonly createdAt: string;
  readonly version: number;
}
export interface ProgrammeApprovalRecord {
  readonly id: string;
  readonly programme: string;
  readonly party: string;
  readonly person: string;
  readonly wave: string;
  /** The party as the gate names it. */
  readonly named: string;
  readonly role: string;
  readonly on: string;
  readonly institutions: readonly string[] | null;
  readonly conditions: string | null;
  readonly createdAt: string;
}
/** What an institution sees of a programme: its own tasks in the accepted plan. */
export interface ProgrammePartRecord {
  readonly id: string;
  readonly programme: string;
  readonly party: string;
  readonly issuer: string;
  readonly plan: string;
  readonly title: string;
  readonly notice: string | null;
  readonly tasks: readonly PartTask[];
  readonly createdAt: string;
  readonly version: number;
}
export interface ProgressReportRecord {
  readonly id: string;
  readonly programme: string;
  readonly part: string;
  readonly party: string;
  readonly person: string;
  readonly replacement: string;
  readonly on: string;
  readonly state: ProgrammeActual['state'];
  readonly incidents: number;
  readonly spent: string | null;
  readonly evidence: readonly string[];
  readonly reason: string | null;
  readonly createdAt: string;
}

/** What can be reached while acting for a party. */
export interface ReviewTables {
  readonly party: Party;
  readonly person: Person;
  readonly reviewCase: Case;
  readonly task: Task;
  readonly evidence: CaseEvidence;
  readonly caseFinding: CaseFinding;
  readonly opinion: OpinionRecord;
  readonly caseExtract: Extract;
  readonly reply: Reply;
  readonly report: Report;
  readonly reportTemplate: ReportTemplate;
  readonly decision: Decision;
  readonly measure: MeasureRecord;
  readonly measureAddressee: AddresseeRecord;
  readonly caseEvent: EventRecord;
  readonly trial: TrialRecord;
  readonly trialMeasurement: TrialMeasurementRecord;
  readonly programme: ProgrammeRecord;
  readonly programmeMeasure: ProgrammeMeasureRecord;
  readonly programmePlan: ProgrammePlanRecord;
  readonly programmeApproval: ProgrammeApprovalRecord;
  readonly programmePart: ProgrammePartRecord;
  readonly progressReport: ProgressReportRecord;
  readonly workloadList: WorkloadListRecord;
  readonly submission: Submission;
  readonly upload: UploadRecord;
  readonly ledgerEntry: ChainedEntry & { readonly id: never };
  readonly job: JobRecord;
  readonly webhook: WebhookRecord;
  readonly outbox: OutboxRecord;
  readonly link: LinkRecord;
  readonly signingKey: SigningKeyRecord;
  readonly securityKey: SecurityKeyRecord;
  readonly idempotency: IdempotencyRecord;
  readonly savedItem: SavedRecord;
}

/** What can be reached while somebody signs in: no case is among it. */
export interface DoorTables {
  readonly party: Party;
  readonly person: Person;
  readonly link: LinkRecord;
  readonly credential: {
    /** The person. */
    readonly id: string;
    readonly passwordHash: string | null;
    /** Encrypted with the key of the installation. */
    readonly totpSecret: string | null;
    readonly totpConfirmed: boolean;
    /** The last time step whose code was used: a code counts once. */
    readonly totpStep: number;
    readonly failures: number;
    readonly lockedUntil: string | null;
  };
  readonly session: {
    /** SHA-256 of the secret in the cookie. */
    readonly id: string;
    readonly person: string;
    readonly csrf: string;
    readonly createdAt: string;
    readonly expiresAt: string;
  };
  readonly securityKey: SecurityKeyRecord;
  readonly token: {
    readonly id: string;
    readonly person: string;
    readonly name: string;
    readonly scope: 'read' | 'write';
    readonly secretSha256: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
  };
  readonly identity: {
    readonly id: string;
    readonly issuer: string;
    readonly subject: string;
    readonly person: string;
  };
}

/** What carries work out: jobs and messages, no case. */
export interface WorkerTables {
  readonly party: Party;
  readonly person: Person;
  readonly job: JobRecord;
  readonly webhook: WebhookRecord;
  readonly outbox: OutboxRecord;
  readonly delivery: DeliveryRecord;
}
