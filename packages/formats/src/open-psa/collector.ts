import { gateKinds } from '@underpin/model/fault-tree';
import type { Finding, GateKind } from '@underpin/model';
import { openPsaFinding } from './finding.ts';

/** One element with what it holds, kept only inside definitions. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  readonly line: number;
}

/** A gate, event or parameter as defined, still as elements. */
export interface Definition {
  readonly name: string;
  readonly line: number;
  readonly body: Element | null;
}

export type DefinitionKind = 'gate' | 'basic-event' | 'house-event' | 'parameter';

const definitionKinds = new Map<string, DefinitionKind>([
  ['define-gate', 'gate'],
  ['define-basic-event', 'basic-event'],
  ['define-house-event', 'house-event'],
  ['define-parameter', 'parameter'],
]);

/** Elements that hold definitions. */
const containers = new Set(['opsa-mef', 'define-fault-tree', 'define-component', 'model-data']);

/** Elements that say nothing of the analysis. */
const silentElements = new Set(['label', 'attributes', 'attribute']);

export const formulaKinds: ReadonlyMap<string, GateKind> = new Map(gateKinds.map((kind) => [kind, kind]));

/** Gathers definitions while the file is parsed. */
export class OpenPsaCollector {
  readonly definitions: Record<DefinitionKind, Definition[]> = {
    gate: [],
    'basic-event': [],
    'house-event': [],
    parameter: [],
  };
  readonly findings: Finding[] = [];
  modelName = '';
  treeName = '';
  failed = false;
  readonly #file: string;
  readonly #depthLimit: number;
  readonly #line: () => number;
  readonly #path: Element[] = [];
  #depth = 0;
  #skipFrom = 0;
  #definition: Element | null = null;

  constructor(file: string, depthLimit: number, line: () => number) {
    this.#file = file;
    this.#depthLimit = depthLimit;
    this.#line = line;
  }

  doctype(content: string): void {
    if (!content.includes('[') && !/<!ENTITY/i.test(content)) return;
    this.#fail(
      'entities',
      'The file declares a document type with its own declarations; take the DOCTYPE out of the file.',
    );
  }

  broken(message: string): void {
    if (!this.failed)
      this.#fail(
        'not-xml',
        `The file is not well-formed XML: ${message.replace(/\.+$/, '')}. Repair it and read it again.`,
      );
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.failed || this.#skipFrom > 0) return;
    if (this.#depth > this.#depthLimit) {
      this.#fail('too-deep', `Elements are nested deeper than ${this.#depthLimit}; split the formula into gates.`);
    } else if (this.#definition !== null) this.#inDefinition(name, attributes);
    else if (this.#depth === 1 && name !== 'opsa-mef') {
      this.#fail('not-open-psa', `The file starts with "${name}", expected "opsa-mef": give an Open-PSA model file.`);
    } else if (containers.has(name)) this.#enter(name, attributes);
    else if (definitionKinds.has(name)) this.#define(name, attributes);
    else {
      this.#skipFrom = this.#depth;
      if (!silentElements.has(name)) this.#skipped(name);
    }
  }

  close(name: string): void {
    if (this.#depth === this.#skipFrom) this.#skipFrom = 0;
    else if (!this.failed && this.#skipFrom === 0 && this.#definition !== null) {
      const closed = this.#path.pop();
      if (closed === this.#definition) this.#keep(closed, definitionKinds.get(name)!);
    }
    this.#depth--;
  }

  #enter(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'opsa-mef') this.modelName = attributes['name'] ?? '';
    if (name === 'define-fault-tree' && this.treeName === '') this.treeName = attributes['name'] ?? '';
  }

  #define(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#definition = { name, attributes, children: [], line: this.#line() };
    this.#path.push(this.#definition);
  }

  #inDefinition(name: string, attributes: Readonly<Record<string, string>>): void {
    if (silentElements.has(name)) {
      this.#skipFrom = this.#depth;
      return;
    }
    const element = { name, attributes, children: [], line: this.#line() };
    this.#path.at(-1)!.children.push(element);
    this.#path.push(element);
  }

  #keep(element: Element, kind: DefinitionKind): void {
    this.#definition = null;
    const name = element.attributes['name'] ?? '';
    if (name === '') this.#fail('no-name', `A ${kind} is defined without a name; name it.`, element.line);
    const [body = null, ...more] = element.children;
    if (more.length > 0)
      this.#fail('two-formulas', `The ${kind} "${name}" has more than one formula; keep one.`, element.line);
    this.definitions[kind].push({ name, line: element.line, body });
  }

  #skipped(name: string): void {
    const message =
      name === 'define-CCF-group'
        ? 'A common-cause group was not read: its events are taken as independent, which can understate the probability. The minimal cut sets are those of the tree as drawn.'
        : `"${name}" was not read: only fault trees, events and parameters are.`;
    this.findings.push(openPsaFinding('not-read', 'warning', { file: this.#file, line: this.#line() }, message));
  }

  #fail(rule: string, message: string, line = this.#line()): void {
    this.failed = true;
    this.findings.push(openPsaFinding(rule, 'reject', { file: this.#file, line: Math.max(1, line) }, message));
  }
}
