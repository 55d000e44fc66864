import { defineConfig } from 'vitest/config';

const pure = ['packages/{model,formats,contract,report}/**/*.test.ts', 'packages/engines/**/*.test.ts'];

/**
 * Pure packages keep nothing between tests, so their files share a process: starting one each would cost more than the tests.
 * What holds databases, servers and browsers has a process for each file.
 */
export const config = defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['packages/{app,store}/**/*.test.ts', 'apps/**/*.test.ts', 'tools/**/*.test.ts'],
        },
      },
    ],
  },
});

export { config as default };
