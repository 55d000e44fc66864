import type { Table } from '@underpin/model';
import type { InstitutionPlan } from './institution-plan.ts';
import type { Provider } from './market.ts';
import { doraTable } from './sample-table.ts';
import type { ServicePlan } from './service-plan.ts';

/** Every provider that the register names, each with its parent's own row. */
export function providerRows(seed: number, plan: InstitutionPlan, { arrangements }: ServicePlan): Table {
  const expense = new Map<string, number>();
  const named = new Map<string, Provider>();
  const name = (provider: Provider): void => {
    if (named.has(provider.code)) return;
    named.set(provider.code, provider);
    if (provider.parent !== null) name(provider.parent);
  };
  for (const each of arrangements) {
    name(each.provider);
    each.chain.forEach(name);
    expense.set(each.provider.code, (expense.get(each.provider.code) ?? 0) + each.annualExpense);
  }
  // Registers disagree on who stands above whom: one in eleven takes a company for its own parent.
  const mistaken =
    (plan.index + seed) % 11 === 5 ? [...named.values()].find(({ parent }) => parent !== null) : undefined;
  const table = doraTable('B_05.01');
  for (const provider of named.values()) {
    const above = provider === mistaken ? provider : (provider.parent ?? provider);
    const paid = expense.get(provider.code);
    table.add([
      provider.code,
      provider.codeType,
      '',
      '',
      provider.name,
      provider.name,
      'eba_CT:x212',
      `eba_GA:${provider.country}`,
      paid === undefined ? '' : `eba_CU:${plan.currency}`,
      paid === undefined ? '' : String(paid),
      above.code,
      above.codeType,
    ]);
  }
  return table.build();
}
