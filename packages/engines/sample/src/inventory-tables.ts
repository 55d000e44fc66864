import { TableBuilder } from '@underpin/model';
import type { Table } from '@underpin/model';
import { between, pick, pickByRank, randomFor } from './choose.ts';
import { systemNames } from './function-catalogue.ts';
import type { SystemId } from './function-catalogue.ts';
import type { InstitutionPlan } from './institution-plan.ts';
import { ibm } from './market.ts';
import { databases, highEndOfIbm, lowEnd, network, otherHighEnd, storage } from './product-catalogue.ts';
import type { Product } from './product-catalogue.ts';
import type { ServicePlan } from './service-plan.ts';

const columns = {
  inventory: ['institution_lei', 'name', 'reference_date', 'format_version'],
  systems: ['system_id', 'name', 'criticality', 'description'],
  assets: [
    'asset_id',
    'maker',
    'maker_code',
    'brand',
    'product_line',
    'model',
    'part_number',
    'category',
    'quantity',
    'cores',
    'memory_gb',
    'capacity',
    'capacity_unit',
    'peak_utilisation',
    'serial',
    'site',
    'firmware',
    'commissioned_on',
    'annual_cost',
    'currency',
  ],
  dependencies: [
    'parent_kind',
    'parent_id',
    'group',
    'threshold',
    'child_kind',
    'child_id',
    'service_type',
    'provider_code',
  ],
} as const;

const commissionedOn = columns.assets.indexOf('commissioned_on');

const heavy: ReadonlySet<SystemId> = new Set(['core', 'payments', 'cards', 'clearing', 'settlement', 'securities']);

/** The inventory of an institution's head entity: its systems, what they run on, and which of that must stand. */
export function inventoryTables(
  seed: number,
  plan: InstitutionPlan,
  services: ServicePlan,
  referenceDate: string,
): Table[] | null {
  const head = plan.entities[0];
  if (!plan.inventory || head === undefined) return null;
  const random = randomFor(seed, 'inventory', plan.index);
  const build = (code: keyof typeof columns) => new TableBuilder(code, `${code}.csv`, columns[code]);
  const [inventory, systems, assets, dependencies] = [
    build('inventory'),
    build('systems'),
    build('assets'),
    build('dependencies'),
  ];
  inventory.add([head.lei, head.name, referenceDate, '1.0']);

  let number = 0;
  const addAsset = (product: Product, site: string): string => {
    number += 1;
    const id = `AS-${String(number).padStart(4, '0')}`;
    const row = assetRow(random, plan, product, id, site);
    assets.add((row[commissionedOn] ?? '') <= referenceDate ? row : predecessorOf(seed, plan, product, id, site));
    return id;
  };
  const require = (
    parent: readonly ['function' | 'system', string],
    group: string,
    threshold: string,
    assetIds: readonly string[],
  ): void => {
    for (const id of assetIds) dependencies.add([...parent, group, threshold, 'asset', id, '', '']);
  };

  // Fabric and storage are shared by all systems of an institution.
  const fabric = [addAsset(pick(random, network), 'A'), addAsset(pick(random, network), 'B')];
  const disks = pick(random, storage);
  const shared = [addAsset(disks, 'A'), addAsset(random() < 0.5 ? disks : pick(random, storage), 'B')];
  const database = addAsset(
    plan.highEnd ? (databases[between(random, 0, 1)] as Product) : pick(random, databases),
    'A',
  );
  const cloud = services.arrangements.find(({ trade }) => trade === 'cloud');

  const needed = new Set(head.functions.flatMap(({ kind }) => kind.systems));
  for (const id of needed) {
    const critical = head.functions.some(({ kind, critical: answer }) => answer === 'yes' && kind.systems.includes(id));
    systems.add([id, systemNames[id], critical ? 'yes' : 'no', '']);
    const parent = ['system', id] as const;
    if (cloud !== undefined && (id === 'channels' || id === 'risk')) {
      dependencies.add([...parent, 'cloud', 'all', 'service', cloud.reference, cloud.serviceType, cloud.provider.code]);
    } else {
      const hosts = hostsOf(random, plan, id).map((product, at) => addAsset(product, at % 2 === 0 ? 'A' : 'B'));
      // Three or more hosts share the load: one may fail. Fewer are each other's stand-in.
      require(parent, 'hosts', hosts.length > 2 ? String(hosts.length - 1) : 'any', hosts);
      require(parent, 'storage', 'any', shared);
      if (heavy.has(id)) require(parent, 'database', 'all', [database]);
    }
    require(parent, 'fabric', 'any', fabric);
  }

  // What the last functions of the register rest on is not stated.
  const stated = head.functions.slice(0, Math.ceil(head.functions.length * 0.8));
  for (const each of stated) {
    for (const system of each.kind.systems)
      dependencies.add(['function', each.id, 'systems', 'all', 'system', system, '', '']);
    const carriers = services.uses.filter(
      ({ lei, function: used, arrangement }) =>
        lei === head.lei && used.id === each.id && arrangement.trade === 'network',
    );
    for (const { arrangement } of carriers) {
      dependencies.add([
        'function',
        each.id,
        'carriers',
        'any',
        'service',
        arrangement.reference,
        arrangement.serviceType,
        arrangement.provider.code,
      ]);
    }
  }
  return [inventory, systems, assets, dependencies].map((builder) => builder.build());
}

/** What stood in the place of an asset before it was commissioned. */
function predecessorOf(seed: number, plan: InstitutionPlan, product: Product, id: string, site: string): string[] {
  const random = randomFor(seed, `before ${id}`, plan.index);
  const kinds = [highEndOfIbm, lowEnd, storage, network, databases];
  const older =
    product.category === 'server.high-end' ? highEndOfIbm : (kinds.find((kind) => kind.includes(product)) ?? lowEnd);
  const row = assetRow(random, plan, pickByRank(random, older), id, site);
  row[commissionedOn] = `20${between(random, 10, 14)}-0${between(random, 1, 9)}-15`;
  return row;
}

/** Critical systems of a high-end institution run on one maker's servers, some with a second maker's beside them. */
function hostsOf(random: () => number, plan: InstitutionPlan, system: SystemId): Product[] {
  const count = plan.kind === 'large bank' ? between(random, 2, 4) : 2;
  if (!heavy.has(system)) return Array.from({ length: count }, () => pickByRank(random, lowEnd));
  if (plan.highEnd) {
    const main = pickByRank(random, highEndOfIbm);
    const second = plan.secondMaker ? pick(random, otherHighEnd) : main;
    return Array.from({ length: plan.secondMaker ? 2 : count }, (_none, at) => (at % 2 === 0 ? main : second));
  }
  const main = random() < 0.05 ? pick(random, highEndOfIbm) : pick(random, [...otherHighEnd, ...lowEnd]);
  return Array.from({ length: count }, () => main);
}

function assetRow(random: () => number, plan: InstitutionPlan, product: Product, id: string, site: string): string[] {
  const server = product.category.startsWith('server');
  const scale = plan.kind === 'large bank' ? 1 : 0.4;
  const cores = server
    ? Math.max(
        8,
        Math.round((between(random, ...product.cores) * (product.category === 'server.high-end' ? scale : 1)) / 4) * 4,
      )
    : 0;
  const memory = server ? Math.max(128, Math.round(between(random, ...product.memoryGb) / 64) * 64) : 0;
  const terabytes = product.category === 'storage' ? between(random, 50, 800) : 0;
  const capacity =
    product.capacity === null
      ? terabytes > 0
        ? [String(terabytes), 'TB']
        : ['', '']
      : [String(cores * product.capacity[0]), product.capacity[1]];
  const software = product.category.startsWith('software');
  return [
    id,
    product.maker,
    product.maker === 'IBM' ? ibm.code : '',
    product.brand,
    product.line,
    product.model,
    product.partNumber,
    product.category,
    '1',
    server ? String(cores) : '',
    server ? String(memory) : '',
    capacity[0] ?? '',
    capacity[1] ?? '',
    // One measurement in ten is missing.
    server && random() < 0.9 ? String(between(random, 35, 92) / 100) : '',
    software ? '' : `SN${between(random, 100_000, 999_999)}${plan.index}`,
    software ? '' : `${plan.country}-${site}`,
    '',
    `20${between(random, 14, 23)}-${String(between(random, 1, 12)).padStart(2, '0')}-15`,
    String(Math.round(between(random, 20, 90) * (product.category === 'server.high-end' ? 12 : 2)) * 1_000),
    plan.currency,
  ];
}
