export type { BulkTable, Columns, StoredTable } from './ports/columns.ts';
export type {
  EvidenceFiles,
  Holder,
  ListQuery,
  Records,
  ReviewRecords,
  ReviewStore,
  SearchHit,
  JobLane,
  WorkerRecords,
} from './ports/review-store.ts';
export type * from './ports/review-tables.ts';
export type { SettingsStore } from './ports/settings-store.ts';
export type { Store, StoreHealth } from './ports/store.ts';
export { unavailability, type Unavailable } from './ports/unavailable.ts';
export type {
  KeptSubmission,
  NewSubmission,
  PreparedSubmission,
  SubmissionQuery,
  SubmissionStore,
} from './ports/submission-store.ts';
export { openSources, readSubject, type OpenedSources, type SubmissionSource } from '@underpin/formats';
export { type CheckReferences, type GivenFile, readCheckReferences } from './use-cases/check-references.ts';
export { referencesAt } from './use-cases/references-at.ts';
export { doraProfiles } from '@underpin/formats';
export { type CheckedSubmission, type CheckOptions, checkSubmissions } from './use-cases/check-submissions.ts';
export { countBySeverity, describeSubmission } from './use-cases/describe-submission.ts';
export { type ImportedSubmission, type ImportOptions, importSubmissions } from './use-cases/import-submissions.ts';
export { type LoadedSector, loadSector, readSector } from './use-cases/load-sector.ts';
export { select, type Study, studyOf } from './use-cases/study.ts';
export { selfReportedControl } from '@underpin/reliance';
export { rank, type RankLine } from './use-cases/rank.ts';
export { type FallStep, type FunctionLost, withdraw, type Withdrawal, withdrawalJson } from './use-cases/withdraw.ts';
export { readBundle, readReview } from '@underpin/formats';
export {
  basisCsv,
  fillDocxTemplate,
  renderOverview,
  renderReview,
  renderReviewDocx,
  renderReviewPdf,
  type ReviewReport,
  type SectorOverview,
} from '@underpin/report';
export { coverageOf } from './use-cases/coverage.ts';
export { countryName, labelOf } from './use-cases/labels.ts';
export { makeReview, type MakeReviewOptions } from './use-cases/make-review.ts';
export { readDirections, type StatedDirection } from './use-cases/stated-directions.ts';
export type { DirectionCompared } from '@underpin/contract';
export { directionsSeen } from './use-cases/reviews/directions-seen.ts';
export { compareWithdrawals } from './use-cases/compare-withdrawals.ts';
export { figuresOfCap, figuresOfSector, figuresOfSubject, type FigureTold } from './use-cases/figures-told.ts';
export { figureOfAnswer, figuresOf, type RelianceAnswer, relianceOn } from './use-cases/reliance-on.ts';
export { type SampleFile, sampleInventories, sampleRegisters } from './use-cases/sample-files.ts';
export { makeOverview, type MakeOverviewOptions } from './use-cases/make-overview.ts';
export { openFiles, type OpenedFile, readEcbRates } from '@underpin/formats';
export { type ControlAnswer, controlOf } from './use-cases/control-of.ts';
export { type OwnershipLink, type OwnershipMap, ownershipMap, type OwnershipNode } from './use-cases/ownership-map.ts';
export { type SaleAsked, saleOf } from './use-cases/sale-of.ts';
export { gatherOwnership, type GatheredOwnership } from './use-cases/ownership.ts';
export { type ControlChoice, studyUnderControl } from './use-cases/study-under-control.ts';
export { readControlScenario } from '@underpin/formats';
export { changeControl, type ControlChanged, knownBrands } from './use-cases/change-control.ts';
export { cutSetKinds, type CutSetKind, cutSetsOfTree, type CutSetsTold } from './use-cases/cut-sets-of-tree.ts';
export { cutSetsOfFunction, setsThatHit } from './use-cases/cut-sets.ts';
export { marketFigureId } from '@underpin/market';
export type { PartKind, SectorPart } from '@underpin/reliance';
export { capEffect, market } from './use-cases/market.ts';
export { namedCapEffect } from './use-cases/named-cap-effect.ts';
export {
  concentrationsOf,
  criticalityOf,
  overlapsOf,
  singlePointsOf,
  standAgainOf,
  type StandAgainLine,
  sharesByPart,
  partsOf,
  trendOf,
} from './use-cases/measures.ts';
export { type FallRound, fallRounds, type WhyFunction, whyFunctionFalls } from './use-cases/falls.ts';
export { lossesByPart, losesCritical } from './use-cases/losses-by-part.ts';
export { type HeatMap, heatMap } from './use-cases/heat-map.ts';
export { changesBetween, type LineChange, type SectorChanges, type SectorCount } from './use-cases/changes-between.ts';
export { type FunctionFlow, flowsToFunctions } from './use-cases/flows-to-functions.ts';
export { graphOf, type GraphNode, type GraphQuestion, type GraphTold } from './use-cases/graph-of.ts';
export type { NodeTold } from './use-cases/node-name.ts';
export {
  type SubjectFieldTold,
  subjectFieldsTold,
  type SubjectValue,
  subjectValues,
} from './use-cases/subject-values.ts';
export { type RowsAsked } from './use-cases/sector-tables/find-rows.ts';
export { columnsOf, rowOf, type SectorRecord, sectorRecord } from './use-cases/sector-tables/record.ts';
export { type RowsTold, type SectorRow, tableRows } from './use-cases/sector-tables/rows.ts';
export { type SectorTableName, sectorTableNames } from './use-cases/sector-tables/sector-table.ts';
export { sectorTable } from './use-cases/sector-tables/sector-tables.ts';
export { tableCsv } from './use-cases/sector-tables/table-csv.ts';
export { filedRows } from './use-cases/sector-tables/filed-rows.ts';
export { tableWorkbook } from './use-cases/sector-tables/table-workbook.ts';
export { newSigningKey, type NewKey, publicKeyText, readPublicKey, readSigner } from './crypto/signing-key.ts';
export { nodePrimitives, p256Start } from './crypto/node-primitives.ts';
export { checkBundle } from './use-cases/check-bundle.ts';
export { sealReview, type SealReviewOptions } from './use-cases/seal-review.ts';
export { type Broken, type BundleProof, type Signer, type Verification, verifyBundle } from '@underpin/ledger';
export {
  type BuildInput,
  type BuildStep,
  type BuiltRegister,
  buildRegister,
  registerWorkbook,
} from './use-cases/build-register.ts';
export {
  contentOf,
  doraProfile,
  doraProfileIds,
  type ExportContent,
  type ExportedRegister,
  type ExportOptions,
  exportRegister,
} from './use-cases/export-register.ts';
export { firstStated, metaOfPackage, metaOfTables, type PartialMeta, stampOf } from './use-cases/package-meta.ts';
export { readSubmission, type ReadSubmission } from '@underpin/formats';
export { type RowFile, registerRows, type RowsOfFile } from './use-cases/register-rows.ts';
export {
  adviseRepairs,
  type RepairAdvice,
  type RepairedRegister,
  repairRegister,
} from './use-cases/repair-register.ts';
export { type MappingGuess, readMappings } from '@underpin/formats';
export { type Proposal, type RepairEdit, type RowOutcome, rowOutcomes } from '@underpin/register';
export { BulkCheck, type BulkOptions, type BulkPass } from './bulk/bulk-check.ts';
export { changesBelow, type WatchOptions } from './bulk/watch-folders.ts';
export {
  inventoryFromHardware,
  type InventoryFromHardware,
  type InventoryOptions,
} from './use-cases/inventory-from-hardware.ts';
export { hardwareReaders, inventoryProfile, writeRegisterWorkbook } from '@underpin/formats';
export { checkApart, type CheckWork } from './workers/check-apart.ts';
export { rankInParallel, type RankInParallelOptions } from './workers/rank-in-parallel.ts';
export { runRankJob, type RunRankJobOptions } from './workers/run-rank-job.ts';
export { rankStudy, workersFor } from './workers/rank-study.ts';
export { canonicalJson, canonicalSha256 } from './use-cases/ledger/canonical.ts';
export { checkLedger } from './use-cases/ledger/check-ledger.ts';
export { type Desk, record } from './use-cases/reviews/desk.ts';
export { done, notFound, type Outcome, problemOf } from './use-cases/outcome.ts';
export { type Claims, signInByIdentity } from './use-cases/sign-in/by-identity.ts';
export {
  beginTotp,
  changePassword,
  confirmTotp,
  firstAdministrator,
  newLink,
  useLink,
} from './use-cases/sign-in/credentials.ts';
export { type Sealer, sealerOf } from './use-cases/sign-in/sealer.ts';
export { newSecret, sha256 } from './use-cases/sign-in/secrets.ts';
export {
  callerOfSession,
  callerOfToken,
  type Caller,
  type Door,
  type NewSession,
  beginSession,
  signIn,
  signOut,
} from './use-cases/sign-in/sign-in.ts';
export { addToken, listTokens, removeToken } from './use-cases/sign-in/tokens.ts';
export { addParty, addPerson, changePerson, giveLink } from './use-cases/reviews/parties.ts';
export { addCase, addTask, changeCase, changeTask, moveCase } from './use-cases/reviews/cases.ts';
export { decideCase, milestonesAsOf, shownMeasure, varyMeasure } from './use-cases/reviews/decisions.ts';
export { addEvidence, attachFile, changeEvidence, mayTakeFile, shareEvidence } from './use-cases/reviews/evidence.ts';
export { exportCase } from './use-cases/reviews/export-case.ts';
export { addExtract, addReply, releaseExtract } from './use-cases/reviews/extracts.ts';
export { addFinding, changeFinding, shareFinding } from './use-cases/reviews/findings.ts';
export { waitingFor } from './use-cases/reviews/waiting.ts';
export { judged, type OwnSigner, prepareOpinion, signOpinion, standings } from './use-cases/reviews/opinions.ts';
export {
  type PreparedReport,
  prepareReport,
  previewReport,
  type ReportMeans,
  submitReport,
} from './use-cases/reviews/report.ts';
export { putTemplate, removeTemplate } from './use-cases/reviews/report-templates.ts';
export { type ControlChange, controlChanges } from './use-cases/reviews/control-changes.ts';
export { caseBundle, type CaseParts } from './use-cases/reviews/case-bundle.ts';
export type { CaseContent } from './use-cases/reviews/case-content.ts';
export { caseReport } from './use-cases/reviews/case-report.ts';
export { printReport } from './use-cases/reviews/print-report.ts';
export { addEvent, timelineOf } from './use-cases/reviews/timeline.ts';
export { askForJob } from './use-cases/jobs/ask-for-job.ts';
export { addSaved, listSaved, removeSaved } from './use-cases/reviews/saved.ts';
export { freezeFigures } from './use-cases/jobs/freeze-figures.ts';
export { type JobKind, runNextJob, type Worker } from './use-cases/jobs/run-job.ts';
export { addWebhook, deliverNext, fanOut, type Post, signWebhook } from './use-cases/jobs/webhooks.ts';
export { complianceObserved, complianceOf } from './use-cases/reviews/compliance.ts';
export { notNow as notNowFor } from './use-cases/reviews/review-policy.ts';
export { readActualsCsv, readProgramme, readUtilisation, writeProgramme } from '@underpin/formats';
export { highsSolver } from './solvers/highs-solver.ts';
export { exportPlan, type PlanForm, planForms } from './use-cases/programme/export-plan.ts';
export { assessTrials } from './use-cases/programme/assess-trials.ts';
export { keepableProgramme } from './use-cases/programme/keepable-programme.ts';
export { knownOn } from './use-cases/programme/known-on.ts';
export { makePlan, type MakePlanInput, type MakePlanTools, type Planner } from './use-cases/programme/make-plan.ts';
export { planner } from './use-cases/programme/planner.ts';
export { type ProgrammeProgress, progressOf } from './use-cases/programme/progress-of.ts';
export {
  approveGate,
  changeProgrammeFile,
  createProgramme,
  type GateApproval,
  programmeAsReported,
  serveMeasures,
  shareProgramme,
  shownProgramme,
} from './use-cases/programme/kept-programmes.ts';
export { acceptPlan, proposePlan, shownPlan } from './use-cases/programme/kept-plans.ts';
export { reportProgress } from './use-cases/programme/report-progress.ts';
export { standingBasis, standingOfProgramme, standingOn } from './use-cases/programme/programme-standing.ts';
export { quarterlyReport } from './use-cases/programme/quarterly-report.ts';
export { planProgramme } from './use-cases/jobs/plan-programme.ts';
export { programmeApart, type ProgrammeApartOptions } from './workers/programme-apart.ts';
export { changeProgramme } from './use-cases/programme/change-programme.ts';
export {
  addUpload,
  askForPreview,
  askToFile,
  mayUpload,
  removeUpload,
  shownUpload,
} from './use-cases/filing/uploads.ts';
export { fileUploads, previewUpload } from './use-cases/filing/filing-jobs.ts';
export { type FilingInput, type FilingPlan, planFiling } from './use-cases/filing/plan-filing.ts';
export type { ColumnarFile, FileColumn, OpenColumnarFile, Scan, ScanBatch } from './ports/columnar-file.ts';
export { type GetText, prometheusSamples, readProtocol, readWorkloads } from '@underpin/formats';
export { assessReduced, assessSamples, type AssessedSamples, reduceSamples } from './use-cases/trial/assess-samples.ts';
export { type OpenedSamples, openSamples } from './use-cases/trial/open-samples.ts';
export {
  type Amendment,
  differences,
  type ProtocolSeal,
  readProtocolSeal,
  sealProtocol,
  type SealStanding,
  sealStanding,
  trialActs,
} from './use-cases/trial/protocol-seal.ts';
export { type CheckedProtocol, planOf, protocolOf, senseOf, type TrialPlan } from './use-cases/trial/trial-plan.ts';
export { type PooledEndpoint, pooledTrialSchema, poolTrials } from './use-cases/trial/pool-trials.ts';
export { trialBundle } from './use-cases/trial/trial-bundle.ts';
export { powerPicture, renderTrial, renderTrialPdf, type TrialReport } from '@underpin/report';
export { coverage, monitorTrial, trialEnvelope, type MonitoredEndpoint, type TrialAssessment } from '@underpin/trial';
export {
  changeProtocol,
  createTrial,
  keepAssessment,
  keepMeasurements,
  keepMonitoring,
  mayFeed,
  planAnswer,
  readMeasurements,
  shareTrial,
  sealTrial,
  shownTrial,
  standingOf,
  stateSeen,
} from './use-cases/trial/trials.ts';
export {
  coverageAnswer,
  keepWorkloads,
  keptWorkloads,
  profileOf,
  trialCoverage,
} from './use-cases/trial/trial-coverage.ts';
export { trialPool } from './use-cases/trial/trial-pool.ts';
export { citeTrial } from './use-cases/trial/cite-trial.ts';
export { printTrial, trialReportOf } from './use-cases/trial/trial-printed.ts';
