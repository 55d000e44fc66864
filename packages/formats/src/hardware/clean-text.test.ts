import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

test('cleanText() trims, joins blanks and keeps what was received', () => {
  expect(cleanText('P65324-001               ')).toEqual({
    kind: 'value',
    value: 'P65324-001',
    received: 'P65324-001               ',
  });
  expect(cleanText(' ProLiant \t DL380 ')).toMatchObject({ value: 'ProLiant DL380' });
});

test.each([
  'Not Specified',
  'To Be Filled By O.E.M.',
  'TO BE FILLED BY O.E.M.',
  'Default string',
  '   ',
  'N/A',
  '<BAD INDEX>',
])('cleanText() takes %j as a placeholder', (text) =>
  expect(cleanText(text)).toEqual({ kind: 'placeholder', received: text }),
);

test.each(['00000000', '0x00000000', 'FFFFFFFF', '0123456789', '00-00-00'])(
  'cleanText() takes %j as a placeholder only for a serial number',
  (text) => {
    expect(cleanText(text, true).kind).toBe('placeholder');
    expect(cleanText(text).kind).toBe('value');
  },
);

test('cleanText() leaves real values alone and tells an absent one', () => {
  expect(cleanText('2M2D2J00L4', true).kind).toBe('value');
  expect(cleanText('None Such Systems').kind).toBe('value');
  expect(cleanText('')).toEqual({ kind: 'absent' });
});
