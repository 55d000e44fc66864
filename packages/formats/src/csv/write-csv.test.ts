import { TableBuilder } from '@underpin/model';
import { expect, test } from 'vitest';
import { writeCsv, writeTableCsv } from './write-csv.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test('cells are quoted only where they must be, lines end with CRLF', () => {
  expect(
    text(
      writeCsv(
        ['a', 'b,c'],
        [
          ['x', undefined],
          ['"', 'line\nbreak'],
        ],
      ),
    ),
  ).toBe('a,"b,c"\r\nx,\r\n"""","line\nbreak"\r\n');
});

test('a lone empty cell is no blank line', () => {
  expect(text(writeCsv(['a'], [[''], ['x']]))).toBe('a\r\n""\r\nx\r\n');
});

test('a row of another width than the header is a mistake', () => {
  expect(() => writeCsv(['a', 'b'], [['x']])).toThrow(RangeError);
});

test('a table is written in the order asked for; columns it lacks are empty', () => {
  const table = new TableBuilder('T', 't.csv', ['a', 'b']);
  table.add(['1', '2']);
  table.add(['', '4']);
  expect(text(writeTableCsv(table.build(), ['b', 'z', 'a']))).toBe('b,z,a\r\n2,,1\r\n4,,\r\n');
});
