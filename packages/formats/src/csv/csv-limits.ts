/** What a CSV file may hold before it is refused. */
export interface CsvLimits {
  readonly columns: number;
  /** Longest row, line breaks inside quotes included. */
  readonly rowBytes: number;
  /** Rows that do not fit the header and are kept as received; further ones are counted. */
  readonly raggedRows: number;
}

export const csvLimits: CsvLimits = { columns: 1_000, rowBytes: 1024 * 1024, raggedRows: 10_000 };
