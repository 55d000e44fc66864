export { whyFallen } from './basis/why-fallen.ts';
export { buildReliance } from './build-reliance.ts';
export type { Reliance, RelianceOptions } from './build-reliance.ts';
export { engineVersion } from './engine-version.ts';
export type { Graph } from './indices/graph.ts';
export { nodeKinds, nodeOf } from './indices/node-space.ts';
export type { NodeKind, NodeSpace } from './indices/node-space.ts';
export type { Allocate, Propagation } from './indices/propagation.ts';
export { requirementGraph } from './indices/requirement-graph.ts';
export type { Requirements } from './indices/requirements.ts';
export { selfReportedControl } from './indices/self-reported-control.ts';
export { Walker } from './indices/walker.ts';
export { Withdrawals } from './indices/withdrawals.ts';
export { compare } from './measures/compare.ts';
export type { Change } from './measures/compare.ts';
export { concentration } from './measures/concentration.ts';
export type { ConcentrationAnswer, ConcentrationQuestion } from './measures/concentration.ts';
export { criticalityIndicators } from './measures/criticality-indicators.ts';
export type {
  CriticalityOptions,
  Indicator,
  IndicatorCode,
  SystemicStatus,
  Threshold,
} from './measures/criticality-indicators.ts';
export { dimensions } from './measures/dimension-keys.ts';
export type { Dimension } from './measures/dimension-keys.ts';
export { directShares } from './measures/direct-shares.ts';
export { nodeFalls } from './measures/dominator-single-points.ts';
export type { NodeFalls, NodeFallsOptions } from './measures/dominator-single-points.ts';
export { fallPaths } from './measures/fall-path.ts';
export { among, standsOn } from './measures/graph-part.ts';
export type { GraphPart } from './measures/graph-part.ts';
export { minimalCutSets } from './measures/minimal-cut-sets.ts';
export type { CutSetQuestion, CutSets } from './measures/minimal-cut-sets.ts';
export { nthPartyOverlap } from './measures/nth-party-overlap.ts';
export type { Overlap } from './measures/nth-party-overlap.ts';
export type { Amounts, CurrencyRates } from './measures/one-currency.ts';
export { prepareRanking, rankedOf } from './measures/rank-job.ts';
export type { PreparedRanking } from './measures/rank-job.ts';
export { rankedKinds } from './measures/rank-subjects.ts';
export type { RankedKind, RankSubjects } from './measures/rank-subjects.ts';
export { rankColumns, RankWork } from './measures/rank-work.ts';
export type { RankColumns, RankJob } from './measures/rank-work.ts';
export { ranking, rankFigures, rankSlice, topOf } from './measures/ranking.ts';
export type { RankBy, Ranked, Ranking } from './measures/ranking.ts';
export { partKinds, placeOf, sectorParts, wholeSector } from './measures/sector-parts.ts';
export type { Members, PartKind, SectorPart } from './measures/sector-parts.ts';
export { boundsOf, concentrationOf } from './measures/shares.ts';
export type { Concentration, ConcentrationBounds, OpenWeight } from './measures/shares.ts';
export { singlePointNodes } from './measures/single-point-nodes.ts';
export type { SinglePointNode, SinglePointNodes } from './measures/single-point-nodes.ts';
export { singlePoints } from './measures/single-points.ts';
export type { SinglePoint } from './measures/single-points.ts';
export { timeToStandAgain } from './measures/time-to-stand-again.ts';
export type { InTime, StandAgain, StandAgainOptions } from './measures/time-to-stand-again.ts';
export { trends } from './measures/trend.ts';
export type { DatedFigures, Trend } from './measures/trend.ts';
export { whatIf } from './measures/what-if.ts';
export type { Fall, LostFunction, NamedNode, WhatIf } from './measures/what-if.ts';
export { fieldColumn } from './subjects/field-column.ts';
export type { FieldColumn } from './subjects/field-column.ts';
export { selectSubject } from './subjects/select-subject.ts';
export type { Selection } from './subjects/select-subject.ts';
export { selectedNodes } from './subjects/selected-nodes.ts';
export { subjectFieldsTable } from './subjects/subject-fields-table.ts';
export { itemKinds, subjectFields } from './subjects/subject-fields.ts';
export type { ItemKind, SubjectField, SubjectFieldName } from './subjects/subject-fields.ts';
