export { changePoints, type ChangePoint } from './estimators/change-points.ts';
export type { Interval } from './estimators/interval.ts';
export { mannWhitney, type RankOptions } from './estimators/mann-whitney.ts';
export { shareDifference, type DifferenceTest } from './estimators/miettinen-nurminen.ts';
export { mtbf, mtbfDemonstrationTime } from './estimators/mtbf.ts';
export { negativeBinomialRatio, overdispersionTest, type OverdispersedRatio } from './estimators/negative-binomial.ts';
export { clopperPearson, successRun, type Proportion } from './estimators/proportion.ts';
export { quantileRatio, type QuantileOptions } from './estimators/quantile-ratio.ts';
export { rateRatioExact, rateRatioScore, type Count, type RateRatio } from './estimators/rate-ratio.ts';
export type { Block, Shift } from './estimators/shift.ts';
export { signedRank } from './estimators/signed-rank.ts';
export { tost, welch, type WelchTest } from './estimators/welch.ts';
export { checkProtocol } from './protocol/check-protocol.ts';
export {
  evidenceAbove,
  meanSequence,
  mixtureRatio,
  sequentialShareP,
  shareSequence,
} from './sequential/always-valid.ts';
export { failureEvidence } from './sequential/failure-evidence.ts';
export { classicalConstant, groupSequential, type Boundary } from './sequential/group-sequential.ts';
export { alphaSpent, type SpendingKind } from './sequential/spending.ts';
export { verdicts, type Verdict } from './verdict/5-decide.ts';
export { assessTrial, type TrialAssessment, type TrialData } from './verdict/assess-trial.ts';
export type { EndpointResult } from './verdict/endpoint-result.ts';
export { daysStillNeeded, planTrial, type EndpointPlan } from './power/plan-trial.ts';
export { coverage, type Coverage, defaultMixTolerance, type WorkloadCoverage } from './envelope/coverage.ts';
export { type MeasuredLoad, measuredLoads } from './envelope/measured-loads.ts';
export { sustainedPeak } from './envelope/sustained-peak.ts';
export { type SeenKind, type SeenRange, type TrialEnvelope, trialEnvelope } from './envelope/trial-envelope.ts';
export { LogSketch } from './measure/log-sketch.ts';
export { type ReducedSamples, type ReductionLimits, reductionLimits, SampleReducer } from './measure/sample-reducer.ts';
export { type MonitoredDay, type MonitoredEndpoint, monitorTrial } from './monitor/monitor-trial.ts';
export { medianBounds, mtbfBounds, rateRatioBounds, shareBounds } from './sequential/bounds.ts';
export { type PooledEffect, poolEffects, type TrialEffect } from './pooling/random-effects.ts';
export { normalQuantile } from './special/normal-quantile.ts';
export { estimatorForm, estimatorsOfKind } from './protocol/endpoint-form.ts';
export { type TrialWord, trialWords } from './words/trial-words.ts';
