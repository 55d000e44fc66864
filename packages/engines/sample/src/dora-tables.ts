import { dateOfDay, dayNumber, openEnd } from '@underpin/model';
import type { Table } from '@underpin/model';
import { pick, pickWeighted, randomFor } from './choose.ts';
import type { InstitutionPlan } from './institution-plan.ts';
import { providerRows } from './provider-rows.ts';
import { doraTable } from './sample-table.ts';
import type { PlannedArrangement, PlannedUse, ServicePlan } from './service-plan.ts';

const [yes, no] = ['eba_BT:x28', 'eba_BT:x29'];
const country = (code: string) => `eba_GA:${code}`;
const service = (type: string) => `eba_TA:${type}`;

/** The fifteen tables of an institution's register. */
export function doraTables(seed: number, plan: InstitutionPlan, services: ServicePlan, referenceDate: string): Table[] {
  return [
    ...entityTables(plan, referenceDate),
    ...arrangementTables(plan, services),
    providerRows(seed, plan, services),
    chainTable(services),
    functionTable(seed, plan, referenceDate),
    assessmentTable(seed, plan, services, referenceDate),
    definitionTable(),
  ];
}

function entityTables(plan: InstitutionPlan, referenceDate: string): Table[] {
  const [head, ...others] = plan.entities;
  if (head === undefined) throw new RangeError('A plan has at least one entity');
  const maintainer = doraTable('B_01.01');
  maintainer.add([
    head.lei,
    head.name,
    country(plan.country),
    head.type,
    'Sample Supervisory Authority',
    referenceDate,
  ]);

  const entities = doraTable('B_01.02');
  const group = plan.captive !== null;
  for (const entity of [head, ...others, ...(plan.captive === null ? [] : [plan.captive])]) {
    const hierarchy = group ? (entity === head ? 'eba_RP:x53' : 'eba_RP:x56') : 'eba_RP:x21';
    const currency = entity.totalAssets === null ? '' : `eba_CU:${plan.currency}`;
    const assets = entity.totalAssets === null ? '' : String(entity.totalAssets);
    entities.add([
      entity.lei,
      entity.name,
      country(plan.country),
      entity.type,
      hierarchy,
      head.lei,
      referenceDate,
      '2023-01-01',
      openEnd,
      currency,
      assets,
    ]);
  }

  const branches = doraTable('B_01.03');
  if (plan.kind === 'large bank')
    branches.add([`${head.lei.slice(0, 12)}-LU`, head.lei, `${head.name} Luxembourg Branch`, country('LU')]);
  return [maintainer.build(), entities.build(), branches.build()];
}

function arrangementTables(plan: InstitutionPlan, { arrangements, uses }: ServicePlan): Table[] {
  const [general, specific, linked, signing] = [
    doraTable('B_02.01'),
    doraTable('B_02.02'),
    doraTable('B_02.03'),
    doraTable('B_03.01'),
  ];
  const [providers, inside, users] = [doraTable('B_03.02'), doraTable('B_03.03'), doraTable('B_04.01')];
  const head = plan.entities[0]?.lei ?? '';
  for (const each of arrangements) {
    const kind = each.isOverarching ? 'eba_CO:x2' : each.overarching === null ? 'eba_CO:x1' : 'eba_CO:x3';
    general.add([each.reference, kind, each.overarching ?? '', `eba_CU:${plan.currency}`, String(each.annualExpense)]);
    signing.add([each.reference, head, 'true']);
    providers.add([each.reference, each.provider.code, each.provider.codeType]);
    if (each.passesOn !== null && arrangements.some(({ reference }) => reference === each.passesOn))
      linked.add([each.reference, each.passesOn, 'true']);
    if (each.provider.code === plan.captive?.lei)
      inside.addRow({ c0010: each.reference, c0020: each.provider.code, c0031: 'true' });
  }
  for (const use of uses) specific.add(useRow(plan, use));
  const pairs = new Set(uses.map(({ arrangement, lei }) => `${arrangement.reference}\t${lei}`));
  for (const pair of pairs) {
    const [reference = '', lei = ''] = pair.split('\t');
    users.add([reference, lei, 'eba_ZZ:x839', 'Not applicable']);
  }
  return [general, specific, linked, signing, providers, inside, users].map((builder) => builder.build());
}

function useRow(plan: InstitutionPlan, use: PlannedUse): string[] {
  const { arrangement: each } = use;
  const stored = each.dataCountry !== null;
  const location = stored ? country(each.dataCountry) : 'eba_GA:qx2007';
  return [
    each.reference,
    use.lei,
    each.provider.code,
    each.provider.codeType,
    use.function.id,
    service(each.serviceType),
    each.start,
    each.end,
    '',
    String(each.noticeInstitution),
    String(each.noticeProvider),
    country(plan.country),
    country(each.provisionCountry),
    stored ? yes : no,
    location,
    location,
    stored ? (use.function.critical === 'yes' ? 'eba_ZZ:x793' : 'eba_ZZ:x792') : '',
    use.reliance,
  ];
}

function chainTable({ arrangements }: ServicePlan): Table {
  const chains = doraTable('B_05.02');
  for (const each of arrangements) {
    let recipient = each.provider;
    chains.add([
      each.reference,
      service(each.serviceType),
      recipient.code,
      recipient.codeType,
      '1',
      recipient.code,
      recipient.codeType,
    ]);
    each.chain.forEach((provider, at) => {
      chains.add([
        each.reference,
        service(each.serviceType),
        provider.code,
        provider.codeType,
        String(at + 2),
        recipient.code,
        recipient.codeType,
      ]);
      recipient = provider;
    });
  }
  return chains.build();
}

function functionTable(seed: number, plan: InstitutionPlan, referenceDate: string): Table {
  const random = randomFor(seed, 'functions', plan.index);
  const functions = doraTable('B_06.01');
  const answers = { yes, no, 'not assessed': 'eba_BT:x21' } as const;
  for (const entity of plan.entities) {
    for (const { id, kind, critical } of entity.functions) {
      const reasons =
        critical === 'yes' ? 'Its interruption would harm clients or the continuity of the entity within a day' : '';
      const impact = critical === 'yes' ? 'eba_ZZ:x793' : pick(random, ['eba_ZZ:x791', 'eba_ZZ:x792']);
      const assessed =
        critical === 'not assessed' ? openEnd : daysBefore(referenceDate, 30 + Math.floor(random() * 300));
      functions.add([
        id,
        kind.activity,
        kind.name,
        entity.lei,
        answers[critical] ?? '',
        reasons,
        assessed,
        String(kind.rto),
        String(kind.rpo),
        impact,
      ]);
    }
  }
  return functions.build();
}

/** How replaceable each service is that a critical function uses. */
function assessmentTable(seed: number, plan: InstitutionPlan, { uses }: ServicePlan, referenceDate: string): Table {
  const random = randomFor(seed, 'assessments', plan.index);
  const assessments = doraTable('B_07.01');
  const needed = new Set<PlannedArrangement>();
  for (const use of uses) if (use.function.critical === 'yes') needed.add(use.arrangement);
  for (const each of needed) {
    const hard = each.trade === 'hardware' || each.trade === 'cloud' || each.trade === 'hosting';
    const substitutability = pickWeighted(random, [
      ['eba_ZZ:x959', hard ? 20 : 5],
      ['eba_ZZ:x960', hard ? 40 : 20],
      ['eba_ZZ:x961', hard ? 30 : 40],
      ['eba_ZZ:x962', hard ? 10 : 35],
    ]);
    const stuck = substitutability === 'eba_ZZ:x959' || substitutability === 'eba_ZZ:x960';
    const alternative =
      pickWeighted(random, [
        [yes, stuck ? 30 : 70],
        [no, 25],
        ['eba_BT:x21', 5],
      ]) ?? no;
    assessments.add([
      each.reference,
      each.provider.code,
      each.provider.codeType,
      service(each.serviceType),
      substitutability,
      stuck ? pick(random, ['eba_ZZ:x963', 'eba_ZZ:x964', 'eba_ZZ:x965']) : '',
      random() < 0.3 ? openEnd : daysBefore(referenceDate, 20 + Math.floor(random() * 500)),
      random() < 0.65 ? yes : no,
      stuck ? pick(random, ['eba_ZZ:x966', 'eba_ZZ:x967']) : pick(random, ['eba_ZZ:x798', 'eba_ZZ:x966']),
      pick(random, ['eba_ZZ:x792', 'eba_ZZ:x793', 'eba_ZZ:x793']),
      alternative,
      alternative === yes ? 'Named in the exit plan' : '',
    ]);
  }
  return assessments.build();
}

const definitions = [
  'An arrangement that stands on its own',
  'A frame under which others are concluded',
  'An arrangement under a frame',
  'Public data',
  'Internal data',
  'Data of clients or secrets',
  'Noticed by few',
  'Noticed by many clients',
  'Harms the entity or its clients',
  'No other provider exists',
  'More than a year',
  'Three to twelve months',
  'Less than three months',
  'Less than three months',
  'Three to twelve months',
  'More than a year',
  'Noticed by few',
  'Noticed by many',
  'Stops a critical or important function',
];

function definitionTable(): Table {
  const table = doraTable('B_99.01');
  table.add(definitions);
  return table.build();
}

function daysBefore(date: string, days: number): string {
  return dateOfDay((dayNumber(date) ?? 0) - days);
}
