import { createHash } from 'node:crypto';
import type { NewSubmission } from '@underpin/app';
import type { Finding } from '@underpin/model';
import { TableBuilder } from '@underpin/model';

export interface Sample {
  readonly entity: string;
  readonly text?: string;
  readonly referenceDate?: string;
  readonly format?: 'dora' | 'inventory';
  readonly rejected?: boolean;
  readonly tables?: number;
  readonly rows?: number;
  readonly findings?: readonly Finding[];
}

/** A submission whose tables tell which submission they belong to. */
export function sampleSubmission(sample: Sample): NewSubmission {
  const content = new TextEncoder().encode(`${sample.entity}/${sample.text ?? ''}`);
  const id = createHash('sha256').update(content).digest('hex');
  const tables = Array.from({ length: sample.tables ?? 2 }, (_, table) => {
    const builder = new TableBuilder(`T${table}`, `reports/t${table}.csv`, ['submission', 'row', 'note']);
    for (let row = 0; row < (sample.rows ?? 3); row += 1)
      builder.add([id, `${table}/${row}`, row % 2 === 0 ? '' : 'odd']);
    return builder.build();
  });
  return {
    submission: {
      id,
      name: `${sample.entity}.zip`,
      bytes: content.length,
      format: sample.format ?? 'dora',
      profile: 'dora-4.0',
      entity: sample.entity,
      referenceDate: sample.referenceDate ?? '2026-03-31',
      receivedAt: '2026-04-30T10:00:00.000Z',
      rejected: sample.rejected ?? false,
      findings: { error: sample.findings?.length ?? 0 },
    },
    content,
    tables,
    findings: sample.findings ?? [],
  };
}
