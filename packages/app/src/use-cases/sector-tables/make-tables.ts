import { criticality, dayNumber, noDay, relianceLevels, type Sector, textAt, textColumn } from '@underpin/model';
import { countBySeverity } from '../describe-submission.ts';
import { countryName, labelOf, serviceTypeName } from '../labels.ts';
import { rankingOf } from '../ranking-of.ts';
import type { Study } from '../study.ts';
import { date, number, own, reference, stated, tally, text, texts, through } from './columns.ts';
import type { SectorColumn, SectorTable, SectorTableName } from './sector-table.ts';

const answers = ['no', 'yes'];

/** The tables of a study, each made when it is first asked for. */
export function makeTable(study: Study, name: SectorTableName): SectorTable {
  return makers[name](study, study.loaded.sector);
}

const makers: Readonly<Record<SectorTableName, (study: Study, sector: Sector) => SectorTable>> = {
  institutions: (_study, { institutions, functions, assets, serviceUses }) =>
    table('institutions', 'name', institutions.lei, institutions.origins, [
      own('name', institutions.name),
      own('lei', institutions.lei),
      text('country', institutions.country, countryName),
      text('type', institutions.type, labelOf),
      reference('parent', 'institutions', institutions.parent, institutions.name),
      number('totalAssets', institutions.totalAssets, 'currency'),
      text('currency', institutions.currency, currencyOf),
      number('functions', tally(institutions.count, functions.institution)),
      number(
        'criticalFunctions',
        tally(institutions.count, functions.institution, (fn) => functions.critical[fn] === criticality.yes),
      ),
      number('services', tally(institutions.count, serviceUses.institution)),
      number('assets', tally(institutions.count, assets.institution)),
    ]),
  functions: (_study, { functions, institutions, serviceUses }) =>
    table('functions', 'name', owned(functions.institution, functions.id, institutions.lei), functions.origins, [
      text('name', functions.name),
      own('id', functions.id),
      reference('institution', 'institutions', functions.institution, institutions.name),
      text('activity', functions.licensedActivity, labelOf),
      text('critical', textColumn(Array.from(functions.critical, (answer) => answers[answer] ?? ''))),
      number('rto', functions.rto),
      number('rpo', functions.rpo),
      text('impact', functions.impact, labelOf),
      number('services', tally(functions.count, serviceUses.function)),
    ]),
  services: (_study, { serviceUses: uses, institutions, functions, arrangements, providers }) =>
    table(
      'services',
      'serviceType',
      Array.from({ length: uses.count }, (_, at) => {
        const arrangement = arrangements.reference[uses.arrangement[at] ?? -1] ?? '';
        return `${institutions.lei[uses.institution[at] ?? -1] ?? ''}/${arrangement}/${providers.code[uses.provider[at] ?? -1] ?? ''}/${functions.id[uses.function[at] ?? -1] ?? ''}/${textAt(uses.serviceType, at)}`;
      }),
      uses.origins,
      [
        text('serviceType', uses.serviceType, serviceTypeName),
        reference('institution', 'institutions', uses.institution, institutions.name),
        reference('function', 'functions', uses.function, texts(functions.name)),
        reference('provider', 'providers', uses.provider, providers.name),
        reference('arrangement', 'arrangements', uses.arrangement, arrangements.reference),
        text('reliance', { codes: Int32Array.from(uses.reliance), values: relianceLevels }),
        text('provisionCountry', uses.provisionCountry, countryName),
        text('dataLocation', uses.dataLocation, countryName),
        text('processingLocation', uses.processingLocation, countryName),
        text('governingLaw', uses.governingLaw, countryName),
        date('start', uses.start),
        date('end', uses.end),
        stated('noticeInstitution', uses.noticeInstitution),
        stated('noticeProvider', uses.noticeProvider),
      ],
    ),
  providers: (study, { providers, serviceUses, products }) => {
    const { groups } = study.control;
    const { provider: ranked } = rankingOf(study);
    return table('providers', 'name', providers.code, providers.origins, [
      own('name', providers.name),
      own('code', providers.code),
      text('codeType', providers.codeType, labelOf),
      text('country', providers.country, countryName),
      reference('parent', 'providers', providers.parent, providers.name),
      text('group', { codes: study.control.group, values: groups.map(({ name }) => name) }),
      text('countryOfControl', {
        codes: study.control.group.map((group) => groups[group]?.countryIndex ?? -1),
        values: study.control.countries.map(countryName),
      }),
      number('services', tally(providers.count, serviceUses.provider)),
      number('products', tally(providers.count, products.maker)),
      number('criticalLostAtLeast', ranked.functionsAtLeast),
      number('criticalLostAtMost', ranked.functionsAtMost),
      number('institutionsHitAtMost', ranked.institutionsAtMost),
    ]);
  },
  arrangements: (_study, { arrangements, serviceUses }) =>
    table('arrangements', 'reference', arrangements.reference, arrangements.origins, [
      own('reference', arrangements.reference),
      text('kind', arrangements.kind, labelOf),
      reference('overarching', 'arrangements', arrangements.overarching, arrangements.reference),
      number('annualExpense', arrangements.annualExpense, 'currency'),
      text('currency', arrangements.currency, currencyOf),
      number('services', tally(arrangements.count, serviceUses.arrangement)),
    ]),
  systems: (_study, { systems, institutions }) =>
    table('systems', 'name', owned(systems.institution, systems.id, institutions.lei), systems.origins, [
      text('name', systems.name),
      own('id', systems.id),
      reference('institution', 'institutions', systems.institution, institutions.name),
    ]),
  assets: (_study, { assets, institutions, products }) =>
    table('assets', 'id', owned(assets.institution, assets.id, institutions.lei), assets.origins, [
      own('id', assets.id),
      reference('institution', 'institutions', assets.institution, institutions.name),
      reference('product', 'products', assets.product, productNames(products)),
      text('maker', through(assets.product, products.makerName)),
      text('category', through(assets.product, products.category)),
      number('quantity', assets.quantity),
      number('cores', assets.cores),
      number('memoryGb', assets.memoryGb),
      number('capacity', assets.capacity, 'capacityUnit'),
      text('capacityUnit', assets.capacityUnit),
      number('peakUtilisation', assets.peakUtilisation),
      number('annualCost', assets.annualCost, 'currency'),
      text('currency', assets.currency, currencyOf),
      date('commissioned', assets.commissioned),
      text('site', assets.site),
      text('serial', assets.serial),
      text('firmware', assets.firmware),
    ]),
  products: (_study, { products, assets, providers }) => {
    const names = productNames(products);
    return table('products', 'name', names, null, [
      own('name', names),
      reference('maker', 'providers', products.maker, providers.name),
      text('makerName', products.makerName),
      text('brand', products.brand),
      text('line', products.line),
      text('model', products.model),
      text('partNumber', products.partNumber),
      text('category', products.category),
      number('assets', tally(products.count, assets.product)),
    ]);
  },
  submissions: ({ loaded }, { submissions, institutions }) => {
    const at = new Map(institutions.lei.map((lei, row) => [lei, row]));
    const counts = submissions.map(({ id }) => countBySeverity(loaded.checks.get(id) ?? []));
    const days = (of: (one: (typeof submissions)[number]) => string) =>
      Int32Array.from(submissions, (one) => dayNumber(of(one).slice(0, 10)) ?? noDay);
    const how = (severity: string) => Int32Array.from(counts, (count) => count[severity] ?? 0);
    return table(
      'submissions',
      'name',
      submissions.map(({ id }) => id),
      null,
      [
        own(
          'name',
          submissions.map(({ name }) => name),
        ),
        reference(
          'institution',
          'institutions',
          Int32Array.from(submissions, ({ entity }) => at.get(entity) ?? -1),
          institutions.name,
        ),
        text('format', textColumn(submissions.map(({ format }) => format))),
        text('profile', textColumn(submissions.map(({ profile }) => profile))),
        date(
          'referenceDate',
          days((one) => one.referenceDate),
        ),
        date(
          'receivedAt',
          days((one) => one.receivedAt),
        ),
        number(
          'rows',
          Float64Array.from(submissions, ({ id }) => loaded.rows.get(id) ?? Number.NaN),
        ),
        number('errors', how('error')),
        number('warnings', how('warning')),
        number('advisories', how('advisory')),
        own(
          'sha256',
          submissions.map(({ id }) => id),
        ),
      ],
    );
  },
};

function table(
  name: SectorTableName,
  title: string,
  wanted: readonly string[],
  origins: SectorTable['origins'],
  columns: readonly SectorColumn[],
): SectorTable {
  const rowOf = new Map<string, number>();
  const times = new Map<string, number>();
  const keys = wanted.map((key, row) => {
    let time = (times.get(key) ?? 0) + 1;
    while (time > 1 && rowOf.has(`${key}~${time}`)) time += 1;
    const unique = time === 1 && !rowOf.has(key) ? key : `${key}~${Math.max(2, time)}`;
    times.set(key, Math.max(time, 1));
    rowOf.set(unique, row);
    return unique;
  });
  return { name, title, rowCount: keys.length, keys, rowOf, columns, origins };
}

function owned(institution: Int32Array, ids: readonly string[], lei: readonly string[]): string[] {
  return ids.map((id, at) => `${lei[institution[at] ?? -1] ?? ''}/${id}`);
}

function productNames(products: Sector['products']): string[] {
  return Array.from({ length: products.count }, (_, at) => {
    const parts = [textAt(products.makerName, at), textAt(products.model, at) || textAt(products.line, at)];
    return [...parts, textAt(products.partNumber, at)].filter((part) => part !== '').join(' ');
  });
}

/** "eba_CU:EUR" as "EUR". */
function currencyOf(code: string): string {
  return code.replace(/^.*:/, '');
}
