import type { Finding, WorkloadProfile } from '@underpin/model';
import { z } from 'zod';
import { readYamlAs } from '../yaml/read-yaml-as.ts';

const workloadSchema = z.strictObject({
  id: z.string().min(1),
  institution: z.string().min(1),
  kind: z.string().min(1).describe('Kind of work, such as "payments"'),
  features: z
    .record(z.string().min(1), z.strictObject({ value: z.number().min(0), unit: z.string().min(1) }))
    .default({}),
  mix: z.record(z.string().min(1), z.number().min(0).max(1)).nullable().default(null),
});

/** Reads a list of workloads (YAML or JSON) with their sizes and mixes; what is left out is unobserved. */
export function readWorkloads(
  text: string,
  file: string,
): { readonly workloads: readonly WorkloadProfile[] | null; readonly findings: readonly Finding[] } {
  const { value, findings } = readYamlAs(text, file, 'workloads', z.array(workloadSchema));
  if (value === null) return { workloads: null, findings };
  const profiles = value.map(({ features, mix, ...rest }) => ({
    ...rest,
    features: new Map(Object.entries(features)),
    mix: mix === null ? null : new Map(Object.entries(mix)),
  }));
  return { workloads: profiles, findings };
}
