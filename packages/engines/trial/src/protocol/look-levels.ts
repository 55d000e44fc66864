import type { TrialProtocol } from '@underpin/model';
import { groupSequential } from '../sequential/group-sequential.ts';

/** Boundaries take a tenth of a second, and one protocol is planned and assessed many times. */
const known = new WeakMap<TrialProtocol, readonly number[]>();

/** One-sided level of each planned look, before any correction for several endpoints. */
export function lookLevels(protocol: TrialProtocol): readonly number[] {
  const { monitoring, alpha } = protocol;
  if (monitoring.method === 'none') return monitoring.looks.map(() => alpha);
  const levels =
    known.get(protocol) ?? groupSequential({ kind: monitoring.spending, fractions: monitoring.looks, alpha }).nominal;
  known.set(protocol, levels);
  return levels;
}
