import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, root } from './cli.ts';

const pages = ['first-steps.md'];

interface Block {
  readonly command: string;
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** The `console` blocks of a page: a command after `$ underpin`, then lines that its output must hold. */
function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, 'docs/guide', page), 'utf8');
  return [...text.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block = '']) => {
    const [first = '', ...lines] = block.trimEnd().split('\n');
    const command = first.replace(/^\$ underpin /, '');
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    return { command, words, lines: lines.filter((line) => line !== '…' && line !== '') };
  });
}

const squeezed = (text: string): string => text.replaceAll(/[ \t]+/g, ' ').trim();

let out = '';
const before = process.cwd();
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'underpin-guide-'));
  process.chdir(root);
});
afterAll(async () => {
  process.chdir(before);
  await rm(out, { recursive: true });
});

describe.each(pages)('docs/guide/%s', (page) => {
  test.each(blocksOf(page))('underpin $command', async ({ words, lines }) => {
    const elsewhere = words.map((word) => (word.startsWith('out/') ? join(out, word) : word));
    const answer = await cli(elsewhere);
    expect(answer.exitCode, answer.error).toBe(0);
    const told = squeezed(answer.out);
    for (const line of lines) expect(told).toContain(squeezed(line));
  });
});
