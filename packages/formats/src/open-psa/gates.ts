import type { FaultTreeConstant, FaultTreeGate, Severity } from '@underpin/model';
import { formulaKinds } from './collector.ts';
import type { Definition, DefinitionKind, Element } from './collector.ts';

const references = new Set(['gate', 'basic-event', 'house-event', 'event']);

type Tell = (rule: string, severity: Severity, message: string, line?: number) => void;

/** Makes flat gates of formulas: a nested formula becomes a gate of its own, named after the gate that holds it. */
export class GateBuilder {
  readonly gates: FaultTreeGate[] = [];
  readonly constants: FaultTreeConstant[] = [];
  /** Events that formulas use and the file does not define, in the order of their first use. */
  readonly undefinedEvents = new Set<string>();
  readonly #known: ReadonlyMap<string, DefinitionKind>;
  readonly #tell: Tell;
  readonly #used = new Set<string>();
  readonly #own: string[] = [];

  constructor(known: ReadonlyMap<string, DefinitionKind>, tell: Tell) {
    this.#known = known;
    this.#tell = tell;
  }

  define({ name, body, line }: Definition): void {
    this.#own.push(name);
    if (body === null) {
      this.#tell('no-formula', 'reject', `The gate "${name}" has no formula; state one.`, line);
      return;
    }
    const kind = formulaKinds.get(body.name);
    if (kind === undefined) {
      const child = this.#child(body, name, 1);
      if (child !== null) this.gates.push({ id: name, kind: 'or', k: null, children: [child] });
      return;
    }
    this.#formula(name, body);
  }

  /** Gates that no formula uses. */
  tops(): string[] {
    return this.#own.filter((name) => !this.#used.has(name));
  }

  #formula(id: string, { name, attributes, children, line }: Element): void {
    const kind = formulaKinds.get(name)!;
    const k = kind === 'atleast' ? Number(attributes['min'] ?? NaN) : null;
    if (k !== null && !(Number.isInteger(k) && k >= 0))
      this.#tell('atleast', 'reject', `"atleast" in "${id}" has no whole number as "min"; state one.`, line);
    if (children.length === 0)
      this.#tell('no-arguments', 'reject', `"${name}" in "${id}" has no arguments; add some.`, line);
    const list = children.map((child, index) => this.#child(child, id, index + 1));
    this.gates.push({ id, kind, k, children: list.filter((child) => child !== null) });
  }

  #child(element: Element, parent: string, position: number): string | null {
    const { name, attributes, line } = element;
    if (references.has(name)) return this.#reference(element);
    const id = this.#free(`${parent}/${position}`);
    if (name === 'constant') {
      this.constants.push({ id, value: attributes['value'] === 'true' });
      return id;
    }
    if (formulaKinds.has(name)) {
      this.#formula(id, element);
      return id;
    }
    this.#tell('unknown-formula', 'reject', `"${name}" in "${parent}" is no formula that is known; rewrite it.`, line);
    return null;
  }

  #reference({ name, attributes, line }: Element): string | null {
    const stated = attributes['name'] ?? '';
    const last = stated.slice(stated.lastIndexOf('.') + 1);
    const target = this.#known.has(stated) || !this.#known.has(last) ? stated : last;
    this.#used.add(target);
    if (this.#known.has(target) || this.undefinedEvents.has(target)) return target;
    const kind = name === 'event' ? (attributes['type'] ?? 'event') : name;
    if (kind !== 'basic-event') {
      this.#tell('not-defined', 'reject', `The ${kind} "${stated}" is used but not defined; define it.`, line);
      return null;
    }
    this.undefinedEvents.add(target);
    this.#tell(
      'event-not-defined',
      'warning',
      `The basic event "${stated}" is used but not defined: its probability is unobserved. Define it to get the probability of the top.`,
      line,
    );
    return target;
  }

  #free(id: string): string {
    return this.#known.has(id) ? this.#free(`${id}'`) : id;
  }
}
