import type { Random } from '@underpin/model';
import type { TrialWord } from '../words/trial-words.ts';

/** How an endpoint gains power with its sample, under the assumptions of the protocol. */
export interface PowerModel {
  /** What n counts, in each arm. */
  readonly unit: Extract<TrialWord, `unit.${string}`>;
  /** Units that a day of the trial gives each arm. */
  readonly perDay: number;
  /** Step of n: 1 for things that are counted, else the exposure by which it is rounded up. */
  readonly step: number;
  /** How the power is computed. */
  readonly method: string;
  /** Chance that the endpoint is met with n units an arm. */
  powerAt(n: number): number;
  /** Draws one trial of n units an arm and analyses it as the verdict will; true when the endpoint is met. */
  simulate(n: number, random: Random): boolean;
}
