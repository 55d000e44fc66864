import { at, parsedJson, textAt } from '../ownership/json-values.ts';
import type { Json } from '../ownership/json-values.ts';

export interface BodsStatement {
  readonly line: number;
  readonly recordId: string;
  readonly recordType: string;
  readonly recordStatus: string;
  readonly date: string;
  readonly details: Json;
}

interface Wrong {
  readonly line: number;
  readonly why: string;
}

/** Statements of a BODS file, a JSON array or one statement per line, with the line at which each begins (at its id). */
export function bodsStatements(text: string): { readonly statements: BodsStatement[]; readonly wrong: Wrong[] } {
  const statements: BodsStatement[] = [];
  const wrong: Wrong[] = [];
  if (text.trimStart().startsWith('[')) {
    const parsed = parsedJson(text);
    if ('wrong' in parsed) wrong.push({ line: 1, why: parsed.wrong });
    else {
      const lineOf = lineFinder(text);
      for (const value of parsed.value as readonly Json[]) add(value, lineOf(textAt(value, 'statementId')));
    }
  } else {
    text.split('\n').forEach((row, place) => {
      if (row.trim() === '') return;
      const parsed = parsedJson(row);
      if ('wrong' in parsed) wrong.push({ line: place + 1, why: parsed.wrong });
      else add(parsed.value, place + 1);
    });
  }
  return { statements, wrong };

  function add(value: Json, line: number): void {
    const recordId = textAt(value, 'recordId');
    const recordType = textAt(value, 'recordType');
    const missing = recordId === '' ? 'recordId' : recordType === '' ? 'recordType' : null;
    if (missing !== null) {
      wrong.push({ line, why: `the statement has no "${missing}", as BODS 0.4 needs` });
      return;
    }
    const date = textAt(value, 'statementDate') || textAt(value, 'publicationDetails', 'publicationDate');
    const recordStatus = textAt(value, 'recordStatus');
    statements.push({ line, recordId, recordType, recordStatus, date, details: at(value, 'recordDetails') });
  }
}

/** Lines of texts that follow one another in the file, in one pass. */
function lineFinder(text: string): (id: string) => number {
  let from = 0;
  let line = 1;
  return (id) => {
    const found = id === '' ? -1 : text.indexOf(JSON.stringify(id), from);
    if (found === -1) return line;
    for (let place = text.indexOf('\n', from); place !== -1 && place < found; place = text.indexOf('\n', place + 1)) {
      line += 1;
    }
    from = found;
    return line;
  };
}
