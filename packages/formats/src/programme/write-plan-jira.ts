import type { ProgrammePlan } from '@underpin/model';
import { writeCsv } from '../csv/write-csv.ts';

const header = [
  'Issue ID',
  'Parent ID',
  'Issue Type',
  'Summary',
  'Description',
  'Status',
  'Priority',
  'Start Date',
  'Due Date',
  'Component',
  'Labels',
  'Labels',
  'External ID',
];

const statuses: Readonly<Record<string, string>> = {
  'in use': 'To Do',
  installing: 'In Progress',
  failed: 'To Do',
  replaced: 'Done',
  removed: 'Done',
  disposed: 'Done',
};

/** A plan as CSV for Jira's importer: an epic a wave, a task a replacement below it; dates as yyyy-MM-dd; labels without spaces. */
export function writePlanJira(plan: ProgrammePlan): Uint8Array<ArrayBuffer> {
  const waves = [...new Set(plan.replacements.map(({ wave }) => wave))];
  const heaviest = Math.max(1, ...plan.replacements.map(({ weight }) => weight));
  const label = (text: string): string => text.trim().replaceAll(/\s+/g, '-');
  const epics = waves.map((wave, at) => {
    const mine = plan.replacements.filter((one) => one.wave === wave);
    const gate = plan.gates.find((one) => one.wave === wave);
    const start = mine.map((one) => one.start).toSorted()[0] ?? '';
    const end =
      mine
        .map((one) => one.end)
        .toSorted()
        .at(-1) ?? '';
    const description =
      gate === undefined
        ? ''
        : [...gate.because, ...(gate.rollback === null ? [] : [`Rollback: ${gate.rollback}`])].join('\n');
    return [
      String(at + 1),
      '',
      'Epic',
      gate?.name ?? wave,
      description,
      '',
      '',
      start,
      end,
      '',
      label(plan.id),
      '',
      `${plan.id}/${wave}`,
    ];
  });
  const tasks = plan.replacements.map((one, at) => [
    String(epics.length + at + 1),
    String(waves.indexOf(one.wave) + 1),
    'Task',
    one.name,
    `${one.servers} x ${one.candidate}, ${one.pace}; ${one.cost} ${plan.currency}; ${one.criticalFunctions} critical functions`,
    statuses[one.state ?? 'in use'] ?? 'To Do',
    one.weight >= heaviest * 0.66 ? 'High' : one.weight >= heaviest * 0.33 ? 'Medium' : 'Low',
    one.start,
    one.end,
    one.institution,
    label(plan.id),
    label(one.candidate),
    `${plan.id}/${one.id}`,
  ]);
  return writeCsv(header, [...epics, ...tasks]);
}
