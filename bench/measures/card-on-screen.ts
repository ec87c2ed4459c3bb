import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import react from '@vitejs/plugin-react';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { pageResolution } from '../../scripts/build/page-resolution.ts';
import { inFreshDirectory, type Measure, median } from '../measure.ts';

const executablePath = process.env['AIWM_CHROMIUM'] ?? '/usr/bin/chromium';
const most = 200;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** A card of 45 parts, 36 of them fields, from what the host answered until it is painted, on a screen as wide as a phone. */
export const cardOnScreen: Measure = {
  name: 'card of 45 parts on a phone, until it is painted',
  goal: `< ${most} ms`,
  measure: (pairs) => inFreshDirectory(async (directory) => {
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(import.meta.dirname, '../pages/card'),
      plugins: [react()],
      resolve: pageResolution,
      worker: { format: 'es' },
      build: { outDir: directory, emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 4000 },
    });
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = path === '/' ? '/index.html' : path;
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      pipeline(createReadStream(join(directory, file)), response).catch(() => { response.destroy(); });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const place = server.address();
    const origin = `http://127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`;
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const [bare, own]: [number[], number[]] = [[], []];
      for (let pair = 0; pair <= pairs; pair += 1) {
        const [first, second] = [await take(browser, `${origin}/?side=bare`), await take(browser, `${origin}/?side=own`)];
        if (pair === 0) continue;
        bare.push(first);
        own.push(second);
      }
      const product = median(own);
      return { against: `bare ${median(bare).toFixed(0)} ms`, product: `${product.toFixed(0)} ms`, result: `${product.toFixed(0)} ms`, met: product < most };
    } finally {
      await browser.close();
      server.close();
    }
  }),
};

async function take(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  try {
    await page.goto(address, { timeout: 120_000 });
    return Number(await (await page.waitForFunction('globalThis.opened', undefined, { timeout: 120_000 })).jsonValue());
  } finally {
    await page.close();
  }
}
