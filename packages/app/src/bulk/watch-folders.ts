import { type FSWatcher, watch } from 'node:fs';

export interface WatchOptions {
  /** Milliseconds after which the folders are looked at again even when the system told of no change. */
  readonly rescan: number;
  /** Milliseconds to wait after a change, so that many changes make one pass. */
  readonly pause: number;
  /** True when watching should end; asked several times a second. */
  readonly ended: () => boolean;
}

/**
 * Yields at once, and then each time something below the folders may have changed. What the system tells is only a hint (network
 * folders tell nothing), so it also yields every `rescan` milliseconds.
 */
export async function* changesBelow(folders: readonly string[], options: WatchOptions): AsyncGenerator<void> {
  let changed = true;
  const watchers = folders.flatMap((folder) => hintsOf(folder, () => (changed = true)));
  try {
    let last = Number.NEGATIVE_INFINITY;
    while (!options.ended()) {
      if (changed || Date.now() - last >= options.rescan) {
        if (last > 0) await sleep(options.pause);
        changed = false;
        last = Date.now();
        yield;
      } else await sleep(Math.min(250, options.rescan));
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}

function hintsOf(folder: string, told: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { recursive: true }, told);
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
