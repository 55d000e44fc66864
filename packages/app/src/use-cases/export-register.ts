import { doraProfiles, readDoraPackage, writeDoraPackage } from '@underpin/formats';
import type { Finding, Progress, RegisterPackage, RegisterProfile, Table } from '@underpin/model';
import { rejects } from '@underpin/model';
import { checkPackage } from '@underpin/register';
import { type CheckReferences, heldAgainst } from './check-references.ts';
import { firstStated, metaOfPackage, metaOfTables, type PartialMeta, wholeMeta } from './package-meta.ts';

/** A register to be written as a package. */
export interface ExportContent {
  readonly tables: ReadonlyMap<string, Table>;
  readonly meta: PartialMeta;
  /** What the source held that a package cannot hold; any of it refuses the export. */
  readonly lost: readonly Finding[];
}

export interface ExportOptions {
  readonly profile: RegisterProfile;
  readonly now: Date;
  readonly progress: Progress;
  /** National rules and identities to hold what is written against as well. */
  readonly references?: CheckReferences;
}

/** A package that an authority would take, with what remains to be said of it; or why it is not written. */
export type ExportedRegister =
  | {
      readonly ok: true;
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly reason: string; readonly findings: readonly Finding[] };

const unreadable = /^(306|801|802|UP-ZIP-\d|UP-CSV-[1235]|UP-STOP)$/;

/** The content of a package that was read, and what an export of it would lose: unread files and rows, unknown columns, stray files. */
export function contentOf(read: RegisterPackage, now: Date): ExportContent {
  const findings = checkPackage(read, { today: dayOf(now) });
  return { tables: read.tables, meta: metaOfPackage(read), lost: findings.filter(isLoss) };
}

/**
 * Writes a register as a DORA package. What would be written is read back and checked whole; when a finding rejects it, or
 * the source held what a package cannot hold, nothing is written and the findings say why. The same content, profile and
 * stamp give the same bytes; name, parameters and filing indicators are always written anew.
 *
 * @example
 * const exported = await exportRegister(contentOf(read, now), { profile, now, progress });
 * if (exported.ok) await writeFile(exported.name, exported.bytes);
 */
export async function exportRegister(content: ExportContent, options: ExportOptions): Promise<ExportedRegister> {
  const { profile, now, progress, references } = options;
  if (content.lost.length > 0) {
    const reason = `Refused to export: ${content.lost.length} finding${content.lost.length === 1 ? '' : 's'} tell of content that would be lost. Repair the source first.`;
    return { ok: false, reason, findings: content.lost };
  }
  if (profile.format !== 'dora')
    return { ok: false, reason: `"${profile.id}" is no profile of a DORA register: choose ${known()}`, findings: [] };
  const meta = wholeMeta(firstStated(content.meta, metaOfTables(content.tables)), now);
  if (!meta.ok) return { ok: false, reason: meta.reason, findings: [] };
  const unfit = unfitFor(profile, content.tables);
  if (unfit !== null) return { ok: false, reason: unfit, findings: [] };
  const { name, bytes } = await writeDoraPackage(profile, meta.value, content.tables);
  const written = await readDoraPackage({ name, bytes }, { progress });
  const findings = checkPackage(written, { today: dayOf(now), ...heldAgainst(references) }, progress);
  const rejecting = findings.filter(rejects);
  if (rejecting.length > 0) {
    const rules = [...new Set(rejecting.map(({ rule }) => rule))].join(', ');
    const reason = `Refused to export: an authority would reject the package for ${rejecting.length} finding${rejecting.length === 1 ? '' : 's'} (rule${rules.includes(',') ? 's' : ''} ${rules}). Repair them first.`;
    return { ok: false, reason, findings };
  }
  return { ok: true, name, bytes, findings };
}

/** The profile of a DORA register by its id. */
export function doraProfile(id: string): RegisterProfile | null {
  return doraProfiles.find((profile) => profile.id === id) ?? null;
}

/** Ids of the profiles that a register can be written in, the default first. */
export const doraProfileIds: readonly string[] = doraProfiles.map(({ id }) => id);

function known(): string {
  return doraProfileIds.join(' or ');
}

function unfitFor(profile: RegisterProfile, tables: ReadonlyMap<string, Table>): string | null {
  for (const [code, table] of tables) {
    const described = profile.tables.find((candidate) => candidate.code === code);
    if (described === undefined) {
      if (table.rowCount === 0) continue;
      return `Refused to export: profile "${profile.id}" has no table ${code}, which holds ${table.rowCount} rows.`;
    }
    const codes = new Set(described.columns.map((column) => column.code));
    const strange = [...table.columns.keys()].filter((column) => !codes.has(column));
    if (strange.length > 0)
      return `Refused to export: ${code} of profile "${profile.id}" has no column ${strange.join(', ')}.`;
  }
  return null;
}

function isLoss({ rule, location, value, expected }: Finding): boolean {
  if (unreadable.test(rule)) return true;
  // A wrong separator in line 1 is read; ragged rows are not.
  if (rule === '809') return location.line !== 1;
  if (rule !== '720') return false;
  return value?.toLowerCase() !== expected?.toLowerCase();
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
