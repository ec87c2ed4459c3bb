import { defineConfig } from 'vitest/config';

/** Tests that share a process unless they start programs of their own; real files and databases, never the network. */
export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    passWithNoTests: false,
    maxWorkers: 2,
    // So long that only what never comes meets it: machines may stand still for seconds, and no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: ['test/support/property-seed.ts'],
    // Nobody's own keychain is touched; the tests of a real one bring theirs.
    env: { AIWM_KEYCHAIN: 'off' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{domain,adapters,contracts,renderer,desktop}/**/*.test.{ts,tsx}'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
});
