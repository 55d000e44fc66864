import { type Figure, ok, type Result, type Subject } from '@underpin/model';
import { itemKinds, type NodeKind, type Selection, type WhatIf, whatIf } from '@underpin/reliance';
import { withBlindSpot } from './blind-spot.ts';
import { labelOf } from './labels.ts';
import { madeOnce } from './made-once.ts';
import { select, type Study } from './study.ts';

/** A function that falls, in words. `atLeast` is true when it falls on what is stated for sure. */
export interface FunctionLost {
  readonly institution: string;
  readonly institutionId: string;
  readonly function: string;
  readonly name: string;
  readonly critical: boolean;
  readonly atLeast: boolean;
}

/** One round of the fall: how many nodes of each kind go. */
export interface FallStep {
  readonly round: number;
  readonly kinds: Readonly<Partial<Record<NodeKind, number>>>;
}

/** What falls when a subject is withdrawn, for the sector and each of its parts. */
export interface Withdrawal {
  readonly subject: Subject;
  readonly asOf: string;
  readonly selected: Readonly<Record<string, number>>;
  /** Items that may or may not belong to the subject: data are missing. */
  readonly unobserved: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
  readonly byInstitution: readonly Figure[];
  readonly byCategory: readonly Figure[];
  readonly byLicensedActivity: readonly Figure[];
  readonly functions: readonly FunctionLost[];
  readonly weakened: { readonly atLeast: number; readonly atMost: number };
  readonly steps: { readonly atLeast: readonly FallStep[]; readonly atMost: readonly FallStep[] };
}

/** With the live selection and the answer of the graph. */
export type LiveWithdrawal = Withdrawal & { readonly selection: Selection; readonly answer: WhatIf };

/** Withdraws what the subject selects; its parts are computed when they are first read. Refused when the expression cannot be read. */
export function withdraw(study: Study, subject: Subject): Result<LiveWithdrawal> {
  const selection = select(study, subject);
  if (!selection.ok) return selection;
  const answer = whatIf(study.reliance, selection.value);
  const { sector } = study.loaded;
  const told = (figures: readonly Figure[]): Figure[] => withBlindSpot(study, subject, figures);
  const figures = madeOnce(() => told(answer.figures('sector')));
  const byInstitution = madeOnce(() => told(answer.figures('institution')));
  const byCategory = madeOnce(() => told(answer.figures('category')).map(labelled));
  const byLicensedActivity = madeOnce(() => told(answer.figures('licensed activity')).map(labelled));
  const functions = madeOnce(() => functionsLost(study, answer));
  const steps = madeOnce(() => ({ atLeast: stepsOf(answer, 'atLeast'), atMost: stepsOf(answer, 'atMost') }));
  return ok({
    selection: selection.value,
    answer,
    subject,
    asOf: sector.asOf,
    selected: counted(selection.value.items),
    unobserved: counted(selection.value.unobserved),
    notes: selection.value.notes,
    get figures() {
      return figures();
    },
    get byInstitution() {
      return byInstitution();
    },
    get byCategory() {
      return byCategory();
    },
    get byLicensedActivity() {
      return byLicensedActivity();
    },
    get functions() {
      return functions();
    },
    weakened: {
      atLeast: answer.weakenedFunctions.atLeast.length,
      atMost: answer.weakenedFunctions.atMost.length,
    },
    get steps() {
      return steps();
    },
  });
}

/** What goes into JSON: everything but the live selection and graph answer. Its parts are still computed when they are first read. */
export function withdrawalJson(full: LiveWithdrawal): Withdrawal {
  const { selection: _selection, answer: _answer, ...rest } = Object.getOwnPropertyDescriptors(full);
  return Object.defineProperties({}, rest) as Withdrawal;
}

/** With the words of the register's lists for the code of a part. */
function labelled(figure: Figure): Figure {
  const { scope, label } = figure;
  const name = labelOf(scope.name);
  return { ...figure, scope: { ...scope, name }, label: label.replace(scope.name, () => name) };
}

function counted(items: Selection['items']): Record<string, number> {
  return Object.fromEntries(itemKinds.map((kind) => [kind, items[kind].length]));
}

const byName = new Intl.Collator();
const byNumber = new Intl.Collator(undefined, { numeric: true });

function functionsLost(study: Study, answer: WhatIf): FunctionLost[] {
  const { functions, institutions } = study.loaded.sector;
  const nameOf = (fn: number): string => functions.name.values[functions.name.codes[fn] ?? -1] ?? '';
  return answer
    .functions()
    .map(({ function: fn, atLeast, critical }) => {
      const institution = functions.institution[fn] ?? -1;
      return {
        institution: institutions.name[institution] ?? '',
        institutionId: institutions.lei[institution] ?? '',
        function: functions.id[fn] ?? '',
        name: nameOf(fn),
        critical,
        atLeast,
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.critical) - Number(a.critical) ||
        Number(b.atLeast) - Number(a.atLeast) ||
        byName.compare(a.institution, b.institution) ||
        byNumber.compare(a.function, b.function),
    );
}

function stepsOf(answer: WhatIf, bound: 'atLeast' | 'atMost'): FallStep[] {
  const rounds = answer[bound].rounds.length - 1;
  return Array.from({ length: Math.max(0, rounds) }, (_, round) => {
    const kinds: Partial<Record<NodeKind, number>> = {};
    for (const { kind } of answer.step(bound, round)) kinds[kind] = (kinds[kind] ?? 0) + 1;
    return { round, kinds };
  });
}
