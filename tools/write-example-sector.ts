import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SampleFile, sampleInventories, sampleRegisters } from '@underpin/app';
import { earlierFiles, exampleOptions } from './example-options.ts';

const examples = join(dirname(fileURLToPath(import.meta.url)), '..', 'examples');

async function write(
  files: AsyncIterable<SampleFile> | Iterable<SampleFile>,
  part: string,
  folder = join(examples, 'sector'),
): Promise<void> {
  await rm(join(folder, part), { recursive: true, force: true });
  await mkdir(join(folder, part), { recursive: true });
  let [count, total] = [0, 0];
  for await (const { path, bytes } of files) {
    await writeFile(join(folder, path), bytes);
    count += 1;
    total += bytes.length;
  }
  console.log(`${part}: ${count} files, ${Math.round(total / 1024)} KB`);
}

await write(sampleRegisters(exampleOptions), 'registers');
await write(sampleInventories(exampleOptions), 'inventories');

const earlier = await earlierFiles();
for (const part of ['registers', 'inventories'])
  await write(
    earlier.filter(({ path }) => path.startsWith(part)),
    part,
    join(examples, 'sector-2023'),
  );
