import { configure } from '@zip.js/zip.js';

// A packed chunk unpacks to at most a thousand times its size before a limit can stop it, so chunks are small: 64 MiB.
configure({ useWebWorkers: false, chunkSize: 64 * 1024 });

/** Half the processor time of the run time's own streams, which cross threads for every chunk. */
export const readerSettings = { useCompressionStream: false } as const;
