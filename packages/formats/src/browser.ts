/**
 * The readers that a browser needs to check a register, an inventory or a sealed bundle without sending it anywhere: no module of Node is
 * imported.
 *
 * @example import { readDoraPackage } from '@underpin/formats/browser'; const pkg = await readDoraPackage({ name, blob: file })
 */
export { readBundle, type ReadBundleOptions } from './bundle/read-bundle.ts';
export { readCsv } from './csv/read-csv.ts';
export { doraProfiles } from './dora/dora-profiles.ts';
export { readDoraPackage } from './dora/read-dora-package.ts';
export type { DoraSource, ReadDoraOptions } from './dora/read-dora-package.ts';
export { readGleifIdentity } from './gleif/read-gleif-identity.ts';
export { readSubmission } from './source/read-submission.ts';
export type { ReadSubmission } from './source/read-submission.ts';
export type { GleifFile } from './gleif/read-gleif-identity.ts';
export { readProtocol } from './samples/read-protocol.ts';
export { readWorkloads } from './samples/read-workloads.ts';
