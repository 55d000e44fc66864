import type { FaultTreeConstant, FaultTreeEvent, FaultTreeGate, Finding, Severity } from '@underpin/model';
import type { Definition, DefinitionKind, OpenPsaCollector } from './collector.ts';
import { reckon } from './expression.ts';
import { openPsaFinding } from './finding.ts';
import { GateBuilder } from './gates.ts';
import type { OpenPsaReading } from './read-open-psa.ts';

/** Turns the gathered definitions into a tree. */
export function finish(collector: OpenPsaCollector, file: string, top?: string): OpenPsaReading {
  const findings: Finding[] = [...collector.findings];
  const tell = (rule: string, severity: Severity, message: string, line = 1): void => {
    findings.push(openPsaFinding(rule, severity, { file, line }, message));
  };
  if (collector.failed) return { tree: null, tops: [], findings };
  const { definitions } = collector;
  const known = new Map<string, DefinitionKind>();
  for (const kind of ['gate', 'basic-event', 'house-event'] as const) {
    for (const { name, line } of definitions[kind]) {
      if (known.has(name))
        tell('defined-twice', 'reject', `"${name}" is defined twice; give each gate and event its own name.`, line);
      known.set(name, kind);
    }
  }
  const builder = new GateBuilder(known, tell);
  for (const gate of definitions.gate) builder.define(gate);
  const events = readEvents(definitions['basic-event'], definitions.parameter, tell);
  for (const name of builder.undefinedEvents) events.push({ id: name, probability: null });
  const constants = [...readConstants(definitions['house-event'], tell), ...builder.constants];
  const tops = builder.tops();
  const chosen = top ?? (tops.length === 1 ? tops[0] : undefined);
  if (chosen === undefined) {
    const list = tops.slice(0, 10).map((name) => `"${name}"`);
    const message =
      tops.length === 0
        ? 'No gate is the top: every gate is used by another, or none is defined. Name the gate to ask about.'
        : `${tops.length} gates are used by no other: ${list.join(', ')}${tops.length > 10 ? ' and more' : ''}. Name the one to ask about.`;
    tell('which-top', 'error', message);
  } else if (!known.has(chosen))
    tell('no-such-top', 'reject', `The top "${chosen}" is not defined in the file; name another.`);
  if (chosen === undefined || findings.some(({ severity }) => severity === 'reject'))
    return { tree: null, tops, findings };
  const name = collector.modelName || collector.treeName || file;
  return {
    tree: { name, top: chosen, gates: builder.gates satisfies FaultTreeGate[], events, constants },
    tops,
    findings,
  };
}

type Tell = (rule: string, severity: Severity, message: string, line?: number) => void;

function readEvents(events: readonly Definition[], parameters: readonly Definition[], tell: Tell): FaultTreeEvent[] {
  const bodies = new Map(parameters.map(({ name, body }) => [name, body]));
  return events.map(({ name, body, line }) => {
    if (body === null) return { id: name, probability: null };
    const value = reckon(body, (parameter) => bodies.get(parameter) ?? null);
    const wrong = typeof value === 'string' ? value : value < 0 || value > 1 ? `${value} is not between 0 and 1` : null;
    if (wrong === null) return { id: name, probability: value as number };
    tell(
      'probability',
      'warning',
      `The probability of "${name}" is left unobserved: ${wrong}. State it as a number to get the probability of the top.`,
      line,
    );
    return { id: name, probability: null };
  });
}

function readConstants(houses: readonly Definition[], tell: Tell): FaultTreeConstant[] {
  return houses.map(({ name, body, line }) => {
    const value = body?.name === 'constant' ? body.attributes['value'] : undefined;
    if (body !== null && value !== 'true' && value !== 'false')
      tell('house-event', 'reject', `The house event "${name}" has no constant "true" or "false"; state one.`, line);
    return { id: name, value: value === 'true' };
  });
}
