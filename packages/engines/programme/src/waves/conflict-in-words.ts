import type { PlanConflict, PlanConstraint, PlanRelaxation } from '@underpin/model';
import type { PlanProblem } from './plan-problem.ts';

/**
 * The conflict of a scheduling problem in the words of its programme: dates instead of days since the start, names, units.
 *
 * Example: "Budget: 250,000 EUR in all by 2026-06-30" instead of "supply of "budget"".
 */
export function conflictInWords(
  conflict: PlanConflict,
  { problem, days }: Pick<PlanProblem, 'problem' | 'days'>,
  currency: string,
): PlanConflict {
  const tasks = new Map(problem.tasks.map((task) => [task.id, task]));
  const nameOf = (id: string): string => `"${tasks.get(id)?.name ?? id}"`;
  const lastDay = (period: number): string => days.date(Math.max(0, period - 1));
  const pair = (id: string): readonly [string, string] => {
    const [before = '', after = ''] = id.split(' > ');
    return [before, after];
  };
  const unitOf = (id: string, amount: number): string =>
    id === 'budget'
      ? `${grouped(amount)} ${currency}`
      : id.startsWith('supply/')
        ? counted(amount, 'server')
        : id.startsWith('crews/') || id.startsWith('maker-crews/')
          ? counted(amount, 'crew')
          : counted(amount, 'replacement');

  const dueBy = (period: string): number => problem.tasks.filter(({ deadline }) => String(deadline) === period).length;

  const told = (constraint: PlanConstraint): string => {
    const { kind, id, words } = constraint;
    switch (kind) {
      case 'precedence': {
        const [before, after] = pair(id);
        // A circle has no pair: the engine names all of it.
        if (after === '') return words;
        const lag = problem.precedences.find((one) => one.before === before && one.after === after)?.minLag ?? 0;
        return `${nameOf(after)} waits for ${nameOf(before)}${lag > 0 ? ` and ${counted(lag, 'day')} more` : ''}`;
      }
      case 'release':
        return `${nameOf(id)} does not start before ${days.date(tasks.get(id)?.release ?? 0)}`;
      case 'deadline':
        return `${nameOf(id)} is done by ${lastDay(tasks.get(id)?.deadline ?? problem.horizon)}`;
      case 'deadlines':
        return `${counted(dueBy(id), 'replacement')} are done by ${lastDay(Number(id))}`;
      case 'fixed':
        return `${nameOf(id)} has been running since ${days.date(tasks.get(id)?.fixed?.start ?? 0)}`;
      case 'horizon':
        return `Everything is done by ${lastDay(problem.horizon)}`;
      case 'calendar': {
        const calendar = problem.calendars.find((one) => one.id === id);
        if (calendar === undefined) return words;
        if (calendar.intervals === 'open') return `${calendar.name ?? id}: cut-over on these days only`;
        const [span] = calendar.spans;
        const forbids = { start: 'nothing starts', work: 'no work', finish: 'no cut-over' }[calendar.forbids];
        return `${calendar.name ?? id}: ${forbids}${span === undefined ? '' : ` from ${days.date(span.from)} to ${lastDay(span.to)}`}`;
      }
      case 'gate': {
        const gate = problem.gates.find((one) => one.id === id);
        if (gate === undefined) return words;
        const wait = gate.lag > 0 ? ` and ${counted(gate.lag, 'day')} of observation` : '';
        return `The ${gate.name ?? id} opens after ${counted(gate.after.length, 'replacement')}${wait}`;
      }
      case 'renewable': {
        const resource = problem.renewable.find((one) => one.id === id);
        if (resource === undefined) return words;
        const changes = resource.changes.map(
          (one) => `${one.capacity} from ${days.date(one.from)} to ${lastDay(one.to)}`,
        );
        return `${capital(resource.name ?? id)}: ${unitOf(id, resource.capacity)} at a time${changes.length === 0 || changes.length > 3 ? '' : ` (${changes.join(', ')})`}`;
      }
      case 'cumulative': {
        const supply = problem.cumulative.find((one) => one.id === id);
        if (supply === undefined) return words;
        const total = supply.inflows.reduce((sum, { amount }) => sum + amount, supply.initial);
        return `${capital(supply.name ?? id)}: ${unitOf(id, supply.initial)} at first, ${unitOf(id, total)} by ${lastDay(problem.horizon)}`;
      }
      default:
        return words;
    }
  };
  const eased = ({ constraint, amount, words }: PlanRelaxation): string => {
    const { kind, id } = constraint;
    // The engine says so when other conflicts remain.
    const rest = / \([^()]*others\)$/.exec(words)?.[0] ?? '';
    const by = counted(amount, 'day');
    const act = (): string => {
      switch (kind) {
        case 'precedence':
          return `Let ${nameOf(pair(id)[1])} not wait for ${nameOf(pair(id)[0])}`;
        case 'release':
          return `Let ${nameOf(id)} start ${by} earlier, on ${days.date((tasks.get(id)?.release ?? 0) - amount)}`;
        case 'deadline':
          return `Give ${nameOf(id)} ${by} more, until ${lastDay((tasks.get(id)?.deadline ?? 0) + amount)}`;
        case 'deadlines':
          return `Give the ${counted(dueBy(id), 'replacement')} due by ${lastDay(Number(id))} ${by} more, until ${lastDay(Number(id) + amount)}`;
        case 'fixed':
          return `Begin ${nameOf(id)} anew`;
        case 'horizon':
          return `Give the programme ${by} more, until ${lastDay(problem.horizon + amount)}`;
        case 'calendar':
          return `Lift "${problem.calendars.find((one) => one.id === id)?.name ?? id}"`;
        case 'gate':
          return `Open the ${problem.gates.find((one) => one.id === id)?.name ?? id} without waiting`;
        case 'renewable':
          return `${capital(problem.renewable.find((one) => one.id === id)?.name ?? id)}: ${unitOf(id, amount)} more at any time`;
        case 'cumulative':
          return `${capital(problem.cumulative.find((one) => one.id === id)?.name ?? id)}: ${unitOf(id, amount)} more at the start`;
        default:
          return words;
      }
    };
    return `${act()}${rest}`;
  };
  return {
    ...conflict,
    constraints: conflict.constraints.map((one) => ({ ...one, words: told(one) })),
    relaxations: conflict.relaxations.map((one) => ({
      ...one,
      constraint: { ...one.constraint, words: told(one.constraint) },
      words: eased(one),
    })),
  };
}

function counted(amount: number, noun: string): string {
  return `${grouped(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

function grouped(amount: number): string {
  return String(Math.round(amount)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
