import type { ProfileColumn, RegisterProfile } from '@underpin/model';
import {
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { columnHint, columnLetters, listName, listsSheet } from './drop-downs.ts';

/** One sheet of the workbook, as far as the markup needs to know it. `blankRow` is a row of empty cells in the format of their column. */
export interface SheetLayout {
  readonly columns: readonly ProfileColumn[];
  readonly firstRow: number;
  readonly blankRow: number;
}

// Children of a worksheet in the order of ECMA-376 part 1, 18.3.1.99.
const worksheetOrder = [
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios',
  'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations',
  'hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches',
  'ignoredErrors smartTags drawing',
]
  .join(' ')
  .split(' ');
const lastRow = 1_048_576;

/**
 * What the library does not write itself: drop-downs and hints (`dataValidations`), the names of the closed lists
 * (`definedNames`), the hidden sheet, and columns that keep what is typed as text.
 */
export function validationFeature(
  profile: RegisterProfile,
  layouts: ReadonlyMap<string, SheetLayout>,
  names: readonly { readonly name: string; readonly refers: string }[],
) {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string, options: { readonly sheet?: string }) => {
            const layout = layouts.get(options.sheet ?? '');
            return layout === undefined ? xml : withTextColumns(withValidations(xml, layout, profile), layout);
          },
        },
        'xl/workbook.xml': {
          transform: (xml: string) =>
            withNames(xml, names).replace(new RegExp(`<sheet (?=[^>]*name="${listsSheet}")`), '<sheet state="hidden" '),
        },
      },
    },
  };
}

function withNames(xml: string, names: readonly { readonly name: string; readonly refers: string }[]): string {
  const markup = names
    .map(
      ({ name, refers }) =>
        `<definedName name="${sanitizeAttributeValue(name)}">${sanitizeTextContent(refers)}</definedName>`,
    )
    .join('');
  const element = `<definedNames>${markup}</definedNames>`;
  if (/<definedNames\s*\/>|<definedNames>\s*<\/definedNames>/.test(xml))
    return xml.replace(/<definedNames\s*\/>|<definedNames>\s*<\/definedNames>/, () => element);
  return xml.replace('</sheets>', () => `</sheets>${element}`);
}

function withValidations(xml: string, layout: SheetLayout, profile: RegisterProfile): string {
  const rules = layout.columns.map((column, at) => validation(column, columnLetters(at), layout.firstRow, profile));
  const element = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  return insertElementMarkupAccordingToOrderOfSiblings(xml, element, worksheetOrder, 'worksheet');
}

function validation(column: ProfileColumn, letters: string, firstRow: number, profile: RegisterProfile): string {
  const kind = {
    text: null,
    date: null,
    list: { type: 'list', formula: listName(column.list ?? '') },
    true: { type: 'list', formula: '"true"' },
    integer: { type: 'whole', formula: '-1000000000' },
    decimal: { type: 'decimal', formula: '-1000000000000000' },
  }[column.type];
  const attributes = {
    ...(kind === null ? {} : { type: kind.type, errorStyle: 'warning' }),
    ...(kind?.type === 'whole' || kind?.type === 'decimal' ? { operator: 'greaterThanOrEqual' } : {}),
    allowBlank: '1',
    showInputMessage: '1',
    ...(kind === null
      ? {}
      : {
          showErrorMessage: '1',
          errorTitle: 'Not expected here',
          error: 'Keep it only if it is a code of the list, or correct it.',
        }),
    promptTitle: column.code.slice(0, 32),
    prompt: `${column.label}. ${columnHint(column, profile)}`.slice(0, 255),
    sqref: `${letters}${firstRow}:${letters}${lastRow}`,
  };
  if (kind === null) return getSelfClosingTagMarkup('dataValidation', attributes);
  return `${getSelfClosingTagMarkup('dataValidation', attributes).replace(/\s*\/>$/, '>')}<formula1>${sanitizeTextContent(kind.formula)}</formula1></dataValidation>`;
}

// Typed into a column in text format, "007" and "2024-12-31" stay as they are.
function withTextColumns(xml: string, layout: SheetLayout): string {
  return layout.columns.reduce((text, _column, at) => {
    const style = new RegExp(`<c r="${columnLetters(at)}${layout.blankRow}" s="(\\d+)"`).exec(text)?.[1];
    if (style === undefined) return text;
    return text.replace(new RegExp(`<col min="${at + 1}" max="${at + 1}"`), (start) => `${start} style="${style}"`);
  }, xml);
}
