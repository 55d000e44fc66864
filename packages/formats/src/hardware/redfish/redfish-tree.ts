import { isObject, type JsonObject, objectsOf, textOf } from '../json-value.ts';
import type { OpenedEntry } from '../opened-entry.ts';
import type { Reading } from '../reading.ts';

/** One resource of a tree, by its address. */
export interface RedfishResource {
  /** `@odata.id` as written, without a slash at the end. */
  readonly id: string;
  /** Such as "ComputerSystem"; empty when the resource names no type. */
  readonly type: string;
  readonly value: JsonObject;
  readonly file: string;
  readonly path: string;
}

/** The resources of one service: documents and what they hold inside, found by address without regard to case. */
export class RedfishTree {
  readonly root: string;
  /** Path of the first document. */
  readonly file: string;
  readonly #byId = new Map<string, RedfishResource>();
  readonly #links = new Set<string>();

  constructor(root: string, file: string) {
    this.root = root;
    this.file = file;
  }

  /** Adds a document and every resource inside it that has properties of its own. */
  addDocument(entry: OpenedEntry, document: JsonObject): void {
    this.#visit(entry, document, '', 0);
  }

  find(link: unknown): RedfishResource | undefined {
    const id = isObject(link) ? textOf(link['@odata.id']) : textOf(link);
    return id === undefined ? undefined : this.#byId.get(keyOf(id));
  }

  ofType(...types: readonly string[]): RedfishResource[] {
    return [...this.#byId.values()].filter(({ type }) => types.includes(type));
  }

  /** Addresses of hardware that are linked and not given, so that their absence is told. */
  missing(): string[] {
    return [...this.#links].filter((link) => !this.#byId.has(keyOf(link)));
  }

  #visit(entry: OpenedEntry, value: unknown, path: string, depth: number): void {
    if (depth > entry.limits.maxDepth) return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => this.#visit(entry, item, `${path}/${index}`, depth + 1));
      return;
    }
    if (!isObject(value)) return;
    const id = textOf(value['@odata.id']);
    if (id !== undefined) this.#note(entry, value, id, path);
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null) this.#visit(entry, inner, `${path}/${name}`, depth + 1);
    }
  }

  #note(entry: OpenedEntry, value: JsonObject, id: string, path: string): void {
    if (Object.keys(value).length === 1) {
      if (hardwareAddress.test(id)) this.#links.add(id.replace(/\/$/, ''));
      return;
    }
    const known = this.#byId.get(keyOf(id));
    if (known !== undefined && Object.keys(known.value).length >= Object.keys(value).length) return;
    const type = /^#([A-Za-z]+)\./.exec(textOf(value['@odata.type']) ?? '')?.[1] ?? memberType(id);
    this.#byId.set(keyOf(id), { id: id.replace(/\/$/, ''), type, value, file: entry.path, path });
  }
}

const hardwareAddress =
  /\/(?:Systems|Chassis|Managers)\/[^/#]+$|\/(?:Processors|Memory|Drives|NetworkAdapters|PCIeDevices|PowerSupplies|FirmwareInventory)\/[^/#]+$/i;

/** Groups the documents by the service they were taken from: the part of the path before "redfish/v1". */
export function redfishTrees(entries: readonly OpenedEntry[], reading: Reading): RedfishTree[] {
  const trees = new Map<string, RedfishTree>();
  for (const entry of entries) {
    const json = entry.json;
    if (!json.ok) {
      reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${json.reason}`);
      continue;
    }
    if (!isObject(json.value)) {
      reading.find('hardware.unexpected', 'warning', entry.path, `"${entry.path}" is no Redfish resource: not read`);
      continue;
    }
    const root = rootOf(entry.path);
    const tree = trees.get(root) ?? new RedfishTree(root, entry.path);
    trees.set(root, tree);
    tree.addDocument(entry, json.value);
  }
  return [...trees.values()];
}

/** The object that a list property links to; nothing when it links to several, since none of them is the one. */
export function onlyLink(value: unknown): unknown {
  const links = objectsOf(value);
  return links.length === 1 ? links[0] : undefined;
}

function rootOf(path: string): string {
  const unified = path.replaceAll('\\', '/');
  const mark = /(?:^|[/_])redfish[/_]v1/i.exec(unified);
  if (mark !== null) return unified.slice(0, mark.index);
  const slash = unified.lastIndexOf('/');
  return slash < 0 ? '' : unified.slice(0, slash);
}

function keyOf(id: string): string {
  return id.replace(/\/$/, '').toLowerCase();
}

/** Members inside `Power` carry no type in older services; their place tells it. */
function memberType(id: string): string {
  return /#\/PowerSupplies\/\d+$/i.test(id) ? 'PowerSupply' : '';
}
