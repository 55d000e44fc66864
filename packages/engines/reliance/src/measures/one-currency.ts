import type { Finding, Origins, Sector, TextColumn } from '@underpin/model';

/** Rates at the reference date: units of `base` for one unit of each currency. */
export interface CurrencyRates {
  readonly base: string;
  readonly rates: Readonly<Record<string, number>>;
  readonly date: string;
  readonly source: string;
}

/** Amounts in one currency; NaN where the amount or its rate is unobserved. */
export interface Amounts {
  readonly values: Float64Array;
  readonly currency: string;
  readonly findings: readonly Finding[];
}

/** Converts a column of amounts. Without rates the most frequent currency is kept; each other currency is a finding. */
export function oneCurrency(
  sector: Sector,
  amounts: Float64Array,
  currencies: TextColumn,
  origins: Origins,
  rates: CurrencyRates | null,
): Amounts {
  const base = rates?.base ?? mostFrequent(amounts, currencies);
  const factor = currencies.values.map((currency) => (currency === base ? 1 : (rates?.rates[currency] ?? Number.NaN)));
  const firstMissing = new Map<number, number>();
  const values = amounts.map((amount, row) => {
    const code = currencies.codes[row] as number;
    if (Number.isNaN(amount) || code < 0) return Number.NaN;
    if (Number.isNaN(factor[code] as number) && !firstMissing.has(code)) firstMissing.set(code, row);
    return amount * (factor[code] as number);
  });
  const findings = [...firstMissing].map(([code, row]): Finding => {
    const currency = currencies.values[code] as string;
    return {
      rule: 'missing-rate',
      severity: 'warning',
      location: {
        file: sector.files[origins.file[row] as number] ?? '',
        line: Math.max(1, origins.line[row] as number),
      },
      value: currency,
      expected: `a rate from ${currency} to ${base} on ${rates?.date ?? sector.asOf}`,
      message: `Cannot convert amounts in "${currency}" to ${base}: no rate is known; such amounts count as unobserved. Give a rate for ${currency}`,
      source: rates?.source ?? 'Underpin: amounts are never added across currencies',
    };
  });
  return { values, currency: base, findings };
}

function mostFrequent(amounts: Float64Array, currencies: TextColumn): string {
  const seen = new Float64Array(currencies.values.length);
  for (let row = 0; row < amounts.length; row += 1) {
    const code = currencies.codes[row] as number;
    if (code >= 0 && !Number.isNaN(amounts[row] as number)) seen[code] = (seen[code] as number) + 1;
  }
  let best = 0;
  for (let code = 1; code < seen.length; code += 1) if ((seen[code] as number) > (seen[best] as number)) best = code;
  return currencies.values[best] ?? 'EUR';
}
