import { expect, test } from 'vitest';
import { hardwareLimits } from './hardware-entry.ts';
import { lsconfReader } from './lsconf.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (text: string) => lsconfReader.read([new OpenedEntry({ path: 'a', content: text }, hardwareLimits)]);

test('in a partition, processors and memory are the partition’s and never the machine’s', () => {
  const { assets, findings } = read(`System Model: IBM,9080-M9S
Machine Serial Number: FIC7291
Number Of Processors: 8
LPAR Info: 7 birch
Memory Size: 65536 MB
Platform Firmware level: VH950_099
Firmware Version: IBM,FW950.40 (VH950_099)
`);
  expect(findings).toEqual([]);
  expect(assets).toEqual([
    {
      id: '9080-M9S*FIC7291',
      kind: 'server',
      maker: 'IBM',
      machineType: '9080-M9S',
      serial: 'FIC7291',
      firmware: { name: 'VH950', level: 'FW950.40', package: 'VH950_099' },
      origin: { file: 'a', line: 1 },
    },
    {
      id: '9080-M9S*FIC7291/partition 7',
      kind: 'partition',
      hostId: '9080-M9S*FIC7291',
      name: 'birch',
      virtualProcessors: 8,
      memoryMb: 65_536,
      origin: { file: 'a', line: 4 },
    },
  ]);
});

test('a machine that is not partitioned has them itself', () => {
  const { assets } = read(
    'System Model: IBM,7040-681\nMachine Serial Number: FIC1\nNumber Of Processors: 16\nLPAR Info: -1 NULL\nMemory Size: 32768 MB\n',
  );
  expect(assets).toMatchObject([{ kind: 'server', coresInstalled: 16, memoryMb: 32_768 }]);
});

test('another language is told, not guessed', () => {
  const { assets, findings } = read('Modèle de système: IBM,9080-M9S\nNuméro de série de la machine: FIC7291\n');
  expect(assets).toEqual([]);
  expect(findings).toMatchObject([{ rule: 'hardware.lsconf.language', message: expect.stringContaining('LANG=C') }]);
});

test('lines that are missing are told', () => {
  const { assets, findings } = read('System Model: IBM,9080-M9S\nMemory Size: 64 Go\n');
  expect(assets).toMatchObject([{ id: '9080-M9S*a', kind: 'server' }]);
  expect(findings.map(({ rule }) => rule)).toEqual([
    'hardware.incomplete',
    'hardware.not-a-quantity',
    'hardware.incomplete',
  ]);
});
