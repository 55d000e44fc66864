import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly process: ChildProcess;
  /** The next line that the child says; null when it has ended. */
  readonly nextLine: () => Promise<string | null>;
  /** Ends it as a power switch would, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** Runs a program of this folder in a process of its own. */
export function startChild(program: string, ...parameters: readonly string[]): Child {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  return {
    process: child,
    nextLine: async () => {
      const { value, done } = await lines.next();
      return done === true ? null : value;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
