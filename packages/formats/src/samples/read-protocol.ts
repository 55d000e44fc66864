import { trialProtocolSchema } from '@underpin/model';
import type { TrialProtocol } from '@underpin/model';
import { readYamlAs } from '../yaml/read-yaml-as.ts';
import type { YamlReading } from '../yaml/read-yaml-as.ts';

/**
 * Reads the protocol of a trial (YAML or JSON). `value` is null when the file has not the form of a protocol; its sense is
 * checked by the trial engine, whose findings get their lines by `located`.
 *
 * @example const { value, findings, located } = readProtocol(text, 'protocol.yaml');
 */
export function readProtocol(text: string, file = 'protocol.yaml'): YamlReading<TrialProtocol> {
  return readYamlAs(text, file, 'protocol', trialProtocolSchema);
}
