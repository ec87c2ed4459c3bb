import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { pageResolution } from '../../../scripts/build/page-resolution.ts';
import { listRendererFiles } from '../../../src/server/page/renderer-files.ts';
import { securityHeaders } from '../../../src/server/page/security-headers.ts';
import { serveFile } from '../../../src/server/page/static-door.ts';

interface Fixtures {
  /** The page of the editors; the test fails if it logs an error or breaks its content policy. */
  readonly editors: Page;
  /** Every request that the page made but for its own files. */
  readonly strayRequests: string[];
}

interface Shared {
  /** Where the page of the editors is served, with the headers of the product. */
  readonly address: string;
}

export const test = base.extend<Fixtures, Shared>({
  address: [
    // oxlint-disable-next-line no-empty-pattern -- a fixture that asks for no other
    async ({}, provide) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-editors-'));
      const server = await servePage(folder);
      await provide(addressOf(server));
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- a fixture that asks for no other
  strayRequests: async ({}, provide) => {
    await provide([]);
  },
  editors: async ({ page, address, strayRequests }, provide) => {
    const faults: string[] = [];
    page.on('console', (message) => {
      // The test looks into sealed frames by a program of its own, which they refuse.
      if (message.text().startsWith("Blocked script execution in 'about:")) return;
      if (message.type() === 'error' || /Content Security Policy|Trusted/iu.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!/^(?:data|blob):/u.test(request.url()) && !request.url().startsWith(`${address}/assets/`) && request.url() !== `${address}/`) strayRequests.push(request.url());
    });
    await page.goto(`${address}/`);
    await page.waitForFunction(() => 'editors' in window);
    await provide(page);
    base.expect(faults).toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** Shows one editor or preview by itself. */
export async function show(page: Page, name: string, props: Readonly<Record<string, unknown>>): Promise<void> {
  await page.evaluate(([part, given]) => { window.editors.show(part, given); }, [name, props] as const);
}

/** Shows one editor or preview many times. */
export async function showMany(page: Page, name: string, many: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  await page.evaluate(([part, given]) => { window.editors.showMany(part, given); }, [name, many] as const);
}

/** What the editor told last. */
export async function lastTold(page: Page): Promise<unknown> {
  return page.evaluate(() => window.editors.told.at(-1));
}

async function servePage(folder: string): Promise<Server> {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'page'),
    base: './',
    logLevel: 'error',
    plugins: [react()],
    resolve: pageResolution,
    build: { outDir: folder, emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0, minify: false, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 9000 },
  });
  const files = await listRendererFiles(folder);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    serveFile(files, new URL(request.url ?? '/', 'http://localhost').pathname, { request, response }).catch(() => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
