import { expect, test } from 'vitest';
import { cmdbCsvReader } from './cmdb-csv.ts';
import { hardwareLimits } from './hardware-entry.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (text: string) => cmdbCsvReader.read([new OpenedEntry({ path: 'a', content: text }, hardwareLimits)]);

test('finds columns by their synonyms and reports those it does not know', () => {
  const { assets, findings } = read(
    'Host Name;CI Class;Vendor;MTM;S/N;Serial No.;CPU Cores;RAM (GB);Data Center;OS;OS Version;Colour\n' +
      '"fir; first";cmdb_ci_aix_server;IBM;9009-22A;FIC7291;x;20;256;Hall 2;AIX;7.3;blue\n',
  );
  expect(assets).toEqual([
    {
      id: 'FIC7291',
      kind: 'server',
      role: 'cmdb_ci_aix_server',
      name: 'fir; first',
      maker: 'IBM',
      machineType: '9009-22A',
      partNumber: '9009-22A',
      serial: 'FIC7291',
      coresInstalled: 20,
      memoryMb: 262_144,
      site: 'Hall 2',
      os: 'AIX 7.3',
      origin: { file: 'a', line: 2 },
    },
  ]);
  expect(findings.map(({ rule, location }) => [rule, location.column])).toEqual([
    ['hardware.csv.column', 'Serial No.'],
    ['hardware.csv.column', 'Colour'],
  ]);
});

test('a size without a unit and a date that may be read two ways stay unobserved', () => {
  const { assets, findings } = read(
    'name,type,memory,install date\na,Server,64,03/04/2021\nb,Server,64 GB,2021-04-03\n',
  );
  expect(assets[0]?.memoryMb).toBeUndefined();
  expect(assets[0]?.commissionedOn).toBeUndefined();
  expect(assets[0]?.received).toEqual({ commissionedOn: '03/04/2021' });
  expect(assets[1]).toMatchObject({ memoryMb: 65_536, commissionedOn: '2021-04-03' });
  expect(findings.map(({ rule }) => rule).toSorted()).toEqual(['hardware.csv.date', 'hardware.csv.memory']);
});

test('numbers that cannot be are kept as received', () => {
  const { assets, findings } = read('name,category,quantity,cores,ram gb\na,Server,1.5,0,plenty\n');
  expect(assets).toMatchObject([{ received: { quantity: '1.5', coresInstalled: '0', memoryMb: 'plenty' } }]);
  expect(findings.map(({ rule }) => rule)).toEqual(Array.from({ length: 3 }, () => 'hardware.not-a-quantity'));
});

test('an unknown category is told and guessed at nowhere', () => {
  const { assets, findings } = read('name,category\na,Excavator\nb,Excavator\n');
  expect(assets.map(({ kind }) => kind)).toEqual(['other', 'other']);
  expect(findings).toMatchObject([
    { rule: 'hardware.csv.category', value: 'Excavator', message: expect.stringContaining('(2 times)') },
  ]);
});

test('rows of another width are read from the left and told; open quotes refuse the file', () => {
  const short = read('name,category,serial\na,Server\nb,Server,FIC1\n');
  expect(short.assets.map(({ id }) => id)).toEqual(['a', 'FIC1']);
  expect(short.findings).toMatchObject([{ rule: 'hardware.csv.row', location: { line: 2 } }]);
  const open = read('name,category,serial\n"a,Server,FIC1\n');
  expect(open.assets).toEqual([]);
  expect(open.findings).toMatchObject([{ rule: 'hardware.unreadable' }]);
});
