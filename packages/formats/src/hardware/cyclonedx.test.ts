import { expect, test } from 'vitest';
import { cyclonedxReader } from './cyclonedx.ts';
import { hardwareLimits } from './hardware-entry.ts';
import { OpenedEntry } from './opened-entry.ts';

const read = (bom: object) =>
  cyclonedxReader.read([
    new OpenedEntry(
      {
        path: 'a',
        content: JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: 'urn:x', ...bom }),
      },
      hardwareLimits,
    ),
  ]);

test('nested components belong to the one they stand in', () => {
  const { assets, findings } = read({
    components: [
      {
        type: 'device',
        'bom-ref': 'board',
        name: 'Board 1',
        manufacturer: { name: 'Fictional' },
        properties: [{ name: 'cdx:device:sku', value: 'B-1' }],
        components: [
          { type: 'firmware', 'bom-ref': 'fw', name: 'BMC', version: '2.1' },
          { type: 'library', name: 'zlib' },
        ],
      },
    ],
  });
  expect(assets).toMatchObject([
    { id: 'urn:x#board', kind: 'component', maker: 'Fictional', model: 'Board 1', partNumber: 'B-1' },
    { id: 'urn:x#fw', kind: 'firmware', hostId: 'urn:x#board', firmware: { name: 'BMC', level: '2.1' } },
  ]);
  expect(findings).toMatchObject([{ rule: 'hardware.set-aside', value: 'library' }]);
});

test('a version that is not known is read and told, XML is refused with what to do', () => {
  expect(read({ specVersion: '9.0', components: [{ type: 'device', name: 'b' }] })).toMatchObject({
    assets: [{ name: 'b' }],
    findings: [{ rule: 'hardware.cyclonedx.version', value: '9.0' }],
  });
  const xml = new OpenedEntry(
    { path: 'a', content: '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>' },
    hardwareLimits,
  );
  expect(cyclonedxReader.recognises(xml)).toBeGreaterThan(0);
  expect(cyclonedxReader.read([xml])).toMatchObject({
    assets: [],
    findings: [{ message: expect.stringContaining('convert') }],
  });
});
