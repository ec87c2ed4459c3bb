import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { pageResolution } from '../../scripts/build/page-resolution.ts';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** What a browser is told a file is. */
export function typeOf(path: string): string {
  return types[extname(path)] ?? 'application/octet-stream';
}

/** Builds a page of the bench as the product's page is built. */
export async function buildPage(name: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, '../pages', name),
    plugins: [react()],
    resolve: pageResolution,
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 4000 },
  });
}

/** Serves what was built, on this machine alone. */
export async function servePage(directory: string): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? '/index.html' : path;
    response.setHeader('content-type', typeOf(file));
    pipeline(createReadStream(join(directory, file)), response).catch(() => { response.destroy(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const place = server.address();
  return { server, origin: `http://127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}` };
}
