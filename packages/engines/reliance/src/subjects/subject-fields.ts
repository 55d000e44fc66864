/** What a subject can select. */
export const itemKinds = ['provider', 'product', 'asset', 'service use'] as const;
export type ItemKind = (typeof itemKinds)[number];

export interface SubjectField {
  readonly name: string;
  readonly type: 'string';
  readonly meaning: string;
  /** Kinds of items that have the field. For others a condition on it is neither true nor false. */
  readonly appliesTo: readonly ItemKind[];
}

const all = itemKinds;
const things = ['product', 'asset'] as const;
const supplied = ['provider', 'service use'] as const;

/** The fields of subject expressions: this table makes the documentation, the type check and the error messages. */
export const subjectFields = [
  { name: 'provider', type: 'string', meaning: 'Name of the provider', appliesTo: supplied },
  {
    name: 'providerCode',
    type: 'string',
    meaning: 'Identification code of the provider, such as its LEI',
    appliesTo: supplied,
  },
  { name: 'maker', type: 'string', meaning: 'Name of the maker', appliesTo: things },
  { name: 'makerCode', type: 'string', meaning: 'Identification code of the maker', appliesTo: things },
  { name: 'group', type: 'string', meaning: "Code of the head of the provider's or maker's group", appliesTo: all },
  { name: 'groupName', type: 'string', meaning: "Name of the head of the provider's or maker's group", appliesTo: all },
  { name: 'country', type: 'string', meaning: 'Country of control, ISO 3166-1 alpha-2', appliesTo: all },
  {
    name: 'headquarters',
    type: 'string',
    meaning: "Country of the provider's or maker's own headquarters",
    appliesTo: all,
  },
  {
    name: 'category',
    type: 'string',
    meaning: 'Category of the product, such as "server.high-end"',
    appliesTo: things,
  },
  { name: 'productLine', type: 'string', meaning: 'Product line', appliesTo: things },
  { name: 'brand', type: 'string', meaning: 'Brand', appliesTo: things },
  { name: 'model', type: 'string', meaning: 'Model', appliesTo: things },
  { name: 'serviceType', type: 'string', meaning: 'Type of ICT service, S01 to S19', appliesTo: ['service use'] },
  { name: 'dataLocation', type: 'string', meaning: 'Country where the data lie at rest', appliesTo: ['service use'] },
  {
    name: 'provisionCountry',
    type: 'string',
    meaning: 'Country from which the service is provided',
    appliesTo: ['service use'],
  },
  {
    name: 'arrangement',
    type: 'string',
    meaning: 'Reference of the contractual arrangement',
    appliesTo: ['service use'],
  },
  {
    name: 'institution',
    type: 'string',
    meaning: 'LEI of the institution that uses it',
    appliesTo: ['asset', 'service use'],
  },
  {
    name: 'institutionType',
    type: 'string',
    meaning: 'Entity type code of the institution',
    appliesTo: ['asset', 'service use'],
  },
  { name: 'asOf', type: 'string', meaning: 'Date of the sector, yyyy-mm-dd', appliesTo: all },
] as const satisfies readonly SubjectField[];
export type SubjectFieldName = (typeof subjectFields)[number]['name'];
