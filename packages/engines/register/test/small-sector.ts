import { TableBuilder } from '@underpin/model';
import type { Submission } from '@underpin/model';
import type { AssemblyInput, AssemblyPart } from '../src/index.ts';

/** Rows of one small submission by table code, each row by column. */
export interface SmallSubmission {
  readonly entity: string;
  readonly date?: string;
  readonly format?: 'dora' | 'inventory';
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

export function assemblyInput(submissions: readonly SmallSubmission[], ids: readonly string[] = []): AssemblyInput {
  const tables = new Map<string, AssemblyPart[]>();
  submissions.forEach((submission, index) => {
    for (const [code, rows] of Object.entries(submission.tables)) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const builder = new TableBuilder(code, `reports/${code.toLowerCase()}.csv`, columns);
      for (const row of rows) builder.addRow(row);
      const part = { table: builder.build(), submission: new Int32Array(rows.length).fill(index) };
      tables.set(code, [...(tables.get(code) ?? []), part]);
    }
  });
  return {
    asOf: '2024-12-31',
    tables,
    submissions: submissions.map((submission, index): Submission => ({
      id: ids[index] ?? String(index).padStart(64, '0'),
      name: `${submission.entity}-${submission.format ?? 'dora'}.zip`,
      bytes: 1,
      format: submission.format ?? 'dora',
      profile: 'dora-4.0',
      entity: submission.entity,
      referenceDate: submission.date ?? '2024-12-31',
      receivedAt: '2025-01-31T00:00:00Z',
      supersedes: null,
      supersededBy: null,
      rejected: false,
      findings: {},
    })),
  };
}

const lei = 'eba_qCO:qx2000';

/** A register of `users`, maintained by `entity`, with one arrangement and one provider. */
export function register(
  entity: string,
  users: readonly string[] = [entity],
  more: {
    readonly date?: string;
    readonly provider?: string;
    readonly parent?: string;
    readonly name?: string;
    readonly type?: string;
  } = {},
): SmallSubmission {
  const provider = more.provider ?? 'PROV';
  const type = more.type ?? lei;
  const parent = more.parent ?? provider;
  const providers = [...new Set([provider, parent])];
  return {
    entity,
    ...(more.date === undefined ? {} : { date: more.date }),
    tables: {
      'B_01.01': [{ c0010: entity, c0020: `Bank ${entity}`, c0030: 'eba_GA:FR', c0040: 'eba_CT:x12' }],
      'B_01.02': users.map((user) => ({
        c0010: user,
        c0020: `Bank ${user}`,
        c0030: 'eba_GA:FR',
        c0040: 'eba_CT:x12',
        c0060: entity,
        c0100: 'eba_CU:EUR',
        c0110: '1000000.5',
      })),
      'B_02.01': users.map((user) => ({ c0010: `A-${user}`, c0020: 'eba_CO:x1', c0040: 'eba_CU:EUR', c0050: '1200' })),
      'B_02.02': users.map((user) => ({
        c0010: `A-${user}`,
        c0020: user,
        c0030: provider,
        c0040: type,
        c0050: 'F1',
        c0060: 'eba_TA:S12',
        c0070: '2020-01-01',
        c0080: '9999-12-31',
        c0100: '90',
        c0130: 'eba_GA:DE',
        c0150: 'eba_GA:qx2007',
        c0160: 'eba_GA:IE',
        c0180: 'eba_ZZ:x796',
      })),
      'B_05.01': providers.map((code) => ({
        c0010: code,
        c0020: type,
        c0050: more.name ?? `Provider ${code}`,
        c0080: 'eba_GA:US',
        c0110: parent,
        c0120: type,
      })),
      'B_05.02': users.map((user) => ({
        c0010: `A-${user}`,
        c0020: 'eba_TA:S12',
        c0030: provider,
        c0040: type,
        c0050: '1',
        c0060: provider,
        c0070: type,
      })),
      'B_06.01': users.map((user) => ({
        c0010: 'F1',
        c0020: 'eba_TA:x28',
        c0030: 'Payments',
        c0040: user,
        c0050: 'eba_BT:x28',
        c0080: '4',
        c0090: '1',
        c0100: 'eba_ZZ:x793',
      })),
      'B_07.01': users.map((user) => ({
        c0010: `A-${user}`,
        c0020: provider,
        c0030: type,
        c0040: 'eba_TA:S12',
        c0050: 'eba_ZZ:x959',
      })),
    },
  };
}

export function inventory(entity: string, tables: SmallSubmission['tables']): SmallSubmission {
  return {
    entity,
    format: 'inventory',
    tables: { inventory: [{ institution_lei: entity, name: `Bank ${entity}` }], ...tables },
  };
}
