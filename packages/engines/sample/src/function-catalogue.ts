import type { Trade } from './market.ts';

/** A business function as the sample knows it; the list is in order of importance. */
export interface FunctionKind {
  readonly name: string;
  /** Licensed activity, code of the EBA list. */
  readonly activity: string;
  readonly rto: number;
  readonly rpo: number;
  readonly systems: readonly SystemId[];
  readonly services: readonly Trade[];
}

export type SystemId =
  | 'core'
  | 'payments'
  | 'cards'
  | 'channels'
  | 'treasury'
  | 'securities'
  | 'risk'
  | 'clearing'
  | 'settlement';

export const systemNames: Readonly<Record<SystemId, string>> = {
  core: 'Core banking',
  payments: 'Payments hub',
  cards: 'Card authorisation',
  channels: 'Online and mobile channels',
  treasury: 'Treasury and markets',
  securities: 'Securities and custody',
  risk: 'Risk and reporting warehouse',
  clearing: 'Clearing engine',
  settlement: 'Settlement engine',
};

const kind = (
  name: string,
  activity: string,
  hours: readonly [number, number],
  systems: readonly SystemId[],
  services: readonly Trade[],
): FunctionKind => ({ name, activity: `eba_TA:${activity}`, rto: hours[0], rpo: hours[1], systems, services });

export const bankFunctions: readonly FunctionKind[] = [
  kind('Current accounts and deposits', 'x162', [4, 1], ['core'], ['hardware', 'software', 'hosting', 'network']),
  kind(
    'Credit transfers and direct debits',
    'x222',
    [2, 1],
    ['payments', 'core'],
    ['hardware', 'hosting', 'network', 'security'],
  ),
  kind('Online and mobile banking', 'x28', [4, 1], ['channels', 'core'], ['cloud', 'network', 'security']),
  kind('Card issuing and acquiring', 'x224', [4, 1], ['cards'], ['software', 'hardware', 'network']),
  kind('Cash withdrawals', 'x221', [8, 2], ['cards', 'core'], ['network', 'hardware']),
  kind('Consumer and mortgage lending', 'x163', [24, 4], ['core'], ['software', 'hosting']),
  kind('Treasury and liquidity', 'x168', [8, 1], ['treasury'], ['software', 'data', 'hosting']),
  kind('Securities custody', 'x174', [12, 2], ['securities'], ['software', 'hosting', 'data']),
  kind('Foreign exchange', 'x104', [12, 2], ['treasury'], ['data', 'software']),
  kind('Risk management and regulatory reporting', 'x276', [48, 8], ['risk'], ['cloud', 'software', 'consulting']),
  kind('Corporate guarantees', 'x166', [48, 8], ['core'], ['hosting']),
  kind('Investment advice', 'x137', [72, 24], ['securities'], ['data', 'software']),
  kind('Portfolio management', 'x136', [72, 24], ['securities'], ['data', 'cloud']),
  kind('Financial leasing', 'x164', [96, 24], ['core'], ['software']),
  kind('Advice on capital structure', 'x144', [120, 24], [], ['consulting']),
  kind('Credit reference services', 'x179', [120, 24], ['risk'], ['data']),
  kind('Customer support', 'x276', [24, 8], ['channels'], ['cloud', 'consulting']),
  kind('Human resources and payroll', 'x276', [120, 24], [], ['software', 'consulting']),
];

export const paymentFunctions: readonly FunctionKind[] = [
  kind('Clearing of interbank payments', 'x222', [1, 1], ['clearing'], ['hardware', 'hosting', 'network', 'security']),
  kind('Instant payments', 'x222', [1, 1], ['clearing', 'payments'], ['hardware', 'network', 'cloud']),
  kind('Card scheme processing', 'x224', [2, 1], ['cards'], ['hardware', 'software', 'network']),
  kind('Participant portal', 'x28', [24, 4], ['channels'], ['cloud', 'security']),
  kind('Payment statistics', 'x276', [72, 24], ['risk'], ['data', 'cloud']),
  kind('Invoicing of participants', 'x276', [120, 24], [], ['software']),
];

export const depositoryFunctions: readonly FunctionKind[] = [
  kind('Settlement', 'x240', [2, 1], ['settlement'], ['hardware', 'hosting', 'network', 'security']),
  kind('Notary service', 'x238', [4, 1], ['settlement', 'securities'], ['hardware', 'software']),
  kind('Central maintenance', 'x239', [4, 1], ['securities'], ['software', 'hosting']),
  kind('Corporate actions', 'x247', [24, 4], ['securities'], ['software', 'data']),
  kind('Collateral management', 'x242', [12, 2], ['treasury'], ['software', 'data']),
  kind('Issuance and numbering', 'x248', [48, 8], ['securities'], ['software']),
  kind('Regulatory reporting', 'x250', [72, 24], ['risk'], ['cloud', 'consulting']),
];
