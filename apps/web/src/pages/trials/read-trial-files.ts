import type { Workload } from '@underpin/contract';
import type { Finding, TrialProtocol } from '@underpin/model';

export interface ProtocolFile {
  readonly protocol: TrialProtocol | null;
  readonly findings: readonly Finding[];
}

/** Reads a protocol (YAML or JSON) on this computer; findings name its lines. */
export async function readProtocolFile(file: File): Promise<ProtocolFile> {
  const { readProtocol } = await import('@underpin/formats/browser');
  const { value, findings } = readProtocol(await file.text(), file.name);
  return { protocol: value, findings };
}

/** Reads a list of workloads (YAML or JSON) on this computer. */
export async function readWorkloadFile(
  file: File,
): Promise<{ readonly workloads: Workload[] | null; readonly findings: readonly Finding[] }> {
  const { readWorkloads } = await import('@underpin/formats/browser');
  const { workloads, findings } = readWorkloads(await file.text(), file.name);
  const plain = workloads?.map(({ features, mix, ...rest }) => ({
    ...rest,
    features: Object.fromEntries(features),
    mix: mix === null ? null : Object.fromEntries(mix),
  }));
  return { workloads: plain ?? null, findings };
}
