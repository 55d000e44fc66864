import { sumDecimals, type ProgrammeFile, type ProgrammePlan } from '@underpin/model';
import {
  type CandidateMachine,
  type Equivalent,
  equivalent,
  type OptionDemand,
  type OptionsProblem,
  type Replacement,
  type ReplacementOption,
  sizingPolicy,
  totalCost,
  type TrialCoverage,
  trialCoverage,
} from '@underpin/programme';
import type { WorkItem } from './work-item.ts';

/** Items with their options, and what is known of every pair of item and candidate. */
export interface SizedWork {
  readonly problem: OptionsProblem;
  /** Items that have an option, in the order of the problem's demands. */
  readonly items: readonly WorkItem[];
  readonly without: readonly { readonly item: WorkItem; readonly reason: string }[];
  readonly equivalents: ReadonlyMap<string, readonly Equivalent[]>;
}

/**
 * Options of each item: candidates that some source converts to, sized on the most of the range. Where a trial covers an item for
 * some candidates, only those are options; where a plan before this one chose, its choice stays as long as it is one.
 */
export function sizeWork(file: ProgrammeFile, items: readonly WorkItem[], before: ProgrammePlan | null): SizedWork {
  const policy =
    file.sizing.targetUtilisation === undefined
      ? sizingPolicy
      : { ...sizingPolicy, targetUtilisation: { ...sizingPolicy.targetUtilisation, ...file.sizing.targetUtilisation } };
  const machines = new Map(file.candidates.map((one) => [one.id, machineOf(one)]));
  const equivalents = new Map<string, readonly Equivalent[]>();
  const demands: OptionDemand[] = [];
  const sized: WorkItem[] = [];
  const without: { item: WorkItem; reason: string }[] = [];
  const chosenBefore = new Map((before?.replacements ?? []).map((one) => [one.id, one.candidate]));
  for (const item of items) {
    const answers = file.candidates.map((one) =>
      equivalent(item.current, machines.get(one.id) as CandidateMachine, file.sizing, policy),
    );
    equivalents.set(item.id, answers);
    const notOptions: { candidate: string; reason: string }[] = [];
    const all = file.candidates.flatMap((candidate, at): ReplacementOption[] => {
      const answer = answers[at];
      if (answer === undefined || answer.servers === null) {
        notOptions.push({
          candidate: candidate.name,
          reason: `${answer?.standing ?? 'unknown'}: ${answer?.because[0] ?? ''}`,
        });
        return [];
      }
      const servers = answer.servers.atMost;
      const { costs, currency } = file;
      const price = {
        purchasePerServer: candidate.price.purchase,
        supportPerServerYear: candidate.price.supportPerYear,
        watts: candidate.price.watts,
      };
      const cost = totalCost(
        servers,
        price,
        { ...item.move, oldSidePerMonth: item.oldSidePerMonth },
        { ...costs, currency },
      );
      return [
        {
          id: candidate.id,
          candidate: candidate.id,
          maker: candidate.maker,
          country: candidate.country,
          servers,
          cost,
        },
      ];
    });
    const covered = all.filter(({ candidate }) => coverageOf(file, item, candidate).standing === 'covered');
    const allowed = covered.length > 0 ? covered : all;
    const kept = allowed.filter(({ candidate }) => candidate === chosenBefore.get(item.id));
    const options = kept.length > 0 ? kept : allowed;
    if (options.length === 0)
      without.push({
        item,
        reason: `No option: ${notOptions.map(({ candidate, reason }) => `${candidate} ${reason}`).join(' | ')}`,
      });
    else {
      sized.push(item);
      demands.push({ id: item.id, name: item.name, count: 1, weight: item.weight, options, notOptions });
    }
  }
  const once = file.candidates
    .filter(({ price }) => Number(price.once) > 0)
    .map(({ id, price }) => ({ candidate: id, amount: price.once }));
  const problem: OptionsProblem = {
    currency: file.currency,
    demands,
    supply: file.supplyLimits,
    caps: file.diversity,
    purchaseBudget: file.purchaseBudget ?? null,
    onceCosts: once,
    standing: [],
  };
  return { problem, items: sized, without, equivalents };
}

/** The replacement that an option makes of an item. */
export function replacementOf(file: ProgrammeFile, item: WorkItem, option: ReplacementOption): Replacement {
  const { lines } = option.cost;
  const committed = sumDecimals([lines.purchase, lines.migration, lines['exit fees'], lines['parallel run']]);
  const candidate = file.candidates.find(({ id }) => id === option.candidate);
  return {
    id: item.id,
    institution: item.institution,
    name: item.name,
    site: item.site,
    weight: item.weight,
    criticalFunctions: item.criticalFunctions,
    candidate: option.candidate,
    maker: option.maker,
    servers: option.servers,
    committed: Math.ceil(Number(committed)),
    leadDays: candidate?.leadDays ?? 0,
    coverage: coverageOf(file, item, option.candidate),
    groups: item.groups,
  };
}

/** Coverage over every kind of work that stands on the item; the worst counts. */
export function coverageOf(file: ProgrammeFile, item: WorkItem, candidate: string): TrialCoverage {
  const { cores, peakUtilisation, memoryGb } = item.current;
  const peakCores =
    cores === null || peakUtilisation === null
      ? null
      : { atLeast: cores.atLeast * peakUtilisation.atLeast, atMost: cores.atMost * peakUtilisation.atMost };
  const kinds = item.kinds.length === 0 ? [null] : item.kinds.map((kind) => (kind === '' ? null : kind));
  const answers = kinds.map((kind) =>
    trialCoverage(file.trials, candidate, { kind, peakCores, memoryGb: memoryGb?.atMost ?? null }),
  );
  return (
    answers.find(({ standing }) => standing === 'outside') ??
    answers.find(({ standing }) => standing === 'unknown') ??
    (answers[0] as TrialCoverage)
  );
}

function machineOf(one: ProgrammeFile['candidates'][number]): CandidateMachine {
  return {
    id: one.id,
    name: one.name,
    brand: one.brand ?? null,
    coresPerServer: one.coresPerServer,
    memoryGbPerServer: one.memoryGbPerServer,
    storageTbPerServer: one.storageTbPerServer ?? null,
    capacity: one.capacity,
  };
}
