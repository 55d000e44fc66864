import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSources, type SubmissionSource, writeCsv } from '@underpin/formats';
import { type Finding, silent } from '@underpin/model';
import { type CheckReport, renderCheckReport } from '@underpin/report/check-report';
import type { CheckReferences } from '../use-cases/check-references.ts';
import { checkSubmissions } from '../use-cases/check-submissions.ts';
import type { BulkAnswer, BulkSettings, BulkTask, RuleCount } from './bulk-protocol.ts';

/** Checks one package and writes its report as HTML, CSV and JSON; each file is whole or absent. */
export async function checkOne(
  task: BulkTask,
  settings: BulkSettings,
  references: CheckReferences,
): Promise<BulkAnswer> {
  const { id, path } = task;
  const opened = await openSources([path]);
  if (!opened.ok) return { id, kind: 'failed', problem: opened.reason };
  const [source] = opened.value.sources;
  if (source === undefined) return { id, kind: 'failed', problem: `There is no package at "${path}"` };
  if (task.known !== null && (await hashOf(source)) === task.known) return { id, kind: 'unchanged' };
  for await (const checked of checkSubmissions([source], {
    today: task.today,
    limit: settings.limit,
    references,
    progress: silent,
  })) {
    const report: CheckReport = { ...checked, version: settings.version };
    const folder = join('reports', reportFolder(path));
    await writeReport(join(settings.out, folder), report);
    const { name, sha256, rejected, entity, referenceDate, rows, counts } = checked;
    return {
      id,
      kind: 'checked',
      result: {
        name,
        path,
        sha256,
        rejected,
        entity,
        referenceDate,
        rows,
        counts,
        rules: ruleCounts(checked.findings),
        report: folder.replaceAll('\\', '/'),
      },
    };
  }
  return { id, kind: 'failed', problem: `"${path}" was not checked` };
}

/** A folder name of the package's own name and its path, so that two packages of one name do not meet. */
export function reportFolder(path: string): string {
  const name = path.replace(/^.*[\\/]/, '').replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `${name.slice(0, 100)}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

async function writeReport(folder: string, report: CheckReport): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = {
    'report.json': JSON.stringify(report),
    'report.csv': findingsCsv(report.findings),
    'report.html': renderCheckReport(report),
  };
  await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const target = join(folder, name);
      await writeFile(`${target}.part`, content);
      await rename(`${target}.part`, target);
    }),
  );
}

function findingsCsv(findings: readonly Finding[]): Uint8Array {
  return writeCsv(
    ['rule', 'severity', 'file', 'line', 'column', 'key', 'value', 'expected', 'message', 'source'],
    findings.map(({ rule, severity, location, key, value, expected, message, source }) =>
      [
        rule,
        severity,
        location.file,
        location.line === undefined ? '' : String(location.line),
        location.column ?? '',
        key ?? '',
        value ?? '',
        expected ?? '',
        message,
        source,
      ].map(unrunnable),
    ),
  );
}

/** A spreadsheet would run such a text as a formula. */
export function unrunnable(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

function ruleCounts(findings: readonly Finding[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { rule, severity, message } of findings) {
    const key = `${rule} ${severity}`;
    const known = counts.get(key);
    counts.set(key, { rule, severity, findings: (known?.findings ?? 0) + 1, example: known?.example ?? message });
  }
  return [...counts.values()];
}

async function hashOf({ content }: SubmissionSource): Promise<string | null> {
  if (content.kind !== 'file') return null;
  return createHash('sha256')
    .update(new Uint8Array(await content.blob.arrayBuffer()))
    .digest('hex');
}
