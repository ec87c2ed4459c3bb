import { defineConfig } from 'oxlint';
import { importLaw, restrictedImports } from './scripts/lint/import-law.ts';

/** Time, chance and the outside reach the domain through ports only. */
const domainGlobals = [
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'console', 'process', 'Buffer', 'crypto', 'performance',
  'window', 'document', 'localStorage', 'globalThis',
].map((name) => ({ name, message: 'the domain reaches time, chance and the outside through ports' }));

const domainProperties = [
  { object: 'Date', property: 'now', message: 'take the time from the clock port' },
  { object: 'Math', property: 'random', message: 'take chance from the random port' },
];

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'node'],
  options: { typeAware: true },
  env: { builtin: true },
  ignorePatterns: ['node_modules', 'dist', 'release', 'coverage', 'bench/node_modules', 'test-results', 'playwright-report'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    // What the house forbids.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-self-import': 'error',
    'import/no-default-export': 'error',
    'max-lines': ['error', { max: 400 }],
    'max-params': ['error', { max: 3 }],
    'no-warning-comments': ['error', { terms: ['simplified', 'fixme', 'hack', 'xxx'], location: 'anywhere' }],
    'no-empty': 'error',
    'no-eval': 'error',
    'no-new-func': 'error',
    'no-script-url': 'error',
    'typescript/no-implied-eval': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/return-await': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'promise/no-callback-in-promise': 'off',
    // What only makes noise here.
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    'jsx-a11y/control-has-associated-label': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'react/react-in-jsx-scope': 'off',
    'consistent-return': 'off',
    'no-control-regex': 'off',
    'no-underscore-dangle': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-misused-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-useless-spread': 'off',
    'unicorn/prefer-string-starts-ends-with': 'off',
  },
  overrides: [
    { files: ['src/**/*.ts'], rules: { 'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }] } },
    { files: ['src/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] } },
    {
      files: ['src/core/domain/**'],
      rules: { 'no-restricted-globals': ['error', ...domainGlobals], 'no-restricted-properties': ['error', ...domainProperties] },
    },
    ...importLaw.map((room) => ({
      files: [`src/${room.folder}/**`],
      rules: { 'no-restricted-imports': ['error', { patterns: restrictedImports(room) }] as ['error', { patterns: { regex: string; message: string }[] }] },
    })),
    // Threads, processes and their ports have no origin.
    { files: ['src/core/storage/**', 'src/core/processes/**', 'src/core/app/test-threads.ts', 'src/main/**'], rules: { 'unicorn/require-post-message-target-origin': 'off' } },
    { files: ['*.config.{ts,mjs}'], rules: { 'import/no-default-export': 'off' } },
    // Matchers answer `any`.
    {
      files: ['test/**'],
      rules: {
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
        'typescript/no-unsafe-argument': 'off',
      },
    },
    // JavaScript takes its types from comments; what runs on the host's Node, which may be 18, has no toSorted.
    {
      files: ['**/*.mjs'],
      rules: {
        'unicorn/no-array-sort': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
      },
    },
  ],
});
