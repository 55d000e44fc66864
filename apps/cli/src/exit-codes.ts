/** What the process tells the shell. */
export const exitCodes = {
  fine: 0,
  /** Findings that reject a submission. */
  rejected: 1,
  /** The command was used wrongly. */
  wrongUse: 2,
  /** The request is infeasible or was refused. */
  refused: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
