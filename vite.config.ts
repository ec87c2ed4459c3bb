import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin, type ProxyOptions } from 'vite';
import { builtinsByNeed } from './scripts/build/builtins-by-need.ts';
import { bundledSqlite } from './scripts/build/bundled-sqlite.ts';
import { installablePage } from './scripts/build/installable-page.ts';
import { pageResolution } from './scripts/build/page-resolution.ts';
import { externalPackages } from './scripts/desktop/external-packages.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Native, huge, or reading files beside themselves: these stay in node_modules and are loaded when first needed. */
const external = ['electron', ...externalPackages];

/** Threads and processes, found by these names beside the chunks that begin them. */
const begun = { 'writer-program': 'src/core/storage/local-sqlite/writer-program.ts', 'test-program': 'src/core/app/test-program.ts', 'document-program': 'src/core/app/documents/document-program.ts' };

/**
 * What commands need at once, in few files: one costs as much to find and open as to read. First what reads a command line,
 * then what answers a query without a host; each with everything it imports. The libraries stand apart, for a line that is only
 * read needs none of them.
 */
const together = [
  { name: 'zod', test: /node_modules\/zod\//u, priority: 4 },
  { name: 'orpc', test: /node_modules\/@orpc\/(?:shared|contract|client\/dist\/(?:index|shared))/u, priority: 4 },
  { name: 'line', test: /src\/cli\/process-terminal\.ts$/u, priority: 3 },
  { name: 'query', test: /src\/(?:cli\/(?:session|print\/(?:print-answer|table)|commands\/perform-operation|connect\/own-host)|core\/app\/open-reader|core\/domain\/(?:operations\/(?:describe-operation|shapes)|model\/(?:json-value|normal-json|instant)|services\/(?:lookups|runs-reading))|core\/storage\/local-sqlite\/local-sqlite-adapter)\.ts$/u, priority: 2 },
];

/** The programs that run on Node: one set of shared chunks, two folders deep like the command line itself. */
const programs: EnvironmentOptions = {
  consumer: 'server',
  resolve: { external, noExternal: true },
  build: {
    outDir: at('dist'),
    emptyOutDir: false,
    ssr: true,
    copyPublicDir: false,
    minify: false,
    sourcemap: true,
    target: 'node24',
    rolldownOptions: {
      // What is loaded late by one and at once by another stands in a group above, on purpose.
      checks: { ineffectiveDynamicImport: false },
      input: { 'cli/cli/index': at('src/cli/index.ts'), ...Object.fromEntries(Object.entries(begun).map(([name, file]) => [`cli/shared/${name}`, at(file)])), ...(process.env['AIWM_BUILD'] === 'cli' ? {} : { 'main/main': at('src/main/main.ts') }) },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'cli/shared/[name]-[hash].js', codeSplitting: { groups: together } },
    },
  },
};

/** Electron runs a sandboxed preload as one CommonJS file, whatever the package around it says. */
const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { external: ['electron'], noExternal: true },
  build: {
    outDir: at('dist/preload'),
    emptyOutDir: false,
    ssr: true,
    copyPublicDir: false,
    minify: false,
    sourcemap: true,
    target: 'node24',
    rolldownOptions: { input: { preload: at('src/preload/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].js' } },
  },
};

const preloadIsCommonJs: Plugin = {
  name: 'aiwm:preload-is-commonjs',
  applyToEnvironment: ({ name }) => name === 'preload',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/** In development the page is served by Vite and its calls go on to the host, which accepts its own origin only. */
function toHost(): Record<string, ProxyOptions> {
  const target = process.env['AIWM_DEV_HOST'];
  if (target === undefined) return {};
  const options: ProxyOptions = { target, changeOrigin: true, headers: { origin: target } };
  return { '/rpc': { ...options, ws: true }, '/api': options, '/session': options };
}

export default defineConfig({
  root: at('src/renderer'),
  base: './',
  cacheDir: at('node_modules/.cache/vite'),
  plugins: [react(), installablePage(), preloadIsCommonJs, bundledSqlite('programs'), builtinsByNeed('programs')],
  resolve: pageResolution,
  server: { host: '127.0.0.1', proxy: toHost() },
  builder: {
    async buildApp(builder) {
      const wanted = process.env['AIWM_BUILD'] === 'cli' ? ['programs'] : Object.keys(builder.environments);
      for (const name of wanted) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
  environments: {
    // Nothing is inlined: the page's content policy allows files of its own origin only.
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'es2024',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 900,
        rolldownOptions: {
          input: { index: at('src/renderer/index.html'), 'service-worker': at('src/renderer/service-worker/service-worker.ts') },
          // What is said about a place is asked for by its name, and holds for what lies below it.
          output: { entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
        },
      },
    },
    programs,
    preload,
  },
});
