import type { Origins, Sector, Submission, TextColumn } from '@underpin/model';
import { childKind, criticality, dayNumber, noDay, parentKind, relianceLevels } from '@underpin/model';

/** A small sector in words, for tests. Names refer to each other; what is left out is unobserved. */
export interface SectorSpec {
  readonly asOf?: string;
  readonly institutions?: readonly {
    lei: string;
    name?: string;
    country?: string;
    type?: string;
    assets?: number;
    currency?: string;
  }[];
  readonly functions?: readonly {
    id: string;
    institution?: string;
    activity?: string;
    critical?: 'yes' | 'no' | 'unobserved';
    rto?: number;
  }[];
  readonly arrangements?: readonly { reference: string; expense?: number; currency?: string }[];
  readonly providers?: readonly { code: string; name?: string; country?: string; parent?: string }[];
  readonly uses?: readonly {
    institution?: string;
    arrangement: string;
    provider?: string;
    function?: string;
    type?: string;
    reliance?: (typeof relianceLevels)[number];
    data?: string;
    provision?: string;
    notice?: number;
    end?: string;
  }[];
  readonly supply?: readonly {
    arrangement: string;
    type?: string;
    provider: string;
    rank: number;
    recipient?: string;
  }[];
  readonly assessments?: readonly {
    arrangement: string;
    provider: string;
    type?: string;
    substitutability?: string;
    reason?: string;
    reintegration?: string;
    alternatives?: string;
  }[];
  readonly systems?: readonly { id: string; institution?: string }[];
  readonly products?: readonly { model: string; maker?: string; line?: string; brand?: string; category?: string }[];
  readonly assets?: readonly {
    id: string;
    product?: string;
    institution?: string;
    quantity?: number;
    capacity?: number;
    unit?: string;
    cost?: number;
    currency?: string;
  }[];
  /** Children as "system:ID", "asset:ID", "service:ARRANGEMENT/TYPE/PROVIDER" (last two optional) or "?" (unresolved). */
  readonly needs?: readonly { of: string; institution?: string; atLeast?: number; children: readonly string[] }[];
}

export function sectorOf(spec: SectorSpec): Sector {
  const institutions = spec.institutions ?? [{ lei: 'I1' }];
  const functions = spec.functions ?? [];
  const arrangements = spec.arrangements ?? [];
  const providers = spec.providers ?? [];
  const uses = spec.uses ?? [];
  const supply = spec.supply ?? [];
  const assessments = spec.assessments ?? [];
  const systems = spec.systems ?? [];
  const products = spec.products ?? [];
  const assets = spec.assets ?? [];
  const needs = spec.needs ?? [];
  const inst = (lei: string | undefined) => (lei === undefined ? 0 : at(institutions, (row) => row.lei === lei, lei));
  const arr = (name: string) => at(arrangements, (row) => row.reference === name, name);
  const prov = (code: string | undefined) =>
    code === undefined ? -1 : at(providers, (row) => row.code === code, code);
  const owned = <T extends { id: string; institution?: string }>(rows: readonly T[], id: string, lei?: string) =>
    at(rows, (row) => row.id === id && inst(row.institution) === inst(lei), id);
  const children = needs.flatMap((group, index) => group.children.map((child) => ({ group, index, child })));
  const childOf = ({ group, child }: (typeof children)[number]) => {
    const [kind, name = ''] = child.split(':');
    const [reference = '', type, provider] = name.split('/');
    if (kind === '?') return { kind: childKind.system, child: -1 };
    if (kind === 'system') return { kind: childKind.system, child: owned(systems, name, group.institution) };
    if (kind === 'asset') return { kind: childKind.asset, child: owned(assets, name, group.institution) };
    return { kind: childKind.service, child: arr(reference), type, provider: prov(provider || undefined) };
  };
  const found = children.map(childOf);
  return {
    asOf: spec.asOf ?? '2026-03-31',
    submissions: [submission],
    files: [
      'institutions.csv',
      'functions.csv',
      'arrangements.csv',
      'providers.csv',
      'uses.csv',
      'supply.csv',
      'other.csv',
    ],
    institutions: {
      count: institutions.length,
      lei: institutions.map((row) => row.lei),
      name: institutions.map((row) => row.name ?? row.lei),
      country: text(institutions.map((row) => row.country)),
      type: text(institutions.map((row) => row.type)),
      parent: new Int32Array(institutions.length).fill(-1),
      totalAssets: numbers(institutions.map((row) => row.assets)),
      currency: text(institutions.map((row) => row.currency ?? 'EUR')),
      origins: origins(institutions.length, 0),
    },
    functions: {
      count: functions.length,
      institution: Int32Array.from(functions, (row) => inst(row.institution)),
      id: functions.map((row) => row.id),
      name: text(functions.map((row) => row.id)),
      licensedActivity: text(functions.map((row) => row.activity)),
      critical: Uint8Array.from(functions, (row) => criticality[row.critical ?? 'yes']),
      rto: numbers(functions.map((row) => row.rto)),
      rpo: numbers(functions.map(() => undefined)),
      impact: text(functions.map(() => undefined)),
      origins: origins(functions.length, 1),
    },
    arrangements: {
      count: arrangements.length,
      reference: arrangements.map((row) => row.reference),
      kind: text(arrangements.map(() => undefined)),
      overarching: new Int32Array(arrangements.length).fill(-1),
      annualExpense: numbers(arrangements.map((row) => row.expense)),
      currency: text(arrangements.map((row) => row.currency ?? 'EUR')),
      origins: origins(arrangements.length, 2),
    },
    providers: {
      count: providers.length,
      code: providers.map((row) => row.code),
      codeType: text(providers.map(() => 'LEI')),
      name: providers.map((row) => row.name ?? row.code),
      country: text(providers.map((row) => row.country)),
      parent: Int32Array.from(providers, (row) => prov(row.parent)),
      origins: origins(providers.length, 3),
    },
    providerStatements: {
      count: 0,
      provider: new Int32Array(0),
      parent: new Int32Array(0),
      name: text([]),
      country: text([]),
      annualExpense: new Float64Array(0),
      currency: text([]),
      origins: origins(0, 3),
    },
    serviceUses: {
      count: uses.length,
      institution: Int32Array.from(uses, (row) => inst(row.institution)),
      arrangement: Int32Array.from(uses, (row) => arr(row.arrangement)),
      provider: Int32Array.from(uses, (row) => prov(row.provider)),
      function: Int32Array.from(uses, (row) =>
        row.function === undefined ? -1 : owned(functions, row.function, row.institution),
      ),
      serviceType: text(uses.map((row) => row.type ?? 'S01')),
      reliance: Uint8Array.from(uses, (row) => relianceLevels.indexOf(row.reliance ?? 'undeclared')),
      provisionCountry: text(uses.map((row) => row.provision)),
      dataLocation: text(uses.map((row) => row.data)),
      processingLocation: text(uses.map(() => undefined)),
      governingLaw: text(uses.map(() => undefined)),
      start: new Int32Array(uses.length).fill(noDay),
      end: Int32Array.from(uses, (row) => (row.end === undefined ? noDay : (dayNumber(row.end) ?? noDay))),
      noticeInstitution: new Int32Array(uses.length).fill(-1),
      noticeProvider: Int32Array.from(uses, (row) => row.notice ?? -1),
      origins: origins(uses.length, 4),
    },
    supply: {
      count: supply.length,
      arrangement: Int32Array.from(supply, (row) => arr(row.arrangement)),
      serviceType: text(supply.map((row) => row.type ?? 'S01')),
      provider: Int32Array.from(supply, (row) => prov(row.provider)),
      rank: Int32Array.from(supply, (row) => row.rank),
      recipient: Int32Array.from(supply, (row) => prov(row.recipient)),
      origins: origins(supply.length, 5),
    },
    assessments: {
      count: assessments.length,
      arrangement: Int32Array.from(assessments, (row) => arr(row.arrangement)),
      provider: Int32Array.from(assessments, (row) => prov(row.provider)),
      serviceType: text(assessments.map((row) => row.type ?? 'S01')),
      substitutability: text(assessments.map((row) => row.substitutability)),
      reason: text(assessments.map((row) => row.reason)),
      exitPlan: text(assessments.map(() => undefined)),
      reintegration: text(assessments.map((row) => row.reintegration)),
      impact: text(assessments.map(() => undefined)),
      alternatives: text(assessments.map((row) => row.alternatives)),
      origins: origins(assessments.length, 6),
    },
    systems: {
      count: systems.length,
      institution: Int32Array.from(systems, (row) => inst(row.institution)),
      id: systems.map((row) => row.id),
      name: text(systems.map((row) => row.id)),
      origins: origins(systems.length, 6),
    },
    products: {
      count: products.length,
      maker: Int32Array.from(products, (row) => prov(row.maker)),
      makerName: text(products.map((row) => row.maker)),
      brand: text(products.map((row) => row.brand)),
      line: text(products.map((row) => row.line)),
      model: text(products.map((row) => row.model)),
      partNumber: text(products.map(() => undefined)),
      category: text(products.map((row) => row.category)),
    },
    assets: {
      count: assets.length,
      institution: Int32Array.from(assets, (row) => inst(row.institution)),
      id: assets.map((row) => row.id),
      product: Int32Array.from(assets, (row) =>
        row.product === undefined ? -1 : at(products, (product) => product.model === row.product, row.product),
      ),
      serial: text(assets.map(() => undefined)),
      site: text(assets.map(() => undefined)),
      firmware: text(assets.map(() => undefined)),
      quantity: numbers(assets.map((row) => row.quantity ?? 1)),
      cores: numbers(assets.map(() => undefined)),
      memoryGb: numbers(assets.map(() => undefined)),
      capacity: numbers(assets.map((row) => row.capacity)),
      capacityUnit: text(assets.map((row) => row.unit)),
      peakUtilisation: numbers(assets.map(() => undefined)),
      annualCost: numbers(assets.map((row) => row.cost)),
      currency: text(assets.map((row) => row.currency ?? 'EUR')),
      commissioned: new Int32Array(assets.length).fill(noDay),
      origins: origins(assets.length, 6),
    },
    groups: {
      count: needs.length,
      parentKind: Uint8Array.from(needs, (row) =>
        row.of.startsWith('function:') ? parentKind.function : parentKind.system,
      ),
      parent: Int32Array.from(needs, (row) => {
        const [kind, name = ''] = row.of.split(':');
        return kind === 'function' ? owned(functions, name, row.institution) : owned(systems, name, row.institution);
      }),
      threshold: Int32Array.from(needs, (row) => row.atLeast ?? row.children.length),
    },
    dependencies: {
      count: children.length,
      group: Int32Array.from(children, ({ index }) => index),
      childKind: Uint8Array.from(found, ({ kind }) => kind),
      child: Int32Array.from(found, ({ child }) => child),
      serviceType: text(found.map(({ type }) => type)),
      provider: Int32Array.from(found, ({ provider }) => provider ?? -1),
      origins: origins(children.length, 6),
    },
  };
}

const submission: Submission = {
  id: '0'.repeat(64),
  name: 'sector.zip',
  bytes: 1,
  format: 'inventory',
  profile: 'test',
  entity: 'I1',
  referenceDate: '2026-03-31',
  receivedAt: '2026-04-01T00:00:00Z',
  supersedes: null,
  supersededBy: null,
  rejected: false,
  findings: {},
};

function at<T>(rows: readonly T[], is: (row: T) => boolean, name: string): number {
  const index = rows.findIndex(is);
  if (index < 0) throw new RangeError(`No row "${name}" in this test sector`);
  return index;
}

function text(values: readonly (string | undefined)[]): TextColumn {
  const distinct = [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
  return { codes: Int32Array.from(values, (value) => (value ? distinct.indexOf(value) : -1)), values: distinct };
}

function numbers(values: readonly (number | undefined)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

function origins(count: number, file: number): Origins {
  return {
    submission: new Int32Array(count),
    file: new Int32Array(count).fill(file),
    line: Int32Array.from({ length: count }, (_, row) => row + 2),
  };
}
