import { readCsv, readDoraPackage } from '@underpin/formats/browser';
import type { Finding } from '@underpin/model';
import { checkPackage, readNationalRules } from '../src/index.ts';

/** What a page does with a file that a person drops on it: read, check, tell. Nothing leaves the page. */
export async function check(name: string, bytes: Uint8Array, rules: string, today: string): Promise<Finding[]> {
  const pkg = await readDoraPackage({ name, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
  const { table } = readCsv(new TextEncoder().encode(rules), 'rules', 'rules.csv');
  const ruleSets = table === null ? [] : [readNationalRules(table).set];
  return [
    ...checkPackage(pkg, { today, ruleSets, deactivatedRules: true }),
    { rule: 'hash', severity: 'advisory', location: { file: pkg.name }, message: pkg.sha256, source: 'this test' },
  ];
}
