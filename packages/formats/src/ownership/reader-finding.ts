import type { Finding } from '@underpin/model';

/** A finding of a reader of ownership or rates, at a line of a file. */
export function readerFinding(
  file: string,
  line: number | undefined,
  said: Omit<Finding, 'location' | 'source'> & { readonly source?: string; readonly column?: string },
): Finding {
  const { column, source = 'Underpin: reading ownership data', ...rest } = said;
  return {
    ...rest,
    location: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    source,
  };
}
