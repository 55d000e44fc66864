import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHardware, sizingWindow } from '@underpin/formats';
import { type CandidateMachine, currentFromAsset, equivalent } from '@underpin/programme';
import { expect, test } from 'vitest';

const folder = join(process.env['UNDERPIN_SHARED_DATA'] ?? '../shared/data', 'hmc');
const missing = !existsSync(folder);

const candidate: CandidateMachine = {
  id: 'c',
  name: 'Candidate',
  brand: null,
  coresPerServer: 32,
  memoryGbPerServer: 1024,
  storageTbPerServer: null,
  capacity: [{ unit: 'SAPS', per: 'core', value: 2500, source: 'made up for this test' }],
};
const incumbent = [{ unit: 'SAPS', per: 'core' as const, value: 2000, source: 'made up for this test' }];

test.skipIf(missing)(
  `recorded metrics of a management console size a machine, and say that the window is too short${missing ? ' (passed over: no ../shared/data)' : ''}`,
  () => {
    const observed = readHardware(
      readdirSync(folder)
        .toSorted()
        .map((name) => ({ path: name, content: new Uint8Array(readFileSync(join(folder, name))) })),
    );
    const measured = observed.assets.filter(({ kind, utilisation }) => kind === 'server' && utilisation !== undefined);
    expect(measured).toHaveLength(1);
    const [asset] = measured;
    if (asset?.utilisation === undefined) throw new Error('nothing measured');
    const current = currentFromAsset(asset, null, incumbent, sizingWindow(asset.utilisation));
    // 1.85 of 20 processor units at the peak, over 15 minutes.
    expect(current.cores).toEqual({ atLeast: 20, atMost: 20 });
    expect(current.peakUtilisation?.atMost).toBeCloseTo(1.85 / 20, 3);
    expect(current.observation).toMatchObject({ kind: 'measured', window: { enough: false } });
    const sized = equivalent(current, candidate, { spareServers: 1, sites: 1 });
    expect(sized.standing).toBe('provisional');
    expect(sized.because.join(' ')).toContain('expected at least 30 days');
    // c2 = c1 u1 p1 / (u2 p2), with u2 from 0.65 to 0.9.
    const used = (20 * (current.peakUtilisation?.atMost ?? 0) * 2000) / 2500;
    expect(sized.cores?.atLeast).toBeCloseTo(used / 0.9, 6);
    expect(sized.cores?.atMost).toBeCloseTo(used / 0.65, 6);
    expect(sized.conversions[0]?.before.rows[0]?.source).toBe('made up for this test');
    // Without a row that both have there is no number.
    const other = equivalent({ ...current, capacity: [] }, candidate, { spareServers: 1, sites: 1 });
    expect(other).toMatchObject({ standing: 'needs a benchmark', cores: null, servers: null });
  },
);
