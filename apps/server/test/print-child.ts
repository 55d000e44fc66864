import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type CaseContent, caseReport, printReport } from '@underpin/app';

// Prints the report of a case in a process of its own, from its content alone, and tells the hash of each form.
const content = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as CaseContent;
const report = caseReport(content, { analysis: null, version: '0.0.0', draft: false });
const printed = await printReport({ report, formats: ['html', 'pdf', 'docx'], template: null });
if (!printed.ok) throw new Error(printed.reason);
const hashes = Object.entries(printed.value.files).map(([format, bytes]) => [
  format,
  createHash('sha256').update(bytes).digest('hex'),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(hashes)));
