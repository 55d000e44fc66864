import type { Answer } from './command.ts';
import { exitCodes } from './exit-codes.ts';

/** An answer that says why the request was refused. */
export function refusal(reason: string): Answer {
  return { json: { ok: false, reason }, text: reason, exitCode: exitCodes.refused };
}
