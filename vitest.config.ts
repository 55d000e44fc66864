import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// Each process of a test loads the same packages: what one compiled the others need not.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Starts databases, servers, browsers or threads. */
const whole = ['packages/store/**/*.test.ts', 'packages/app/src/workers/*.test.ts', 'apps/*/test/**/*.test.ts'];

/**
 * What keeps nothing between tests shares a process with the files before it: starting one each would cost more than the tests.
 * The rest has a process for each file.
 */
export const config = defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // By itself Vitest leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{packages,apps,tools}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...whole],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'whole', include: whole },
      },
    ],
  },
});

export { config as default };
