// A door of its own: whoever only verifies a bundle loads neither engines nor reports.
export { readPublicKey } from './crypto/signing-key.ts';
export { checkBundle } from './use-cases/check-bundle.ts';
export type { Broken, BundleProof } from '@underpin/ledger';
