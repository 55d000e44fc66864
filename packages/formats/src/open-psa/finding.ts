import type { Finding, Location, Severity } from '@underpin/model';

export const openPsaSource = 'Open-PSA Model Exchange Format 2.0d';

export function openPsaFinding(rule: string, severity: Severity, location: Location, message: string): Finding {
  return { rule: `open-psa/${rule}`, severity, location, message, source: openPsaSource };
}
