import { productCatalogue, statedWindow } from '@underpin/formats';
import {
  type CapacityRow,
  childKind,
  convert,
  criticality,
  type ExchangeRates,
  lookUpProduct,
  ok,
  parentKind,
  type ProgrammeFile,
  type ProgrammeWorkload,
  type Result,
  type Sector,
  type Subject,
  textAt,
  timesDecimals,
  roundDecimal,
} from '@underpin/model';
import { select, type Study } from '../study.ts';
import type { WorkItem } from './work-item.ts';

export interface GatheredWork {
  readonly items: readonly WorkItem[];
  readonly notes: readonly string[];
}

/** The assets of the subject that stand in the sector, and the workloads of the file, each with what is known of its size. */
export function gatherWork(
  file: ProgrammeFile,
  study: Study | null,
  subject: Subject | null,
  rates: ExchangeRates | null,
): Result<GatheredWork> {
  const items = file.workloads.map((workload) => ofWorkload(file, workload));
  const notes: string[] = [];
  if (study !== null && subject !== null) {
    const selection = select(study, subject);
    if (!selection.ok) return selection;
    notes.push(...selection.value.notes);
    const unsure = selection.value.unobserved.asset.length;
    if (unsure > 0)
      notes.push(`Whether ${unsure} more assets belong to the subject is unobserved; they are not planned.`);
    items.push(...ofSector(file, study.loaded.sector, selection.value.items.asset, rates, notes));
  }
  return ok({ items: items.map((item) => measured(file, item)), notes });
}

function ofWorkload(file: ProgrammeFile, one: ProgrammeWorkload): WorkItem {
  const product = one.product ?? one.name;
  const known = lookUpProduct(productCatalogue, { model: product, machineType: product, maker: one.brand }, file.start);
  const catalogued = known.kind === 'known' ? known.product : null;
  const { measured } = one;
  const exactly = (value: number | null) => (value === null ? null : { atLeast: value, atMost: value });
  return {
    id: `${one.institution}/${one.id}`,
    institution: one.institution,
    name: one.name,
    site: one.site,
    weight: one.weight,
    criticalFunctions: one.criticalFunctions,
    oldSidePerMonth: one.oldSidePerMonth,
    kinds: one.kind === undefined ? [] : [one.kind],
    move: one.move ?? file.costs.move,
    groups: [],
    asset: null,
    current: {
      id: one.id,
      name: one.name,
      brand: one.brand ?? catalogued?.brand ?? null,
      machines: one.machines,
      cores: one.cores,
      peakUtilisation: one.peakUtilisation,
      observation:
        one.peakUtilisation === null
          ? { kind: 'unobserved' }
          : measured === undefined
            ? { kind: 'declared', says: 'as the owner declares' }
            : { kind: 'measured', says: measured.says, window: statedWindow(measured) },
      memoryGb: exactly(one.memoryGb),
      storageTb: exactly(one.storageTb),
      capacity: [...one.capacity, ...(catalogued?.capacity ?? []), ...incumbentRows(file, product)],
      serialShare: one.serialShare,
    },
  };
}

/** With the latest measurement of it, where there is one. */
function measured(file: ProgrammeFile, item: WorkItem): WorkItem {
  const mine = file.measurements.filter(({ replacement }) => replacement === item.id);
  const last = mine.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  if (last === undefined) return item;
  const { peakUtilisation, says } = last;
  return {
    ...item,
    current: { ...item.current, peakUtilisation, observation: { kind: 'measured', says, window: statedWindow(last) } },
  };
}

function incumbentRows(file: ProgrammeFile, model: string): readonly CapacityRow[] {
  return file.incumbents.filter((one) => one.model === model).flatMap(({ capacity }) => capacity);
}

function ofSector(
  file: ProgrammeFile,
  sector: Sector,
  assets: Int32Array,
  rates: ExchangeRates | null,
  notes: string[],
): WorkItem[] {
  const { assets: table, institutions, products, submissions, files } = sector;
  const reach = new AssetReach(sector, new Set(assets));
  const kindOf = new Map(file.kinds.map(({ system, kind }) => [system, kind]));
  let [unpriced, unmeasured] = [0, 0];
  const value = (column: Float64Array, row: number): number | null => {
    const one = column[row] ?? Number.NaN;
    return Number.isNaN(one) ? null : one;
  };
  const items = Array.from(assets, (row): WorkItem => {
    const institution = institutions.lei[table.institution[row] ?? -1] ?? '';
    const product = table.product[row] ?? -1;
    const [model, line] = [textAt(products.model, product), textAt(products.line, product)];
    const maker = textAt(products.makerName, product);
    const known = lookUpProduct(
      productCatalogue,
      { model, maker, partNumber: textAt(products.partNumber, product) },
      file.start,
    );
    const catalogued = known.kind === 'known' ? known.product : byName(`${maker} ${model}`);
    const quantity = value(table.quantity, row) ?? 1;
    const cores = value(table.cores, row);
    const peak = value(table.peakUtilisation, row);
    const memory = value(table.memoryGb, row);
    const unit = textAt(table.capacityUnit, row);
    const capacity = value(table.capacity, row);
    const source = `${files[table.origins.file[row] ?? -1] ?? 'inventory'}, line ${table.origins.line[row] ?? 0}, of ${submissions[table.origins.submission[row] ?? -1]?.name ?? institution}`;
    const stated: CapacityRow[] =
      capacity === null || unit === '' ? [] : [{ unit, per: 'server', value: capacity / quantity, source }];
    const rows = [...(catalogued?.capacity ?? []), ...incumbentRows(file, model)];
    if (peak === null) unmeasured += 1;
    const yearly = value(table.annualCost, row);
    const perMonth = yearly === null ? null : monthly(yearly, textAt(table.currency, row), file, rates);
    if (perMonth === null) unpriced += 1;
    const stands = reach.of(row);
    return {
      id: `${institution}/${table.id[row] ?? ''}`,
      institution,
      name: `${model === '' ? line : model} ${table.id[row] ?? ''} of ${institutions.name[table.institution[row] ?? -1] ?? institution}`,
      site: textAt(table.site, row),
      weight: Math.max(1, stands.criticalFunctions),
      criticalFunctions: stands.criticalFunctions,
      oldSidePerMonth: perMonth ?? '0',
      kinds: [...new Set(stands.systems.map((system) => kindOf.get(system) ?? ''))],
      move: file.costs.move,
      groups: stands.groups,
      asset: row,
      current: {
        id: table.id[row] ?? '',
        name: `${maker} ${model}`,
        brand: catalogued?.brand ?? (textAt(products.brand, product) || null),
        machines: quantity,
        cores: cores === null ? null : { atLeast: cores, atMost: cores },
        peakUtilisation: peak === null ? null : { atLeast: peak, atMost: peak },
        observation: peak === null ? { kind: 'unobserved' } : { kind: 'declared', says: source },
        memoryGb: memory === null ? null : { atLeast: memory, atMost: memory },
        storageTb: null,
        capacity: rows.some((one) => one.unit === unit) ? rows : [...rows, ...stated],
        serialShare: null,
      },
    };
  });
  if (unmeasured > 0)
    notes.push(`The peak utilisation of ${unmeasured} assets is unobserved; they are sized as if full.`);
  if (unpriced > 0)
    notes.push(
      `The yearly cost of ${unpriced} assets is unobserved or in another currency without a rate; their parallel run counts as 0.`,
    );
  return items;
}

function byName(name: string): (typeof productCatalogue.products)[number] | null {
  return productCatalogue.products.find((one) => one.name === name) ?? null;
}

function monthly(yearly: number, currency: string, file: ProgrammeFile, rates: ExchangeRates | null): string | null {
  const amount = roundDecimal(timesDecimals(yearly.toFixed(2), '0.0833333333'), 2);
  if (currency === file.currency) return amount;
  if (rates === null || currency === '') return null;
  const converted = convert(amount, currency, file.currency, file.start, rates);
  return converted.ok ? converted.value.amount : null;
}

/** What stands on an asset: systems and critical functions, and the groups in which too many may not be out at once. */
class AssetReach {
  readonly #sector: Sector;
  readonly #selected: ReadonlySet<number>;
  readonly #groupsOfAsset = new Map<number, number[]>();
  readonly #groupsOfSystem = new Map<number, number[]>();
  readonly #assetsOfGroup = new Map<number, number[]>();

  constructor(sector: Sector, selected: ReadonlySet<number>) {
    this.#sector = sector;
    this.#selected = selected;
    const { dependencies } = sector;
    for (let row = 0; row < dependencies.count; row += 1) {
      const child = dependencies.child[row] ?? -1;
      const group = dependencies.group[row] ?? -1;
      if (child < 0 || group < 0) continue;
      const kind = dependencies.childKind[row];
      if (kind === childKind.asset) {
        push(this.#groupsOfAsset, child, group);
        push(this.#assetsOfGroup, group, child);
      } else if (kind === childKind.system) push(this.#groupsOfSystem, child, group);
    }
  }

  of(asset: number): { systems: string[]; criticalFunctions: number; groups: WorkItem['groups'] } {
    const { groups, systems, functions, institutions } = this.#sector;
    const seen = new Set<number>();
    const reached = new Set<number>();
    const queue: number[] = [];
    const visit = (group: number): void => {
      const parent = groups.parent[group] ?? -1;
      if (groups.parentKind[group] === parentKind.function) reached.add(parent);
      else if (!seen.has(parent)) {
        seen.add(parent);
        queue.push(parent);
      }
    };
    const own = this.#groupsOfAsset.get(asset) ?? [];
    for (const group of own) visit(group);
    for (let at = 0; at < queue.length; at += 1)
      for (const group of this.#groupsOfSystem.get(queue[at] ?? -1) ?? []) visit(group);
    const institution = institutions.lei[this.#sector.assets.institution[asset] ?? -1] ?? '';
    return {
      systems: [...seen].map((system) => systems.id[system] ?? ''),
      criticalFunctions: [...reached].filter((one) => functions.critical[one] === criticality.yes).length,
      groups: own.flatMap((group) => {
        const members = this.#assetsOfGroup.get(group) ?? [];
        const planned = members.filter((one) => this.#selected.has(one)).length;
        const capacity = Math.max(1, members.length - (groups.threshold[group] ?? members.length));
        const parent = groups.parent[group] ?? -1;
        const name =
          groups.parentKind[group] === parentKind.system ? (systems.id[parent] ?? '') : (functions.id[parent] ?? '');
        return planned <= capacity
          ? []
          : [{ id: `${institution}/${name}/${group}`, name: `what "${name}" of ${institution} stands on`, capacity }];
      }),
    };
  }
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
