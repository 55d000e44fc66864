import { expect, test } from 'vitest';
import { hardwareLimits } from './hardware-entry.ts';
import { lsvpdReader } from './lsvpd.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (text: string) => lsvpdReader.read([new OpenedEntry({ path: 'a', content: text }, hardwareLimits)]);

const text = `*FC ????????
*DS Platform VPD
*TM IBM,8204-E8A
*SE FIC7291
*FC ????????
*DS Memory DIMM
*FN 78P4192
*SN YH10MS5CK0D7
*CC 31E0
*YL U78A0.001.FIC7291-P1-C2
*FC ????????
*DS System Firmware
*MI EA350_038 EA340_039 EA350_038
*YL U8204.E8A.FIC7291-Y1
`;

test('the machine, its booted firmware, and parts with their numbers', () => {
  const { assets, findings } = read(text);
  expect(findings).toEqual([]);
  expect(assets).toMatchObject([
    {
      id: '8204-E8A*FIC7291',
      maker: 'IBM',
      machineType: '8204-E8A',
      serial: 'FIC7291',
      firmware: { name: 'EA350', package: 'EA350_038' },
      origin: { line: 1 },
    },
    {
      kind: 'component',
      hostId: '8204-E8A*FIC7291',
      name: 'Memory DIMM',
      partNumber: '78P4192',
      serial: 'YH10MS5CK0D7',
      position: 'U78A0.001.FIC7291-P1-C2',
      received: { FN: '78P4192', CC: '31E0' },
      origin: { line: 5 },
    },
  ]);
});

test('the booted level is the third, and without it nothing is said', () => {
  expect(read(text.replace('EA340_039 EA350_038', 'EA340_039 EA340_039')).assets[0]?.firmware).toEqual({
    name: 'EA340',
    package: 'EA340_039',
  });
  const { assets, findings } = read(text.replace('*MI EA350_038 EA340_039 EA350_038', '*MI EA350_038'));
  expect(assets[0]?.firmware).toBeUndefined();
  expect(findings).toMatchObject([{ rule: 'hardware.incomplete', value: 'EA350_038', location: { line: 11 } }]);
});
