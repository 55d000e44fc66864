import manifest from '../package.json' with { type: 'json' };

/** Version of this program; all packages share it. */
export const version = manifest.version;
