import { defineConfig } from 'vitest/config';

/** Tests that share a process unless they start programs of their own; real files and databases, never the network. */
export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    passWithNoTests: false,
    maxWorkers: 2,
    // Nobody's own keychain is touched; the tests of a real one bring theirs.
    env: { AIWM_KEYCHAIN: 'off' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{domain,adapters,contracts,renderer,desktop}/**/*.test.{ts,tsx}'],
          isolate: false,
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
