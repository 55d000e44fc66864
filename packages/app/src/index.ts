export type { BulkTable, Columns, StoredTable } from './ports/columns.ts';
export type { SettingsStore } from './ports/settings-store.ts';
export type { Store } from './ports/store.ts';
export type { NewSubmission, SubmissionQuery, SubmissionStore } from './ports/submission-store.ts';
export { openSources, readSubject, type OpenedSources, type SubmissionSource } from '@underpin/formats';
export { type CheckReferences, type GivenFile, readCheckReferences } from './use-cases/check-references.ts';
export { doraProfiles } from '@underpin/formats';
export { type CheckedSubmission, type CheckOptions, checkSubmissions } from './use-cases/check-submissions.ts';
export { countBySeverity, describeSubmission } from './use-cases/describe-submission.ts';
export { type ImportedSubmission, type ImportOptions, importSubmissions } from './use-cases/import-submissions.ts';
export { type LoadedSector, loadSector, readSector } from './use-cases/load-sector.ts';
export { select, type Study, studyOf } from './use-cases/study.ts';
export { selfReportedControl } from '@underpin/reliance';
export { rank, type RankLine } from './use-cases/rank.ts';
export { type FallStep, type FunctionLost, withdraw, type Withdrawal, withdrawalJson } from './use-cases/withdraw.ts';
export { readReview } from '@underpin/formats';
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
export { figuresOf, type RelianceAnswer, relianceOn } from './use-cases/reliance-on.ts';
export { type SampleFile, sampleInventories, sampleRegisters } from './use-cases/sample-files.ts';
export { makeOverview, type MakeOverviewOptions } from './use-cases/make-overview.ts';
export { openFiles, type OpenedFile, readEcbRates } from '@underpin/formats';
export { type ControlAnswer, controlOf } from './use-cases/control-of.ts';
export { gatherOwnership, type GatheredOwnership } from './use-cases/ownership.ts';
export { type ControlChoice, studyUnderControl } from './use-cases/study-under-control.ts';
export { readControlScenario } from '@underpin/formats';
export { changeControl, type ControlChanged, knownBrands } from './use-cases/change-control.ts';
export {
  type CutSetKind,
  cutSetKinds,
  cutSetsOfFunction,
  cutSetsOfTree,
  type CutSetsTold,
  setsThatHit,
} from './use-cases/cut-sets.ts';
export { capEffect, market } from './use-cases/market.ts';
export {
  concentrationsOf,
  criticalityOf,
  overlapsOf,
  singlePointsOf,
  standAgainOf,
  type StandAgainLine,
  trendOf,
} from './use-cases/measures.ts';
