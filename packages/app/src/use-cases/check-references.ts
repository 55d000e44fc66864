import { readCsv, readGleifIdentity } from '@underpin/formats';
import type { Finding, IdentityIndex } from '@underpin/model';
import { type CheckContext, readNationalRules, type RuleSet } from '@underpin/register';

/** A file as a person gives it. */
export interface GivenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What submissions are held against besides the rules that Underpin knows, and what was wrong with the files that say so. */
export interface CheckReferences {
  readonly ruleSets: readonly RuleSet[];
  readonly identity?: IdentityIndex;
  /** Rules that are run, switched off by their file, and not interpretable, by file. */
  readonly rules: readonly {
    readonly file: string;
    readonly run: number;
    readonly disabled: readonly string[];
    readonly refused: readonly { readonly id: string; readonly reason: string }[];
  }[];
  readonly findings: readonly Finding[];
}

/**
 * Reads national rule files (CSV) and GLEIF files (CSV or JSON) for a check. Whatever cannot be read or interpreted is in
 * `findings`, never left out in silence.
 *
 * @example const references = await readCheckReferences({ national: [{ name, blob }], gleif: [] })
 */
export async function readCheckReferences(given: {
  readonly national: readonly GivenFile[];
  readonly gleif: readonly GivenFile[];
}): Promise<CheckReferences> {
  const findings: Finding[] = [];
  const ruleSets: RuleSet[] = [];
  const rules: CheckReferences['rules'][number][] = [];
  for (const { name, blob } of given.national) {
    const csv = readCsv(new Uint8Array(await blob.arrayBuffer()), 'national rules', name);
    findings.push(...csv.findings, ...csv.ragged.map((row) => raggedRule(name, row.line)));
    if (csv.table === null) continue;
    const read = readNationalRules(csv.table);
    findings.push(...read.findings);
    ruleSets.push(read.set);
    rules.push({ file: name, run: read.set.rules.length, disabled: read.disabled, refused: read.set.refused });
  }
  if (given.gleif.length === 0) return { ruleSets, rules, findings };
  const files = given.gleif.map(({ name, blob }) => ({ name, chunks: blob.stream() }));
  const { index, findings: told } = await readGleifIdentity(files);
  return { ruleSets, identity: index, rules, findings: [...findings, ...told] };
}

/** The part of a check's context that references fill; none without them. */
export function heldAgainst(references: CheckReferences | undefined): Pick<CheckContext, 'ruleSets' | 'identity'> {
  if (references === undefined) return {};
  const { ruleSets, identity } = references;
  return { ruleSets, ...(identity === undefined ? {} : { identity }) };
}

function raggedRule(file: string, line: number): Finding {
  return {
    rule: 'UP-RULES-3',
    severity: 'error',
    location: { file, line },
    message: `The row at line ${line} of "${file}" does not fit its header, so its rule is not run. Correct its commas and quotes.`,
    source: 'Underpin: form of a national rule file',
  };
}
