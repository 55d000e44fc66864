import type { PartyKind, Role } from '@underpin/contract';

interface ExampleParty {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly lei: string | null;
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
}

const authority = (id: string, name: string, analyst: string, signatory: string): ExampleParty => ({
  id,
  kind: 'authority',
  name,
  lei: null,
  people: [
    { id: `${id}.analyst`, name: analyst, role: 'analyst' },
    { id: `${id}.signatory`, name: signatory, role: 'signatory' },
  ],
});

/** Who plays in the example: the parties of examples/review-2014, institutions of examples/sector, and invented people. */
export const exampleParties: readonly ExampleParty[] = [
  authority('CB', 'Central bank', 'Ines Albrecht', 'Tomas Varga'),
  authority('MF', 'Ministry of finance', 'Olena Koval', 'Henrik Sand'),
  authority('PC', 'Planning commission', '林静 Lin Jing', 'Marta Oliveira'),
  authority('BR', 'Banking regulator', 'Jonas Weber', 'Amina Diallo'),
  authority('MI', 'Ministry of industry', 'Petros Ioannou', 'Сергей Лебедь'),
  {
    id: 'WG',
    kind: 'working group',
    name: 'Working group on internet security',
    lei: null,
    people: [{ id: 'WG.member', name: 'Clara Nyström', role: 'member' }],
  },
  {
    id: 'castelby',
    kind: 'institution',
    name: 'Castelby Savings Bank',
    lei: '9999UPIYUVDRRH100040',
    people: [{ id: 'castelby.reporter', name: 'Daniel Okafor', role: 'reporter' }],
  },
  { id: 'yarport', kind: 'institution', name: 'Yarport Private Bank', lei: '9999UPIRXQYMCR102O88', people: [] },
  { id: 'elmdale', kind: 'institution', name: 'Elmdale Cooperative Bank', lei: '9999UPITJDAPCG102835', people: [] },
  { id: 'weshaven', kind: 'institution', name: 'Weshaven Trade Bank', lei: '9999UPICGQQAZX101K49', people: [] },
  {
    id: 'vendor',
    kind: 'provider',
    name: 'Maker group under review',
    lei: null,
    people: [{ id: 'vendor.respondent', name: 'Sofia Marchetti', role: 'respondent' }],
  },
  {
    id: 'AUDIT',
    kind: 'auditor',
    name: 'Court of audit',
    lei: null,
    people: [{ id: 'AUDIT.auditor', name: 'Ragnar Eide', role: 'auditor' }],
  },
  {
    id: 'IT',
    kind: 'operator',
    name: 'Operations',
    lei: null,
    people: [{ id: 'IT.administrator', name: 'Yusuf Demir', role: 'administrator' }],
  },
];
