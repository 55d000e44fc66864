import type { Finding, Progress, RegisterPackage, Result } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import { applyRepairs, checkPackage, type Proposal, proposeRepairs, type RepairContext } from '@underpin/register';
import { type CheckReferences, heldAgainst } from './check-references.ts';
import { stampOf } from './package-meta.ts';

/** What the checks say of a package and what could be mended. */
export interface RepairAdvice {
  readonly findings: readonly Finding[];
  readonly proposals: readonly Proposal[];
}

/** A package with proposals applied, and what the checks say before and after. */
export interface RepairedRegister {
  readonly read: RegisterPackage;
  readonly applied: readonly Proposal[];
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

export interface RepairOptions {
  readonly now: Date;
  readonly progress: Progress;
  /** National rules and identities to hold the package against as well. */
  readonly references?: CheckReferences;
}

/**
 * Checks a package and proposes repairs; nothing is changed.
 *
 * @example const { proposals } = adviseRepairs(read, { now: new Date(), progress: silent });
 */
export function adviseRepairs(read: RegisterPackage, options: RepairOptions): RepairAdvice {
  const { progress } = options;
  const context = contextOf(options);
  return { findings: checkPackage(read, context, progress), proposals: proposeRepairs(read, context) };
}

/**
 * Applies proposals by their ids; "certain" stands for all that can only be meant so. An id may carry another of the
 * proposal's values, as "503-1=eba_GA:DE". Refused for an id or a value that is not there, and when two proposals contradict.
 *
 * @example const repaired = repairRegister(read, ['certain', '503-2'], { now: new Date(), progress: silent });
 */
export function repairRegister(
  read: RegisterPackage,
  ids: readonly string[],
  options: RepairOptions,
): Result<RepairedRegister> {
  const context = contextOf(options);
  const { findings, proposals } = adviseRepairs(read, options);
  const chosen = new Map<string, Proposal>();
  for (const word of ids) {
    if (word === 'certain') {
      for (const one of proposals) if (one.certain && !chosen.has(one.id)) chosen.set(one.id, one);
      continue;
    }
    const [id = '', value] = word.split(/=(.*)/s);
    const proposal = proposals.find((one) => one.id === id);
    if (proposal === undefined)
      return refused(`There is no proposal "${id}". There are: ${proposals.map((one) => one.id).join(', ') || 'none'}`);
    const picked = value === undefined ? proposal : withValue(proposal, value, read);
    if (picked === null) {
      const near = proposal.alternatives?.map(({ code }) => code).join(', ') ?? 'none';
      return refused(
        `"${value}" is not in the closed list that proposal "${id}" writes to. Other near values: ${near}`,
      );
    }
    chosen.set(id, picked);
  }
  const applied = [...chosen.values()];
  const mended = applyRepairs(read, applied);
  if (!mended.ok) return mended;
  return ok({
    read: mended.value,
    applied,
    before: findings,
    after: checkPackage(mended.value, context, options.progress),
  });
}

// Any code of the list may be chosen, not only the near ones.
function withValue(proposal: Proposal, value: string, read: RegisterPackage): Proposal | null {
  const [first] = proposal.edits;
  if (first?.kind !== 'cell') return null;
  const described = read.profile?.tables.find(({ code }) => code === first.table);
  const list = described?.columns.find(({ code }) => code === first.column)?.list;
  if (list === undefined || !Object.hasOwn(read.profile?.lists[list] ?? {}, value)) return null;
  const edits = proposal.edits.map((edit) => (edit.kind === 'cell' ? { ...edit, to: value } : edit));
  return { ...proposal, what: `Write "${value}" for "${first.from}"`, edits };
}

function contextOf({ now, references }: RepairOptions): RepairContext {
  return { today: now.toISOString().slice(0, 10), stamp: stampOf(now), ...heldAgainst(references) };
}
