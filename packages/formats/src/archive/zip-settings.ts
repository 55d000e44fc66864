import { configure } from '@zip.js/zip.js';

// A packed chunk unpacks to at most a thousand times its size before a limit can stop it, so chunks are small: 64 MiB.
configure({ useWebWorkers: false, chunkSize: 64 * 1024 });

/**
 * In Node half the processor time of the run time's own streams, which cross threads for every chunk. A page uses the
 * browser's streams: its policy loads no code from elsewhere, and so none of the library's own.
 */
export const readerSettings = { useCompressionStream: typeof globalThis.process === 'undefined' } as const;
