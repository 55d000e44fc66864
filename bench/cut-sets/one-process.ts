import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { minimalCutSets } from '@underpin/cut-sets';
import { readOpenPsa } from '@underpin/formats/open-psa';

/** Reads and solves the files named on the command line, and prints one JSON line for each; times in milliseconds. */
const [repeats = '1', ...files] = process.argv.slice(2);

for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const analysis: number[] = [];
  let line: object = {};
  for (let turn = 0; turn < Number(repeats); turn++) {
    const started = performance.now();
    const { tree, findings } = readOpenPsa(text, { file: basename(path) });
    const parsed = performance.now();
    if (tree === null) throw new Error(`Cannot read "${path}": ${findings[0]?.message}`);
    const result = minimalCutSets(tree);
    analysis.push(performance.now() - parsed);
    line = {
      file: basename(path),
      parse: parsed - started,
      first: analysis[0],
      best: Math.min(...analysis),
      ...(result.ok
        ? {
            total: String(result.value.total),
            byOrder: result.value.byOrder.map(String),
            probability: result.value.probability,
          }
        : { refused: result.reason }),
    };
  }
  console.log(JSON.stringify(line));
}
