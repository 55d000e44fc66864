import type { Told } from '@underpin/model';

/** What the engine says beside its findings, by stable code, in English. A page says the same codes in its reader's language. */
export const trialWords = {
  'breach.not-sealed': 'The protocol was not sealed before the data.',
  'breach.not-as-sealed': 'The protocol is not the one that was sealed.',
  'breach.look': 'Look {look} is not among the {looks} that the protocol plans.',
  'breach.unit': '"{name}" was measured in "{measured}"; the protocol declares "{unit}".',
  running: 'The period ends on {to}; on {asOf} the trial still runs.',
  'more-days': 'About {count} more days are needed, for "{name}".',
  'lack.no-value': 'There is no value of the {arm} on "{workload}".',
  'lack.days':
    'Values of the {arm} on "{workload}" are missing on {count} of {planned} planned days without excuse ({days}); at most {most} may be.',
  'lack.peak': 'The peak "{peak}" was not seen by the {arm} on "{workload}" on {days}.',
  'lack.sample': '{name} has {count} {unit}; the protocol asks for {least}.',
  'lack.sample-of-workload': '{name} on "{workload}" has {count} {unit}; the protocol asks for {least}.',
  'unit.values': 'values',
  'unit.pairs': 'pairs',
  'unit.days': 'days',
  'unit.weeks': 'weeks',
  'unit.intervals': 'intervals',
  'unit.independent-intervals': 'independent intervals',
  'unit.exposure': 'units of exposure',
  'unit.exposure-with-events': 'units of exposure with {candidate} and {incumbent} events',
  'unit.exposure-with-failures': 'units of exposure with {count} failures',
  'method.signed-rank.exact': 'Wilcoxon signed-rank with Hodges–Lehmann interval, exact',
  'method.signed-rank.asymptotic': 'Wilcoxon signed-rank with Hodges–Lehmann interval, asymptotic',
  'method.mann-whitney.exact': 'Mann–Whitney with Hodges–Lehmann interval, exact',
  'method.mann-whitney.asymptotic': 'Mann–Whitney with Hodges–Lehmann interval, asymptotic',
  'method.bca': 'BCa bootstrap',
  'method.bca-of-blocks': 'BCa bootstrap of {blocks} blocks, no narrower than a score test over them',
  'method.negative-binomial': 'negative binomial, counts vary more than Poisson',
  'method.conditional': 'exact conditional test of Poisson rates',
  'method.clopper-pearson': 'Clopper–Pearson',
  'method.miettinen-nurminen': 'Miettinen–Nurminen',
  'method.mtbf': 'chi-square, constant failure rate',
  'method.worth': '{method}, intervals of {blocks} blocks worth {trials} independent ones',
  'method.widened': '{method}, widened {factor} times since neighbouring blocks hang together',
  'method.known-to': '{method}, values known to {percent} %',
  'coverage.no-kind': 'The trial has seen no workload of the kind "{kind}".',
  'coverage.not-stated': 'Its {feature} is not stated.',
  'coverage.not-measured': 'The trial did not measure {feature} on "{seen}".',
  'coverage.unit': 'Its {feature} is in "{has}", the trial measured "{had}"; state it in "{had}".',
  'coverage.exceeds': 'Its {feature} of {has} {unit} exceeds the {had} {unit} seen on "{seen}".',
  'coverage.no-size': 'The trial measured no size of "{seen}".',
  'coverage.mix-not-stated': 'Its mix of transactions is not stated.',
  'coverage.mix-not-measured': 'The trial did not measure the mix of "{seen}".',
  'coverage.mix': 'Its mix differs from "{seen}" by {percent} % of transactions; {allowed} % are allowed.',
  'plan.per-day': 'Cannot plan "{name}": state perDay, what an arm gives a day, among its assumptions.',
  'plan.spread':
    'Cannot plan "{name}": state spread, the standard deviation of an analysed value, among its assumptions.',
  'plan.quantile': 'Cannot plan "{name}": state the quantile.',
  'plan.rate': 'Cannot plan "{name}": state rate, events per unit of exposure, among its assumptions.',
  'plan.share': 'Cannot plan "{name}": state share, the true share above the level, among its assumptions.',
  'plan.shares': 'Cannot plan "{name}": state share and incumbentShare among its assumptions.',
  'plan.mtbf': 'Cannot plan "{name}": state mtbf, the true mean time above the level, among its assumptions.',
  'plan.effect': 'Cannot plan "{name}": the assumed effect {effect} is not inside the margin {margin}.',
  'plan.difference': 'Cannot plan "{name}": the assumed difference {difference} is not inside the margin {margin}.',
  'plan.never': 'Cannot plan "{name}": ten years do not reach power {power}; widen the margin or measure more.',
} as const;
export type TrialWord = keyof typeof trialWords;

/** Says a word and remembers that it did. */
export type Say = (code: TrialWord, values?: Told['values']) => string;

/** Says words of the engine; `told` lists each text once. */
export function teller(): { readonly say: Say; readonly told: () => readonly Told[] } {
  const known = new Map<string, Told>();
  return {
    say(code, values = {}) {
      const text = trialWords[code].replaceAll(/\{(\w+)\}/g, (_, place: string) => String(values[place] ?? ''));
      known.set(text, { code, values, text });
      return text;
    },
    told: () => [...known.values()],
  };
}
