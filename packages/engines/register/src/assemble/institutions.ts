import { cell } from '@underpin/model';
import type { Institutions, Origins, Table } from '@underpin/model';
import type { AssemblyPart } from './assembly-input.ts';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { compareText } from './compare-text.ts';
import { decimal } from './rows.ts';
import { textColumn } from '@underpin/model';

interface Statement {
  readonly part: AssemblyPart;
  readonly row: number;
  readonly submission: number;
  readonly source: keyof typeof sources;
}

/** Where an institution is stated, best source first. */
const sources = {
  'B_01.02': { lei: 'c0010', name: 'c0020' },
  'B_01.01': { lei: 'c0010', name: 'c0020' },
  inventory: { lei: 'institution_lei', name: 'name' },
} as const;

/**
 * Institutions by LEI, sorted by it; each described by the submission that speaks for it, where that one lists it.
 * `indexOf[pool number of an LEI]` is the institution's index.
 */
export function assembleInstitutions(
  assembly: Assembly,
  speaker: readonly number[],
): { readonly institutions: Institutions; readonly indexOf: Int32Array } {
  const { leis } = assembly;
  const best = new Map<number, Statement>();
  for (const source of ['B_01.02', 'B_01.01', 'inventory'] as const) {
    for (const part of assembly.parts(source)) {
      for (let row = 0; row < part.table.rowCount; row += 1) {
        const text = cell(part.table, sources[source].lei, row);
        if (text === '') continue;
        const lei = leis.id(text);
        const statement: Statement = { part, row, submission: part.submission[row] ?? -1, source };
        const known = best.get(lei);
        if (
          known === undefined ||
          (known.source === source && better(assembly, speaker[lei] ?? -1, statement, known))
        ) {
          best.set(lei, statement);
        }
      }
    }
  }

  const order = [...best.keys()].toSorted((a, b) => compareText(leis.values[a] ?? '', leis.values[b] ?? ''));
  const indexOf = new Int32Array(leis.values.length).fill(-1);
  order.forEach((lei, index) => {
    indexOf[lei] = index;
  });
  const statements = order.map((lei) => best.get(lei) as Statement);

  const parent = new Int32Array(order.length).fill(-1);
  statements.forEach((statement, index) => {
    if (statement.source !== 'B_01.02') return;
    const text = cell(statement.part.table, 'c0060', statement.row);
    if (text === '' || plainCode(text) === '') return;
    const found = leis.find(text);
    parent[index] = found < 0 ? -1 : (indexOf[found] ?? -1);
    if (parent[index] === -1) {
      assembly.problems.atRow(statement.part, statement.row, {
        rule: 'UP-ASM-4',
        column: 'c0060',
        value: text,
        expected: 'the LEI of a listed entity',
        message: `The direct parent "${text}" is not among the institutions; it is taken as outside the sector. List it in B_01.02 if it belongs to the register.`,
      });
    }
  });

  const dora = (column: string) => (statement: Statement) =>
    statement.source === 'inventory' ? '' : cell(statement.part.table, column, statement.row);
  const entity = (column: string) => (statement: Statement) =>
    statement.source === 'B_01.02' ? cell(statement.part.table, column, statement.row) : '';
  const assets = entity('c0110');
  return {
    indexOf,
    institutions: {
      count: order.length,
      lei: order.map((lei) => leis.values[lei] ?? ''),
      name: statements.map(({ part, row, source }) => cell(part.table, sources[source].name, row)),
      country: textColumn(statements.map((statement) => plainCode(dora('c0030')(statement)))),
      type: textColumn(statements.map(dora('c0040'))),
      parent,
      totalAssets: Float64Array.from(statements, (statement) => decimal(assets(statement))),
      currency: textColumn(statements.map((statement) => plainCode(entity('c0100')(statement)))),
      origins: originsOfStatements(assembly, statements),
    },
  };
}

function better(assembly: Assembly, speaker: number, candidate: Statement, current: Statement): boolean {
  if (current.submission === speaker) return false;
  return candidate.submission === speaker || assembly.earlier(candidate.submission, current.submission);
}

function originsOfStatements(assembly: Assembly, statements: readonly Statement[]): Origins {
  const line = (table: Table, row: number): number => table.lines[row] ?? 0;
  return {
    submission: Int32Array.from(statements, ({ submission }) => submission),
    file: Int32Array.from(statements, ({ part }) => assembly.files.id(part.table.file)),
    line: Int32Array.from(statements, ({ part, row }) => line(part.table, row)),
  };
}
