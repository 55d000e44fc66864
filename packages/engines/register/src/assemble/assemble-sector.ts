import { cell } from '@underpin/model';
import type { Finding, Sector } from '@underpin/model';
import { assembleArrangements } from './arrangements.ts';
import { Assembly } from './assembly.ts';
import type { AssemblyInput } from './assembly-input.ts';
import { assembleAssessments } from './assessments.ts';
import { assembleAssets } from './assets.ts';
import { assembleDependencies } from './dependencies.ts';
import { assembleFunctions } from './functions.ts';
import { assembleInstitutions } from './institutions.ts';
import { inventoriesOf } from './inventories.ts';
import { PairIndex } from './pair-index.ts';
import { assembleProviders } from './providers.ts';
import { assembleServiceUses } from './service-uses.ts';
import { speakersOf } from './speakers.ts';
import { assembleSupply } from './supply.ts';
import { assembleSystems } from './systems.ts';

const mentions = [
  { table: 'B_01.02', column: 'c0010', counts: false },
  { table: 'B_01.01', column: 'c0010', counts: false },
  { table: 'B_06.01', column: 'c0040', counts: true },
  { table: 'B_02.02', column: 'c0020', counts: true },
] as const;

/**
 * Puts registers and inventories together into one sector.
 *
 * `input.tables` holds rows by table code (`B_01.01` to `B_07.01`; `inventory`, `systems`, `assets`, `dependencies`);
 * `submission[row]` of a part indexes `input.submissions`. Every row of the sector keeps its submission, file and line.
 * What does not resolve is -1 and a finding, what several submissions say differently is a finding, and an institution in
 * several submissions counts once. The result does not depend on the order of the submissions but for the order of rows.
 * Method and rule ids: `packages/engines/register/src/assemble/README.md`.
 *
 * @example
 * const { sector, findings } = assembleSector({ asOf: '2024-12-31', submissions, tables });
 */
export function assembleSector(input: AssemblyInput): {
  readonly sector: Sector;
  readonly findings: readonly Finding[];
} {
  const assembly = new Assembly(input);
  const speaker = speakersOf(assembly, mentions, maintainersOf(assembly));
  const inventories = inventoriesOf(assembly);
  const { institutions, indexOf: institutionOf } = assembleInstitutions(assembly, speaker);
  const { functions, indexOf: functionOf } = assembleFunctions(assembly, speaker, institutionOf);
  const { arrangements, index: arrangementOf } = assembleArrangements(assembly, speaker);
  const stated = assembleProviders(assembly);
  const below = { arrangements: arrangementOf, providers: stated.index };
  const serviceUses = assembleServiceUses(assembly, { ...below, speaker, institutionOf, functions: functionOf });
  const supply = assembleSupply(assembly, below);
  const assessments = assembleAssessments(assembly, below);
  const { systems, indexOf: systemOf } = assembleSystems(assembly, inventories, institutionOf);
  const {
    assets,
    products,
    providers,
    indexOf: assetOf,
  } = assembleAssets(assembly, {
    inventories,
    institutionOf,
    providers: stated.providers,
    index: stated.index,
  });
  const { groups, dependencies } = assembleDependencies(assembly, {
    ...below,
    inventories,
    speaker,
    functions: functionOf,
    systems: systemOf,
    assets: assetOf,
  });
  return {
    findings: assembly.problems.findings(),
    sector: {
      asOf: input.asOf,
      submissions: input.submissions,
      files: assembly.files.values,
      institutions,
      functions,
      arrangements,
      providers,
      providerStatements: stated.statements,
      serviceUses,
      supply,
      assessments,
      systems,
      products,
      assets,
      groups,
      dependencies,
    },
  };
}

/** Pairs (submission, LEI) with value 1 where the submission is maintained by that entity. */
function maintainersOf(assembly: Assembly): PairIndex {
  const result = new PairIndex();
  assembly.submissions.forEach(({ format, entity }, submission) => {
    if (format === 'dora' && entity !== '') result.set(submission, assembly.leis.id(entity), 1);
  });
  for (const part of assembly.parts('B_01.01')) {
    for (let row = 0; row < part.table.rowCount; row += 1) {
      const lei = cell(part.table, 'c0010', row);
      if (lei !== '') result.set(part.submission[row] ?? -1, assembly.leis.id(lei), 1);
    }
  }
  return result;
}
