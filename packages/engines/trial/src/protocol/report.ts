import type { Finding } from '@underpin/model';

/** Adds a finding about a place in the protocol. */
export type Report = (
  rule: string,
  severity: Finding['severity'],
  column: string,
  value: string,
  expected: string,
  message: string,
) => void;
