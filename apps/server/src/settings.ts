import type { StartOptions } from './start.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Pick<StartOptions, 'rates' | 'proxies' | 'metrics' | 'connections'>;

/** Requests a minute: of a caller, sign-ins from an address, all from an address. */
export const defaultRates: NonNullable<StartOptions['rates']> = { requests: 600, signIns: 20, address: 6000 };

/** What the environment says of limits, proxies, metrics and connections. Throws in words on a setting that cannot be. */
export function settingsOf(environment: Environment): Settings {
  const metrics = environment['UNDERPIN_METRICS'];
  if (metrics !== undefined && metrics !== 'loopback' && metrics !== 'administrators') {
    throw new RangeError(`Cannot use UNDERPIN_METRICS "${metrics}": expected "loopback" or "administrators"`);
  }
  const proxies = environment['UNDERPIN_PROXIES']?.split(',').flatMap((one) => one.trim() || []);
  return {
    rates: {
      requests: count(environment, 'UNDERPIN_REQUESTS_PER_CALLER') ?? defaultRates.requests,
      signIns: count(environment, 'UNDERPIN_SIGN_INS_PER_ADDRESS') ?? defaultRates.signIns,
      address: count(environment, 'UNDERPIN_REQUESTS_PER_ADDRESS') ?? defaultRates.address,
    },
    proxies,
    metrics,
    connections: count(environment, 'UNDERPIN_DATABASE_CONNECTIONS'),
  };
}

function count(environment: Environment, name: string): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new RangeError(`Cannot use ${name} "${text}": expected a whole number, 1 or more`);
  }
  return Number(text);
}
