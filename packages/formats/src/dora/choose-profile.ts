import type { Finding, RegisterProfile } from '@underpin/model';
import { printable } from '../archive/archive-findings.ts';

const source = 'EBA, Overview of the RoI reporting technical checks and validation rules, 28 April 2025, check 505';

/** The profile whose entry point `report.json` extends. Without a readable report the first profile is taken, and told. */
export function chooseProfile(
  report: string | null,
  file: string,
  profiles: readonly RegisterProfile[],
): { readonly profile: RegisterProfile | null; readonly findings: readonly Finding[] } {
  const named = report === null ? [] : entryPoints(report);
  const profile = profiles.find((known) => known.entryPoint !== undefined && named?.includes(known.entryPoint));
  if (profile !== undefined && named?.length === 1) return { profile, findings: [] };
  const expected = profiles.map((known) => known.entryPoint).join(' or ');
  const finding = (message: string, value?: string): Finding => ({
    rule: '505',
    severity: 'reject',
    location: { file },
    ...(value === undefined ? {} : { value: printable(value) }),
    expected,
    message,
    source,
  });
  const [fallback = null] = profiles;
  if (report === null) return { profile: fallback, findings: [] };
  if (named === null || named.length === 0) {
    const message = `"${file}" names no taxonomy entry point that can be read; the package is checked as ${fallback?.id}. Expected "extends" with ${expected}.`;
    return { profile: fallback, findings: [finding(message)] };
  }
  const value = named.join(', ');
  const message = `"${file}" extends "${printable(value)}", which is no known version of the register. Expected ${expected}, and nothing else.`;
  return { profile: profile ?? null, findings: [finding(message, value)] };
}

function entryPoints(report: string): string[] | null {
  try {
    const parsed = JSON.parse(report) as { documentInfo?: { extends?: unknown } } | null;
    const named = parsed?.documentInfo?.extends;
    return Array.isArray(named) ? named.filter((entry) => typeof entry === 'string') : null;
  } catch {
    return null;
  }
}
