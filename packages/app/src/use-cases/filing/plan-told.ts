import type { RowCounts, RowProblem, UploadPreview } from '@underpin/contract';
import { nearestCodes, type RaggedRow, type RegisterProfile, type Table } from '@underpin/model';
import type { TablePreview } from '@underpin/register';

export const noRows: RowCounts = { create: 0, update: 0, skip: 0, fail: 0, remove: 0 };

/** Counts of two tables together. */
export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    create: a.create + b.create,
    update: a.update + b.update,
    skip: a.skip + b.skip,
    fail: a.fail + b.fail,
    remove: a.remove + b.remove,
  };
}

/** Counts of one table. Of a whole file, rows that the register before has and no row stands for are removed. */
export function countsOf(preview: TablePreview, ragged: number, before: Table | undefined): RowCounts {
  const kept = new Set(preview.rows.map(({ target }) => target).filter((target) => target >= 0));
  const { counts } = preview;
  return { ...counts, fail: counts.fail + ragged, remove: before === undefined ? 0 : before.rowCount - kept.size };
}

/** Every problem of every row that fails, with the allowed values nearest to what was written. */
export function problemsTold(profile: RegisterProfile, preview: TablePreview, file: string): RowProblem[] {
  const columns = profile.tables.find(({ code }) => code === preview.code)?.columns ?? [];
  return preview.rows
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ line, problems }) =>
      problems.map((problem) => {
        const { column } = problem.location;
        const list = profile.lists[columns.find(({ code }) => code === column)?.list ?? ''];
        const value = problem.value ?? null;
        const nearest =
          list === undefined || value === null || Object.hasOwn(list, value) ? [] : nearestCodes(list, value);
        const { rule, message } = problem;
        return { file, table: preview.code, line, column: column ?? null, value, rule, message, nearest };
      }),
    );
}

/** Rows that do not fit the header of their file. */
export function raggedTold(ragged: readonly RaggedRow[], file: string): RowProblem[] {
  return ragged.map(({ file: inside, line, cells }) => ({
    file,
    table: inside,
    line,
    column: null,
    value: cells.join(',').slice(0, 500),
    rule: '720',
    message: `Line ${line} of "${inside}" has ${cells.length} cells, other than its header. Correct its commas and quotes.`,
    nearest: [],
  }));
}

/** Cells that updates change. */
export function changesTold(preview: TablePreview): UploadPreview['changes'] {
  return preview.rows
    .filter(({ outcome }) => outcome === 'update')
    .flatMap(({ line, changes }) =>
      changes.map(({ column, from, to }) => ({ table: preview.code, line, column, from, to })),
    );
}
