import { z } from 'zod';
import { decimalSchema } from './decimal.ts';

/** ISO 4217 currency code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code such as EUR');
export type Currency = z.infer<typeof currencySchema>;

/** An amount of money: decimal with its currency, never one without the other. */
export const moneySchema = z.object({ amount: decimalSchema, currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;
