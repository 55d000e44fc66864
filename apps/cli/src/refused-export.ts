import type { Finding } from '@underpin/model';
import { rejects } from '@underpin/model';
import type { Answer } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { findingText } from './finding-text.ts';

const shown = 30;

/** Why an export was refused: the reason, then the findings that reject. */
export function refusedExport({
  reason,
  findings,
}: {
  readonly reason: string;
  readonly findings: readonly Finding[];
}): Answer {
  const rejecting = findings.filter(rejects);
  const more = rejecting.length - shown;
  return {
    json: { ok: false, reason, findings },
    text: [
      reason,
      ...rejecting.slice(0, shown).map(findingText),
      ...(more > 0 ? [`  … and ${more} more: use --json for all`] : []),
    ].join('\n'),
    exitCode: findings.length > 0 ? exitCodes.rejected : exitCodes.refused,
  };
}
