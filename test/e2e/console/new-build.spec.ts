import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { rendererDirectory } from '../../../src/core/app/product-files.ts';
import { listRendererFiles } from '../../../src/server/page/renderer-files.ts';
import { securityHeaders } from '../../../src/server/page/security-headers.ts';

test.use({ serviceWorkers: 'allow' });

/** The built page, and what a later build of it would be: another name for the whole, and another first file. */
async function serveBuilds() {
  const files = await listRendererFiles(rendererDirectory());
  let build = 1;
  const server = createServer((request, response) => {
    void (async () => {
      const pathname = (request.url ?? '').split('?', 1)[0] ?? '';
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
      const file = files.get(pathname);
      if (file === undefined) return response.writeHead(404).end();
      response.setHeader('content-type', file.mediaType);
      const bytes = await readFile(file.path);
      if (pathname === '/') return response.end(bytes.toString().replace(/<html lang="en" data-build="[0-9a-f]+">/u, `<html lang="en" data-build="build-${build}">`));
      if (pathname === '/service-worker.js') return response.end(bytes.toString().replace(/shellVersion = "[0-9a-f]+"/u, `shellVersion = "build-${build}"`));
      return response.end(bytes);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    become: (next: number) => { build = next; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

const builds = (page: Page): Promise<readonly string[]> => page.evaluate(async () => (await caches.keys()).toSorted());

const news = (page: Page) => page.getByText('The host has a newer version of this page');

test('a new build holds with the next load, its files take the place of the old, and pages opened before are told', async ({ page, context }) => {
  const served = await serveBuilds();
  await page.goto(served.address);
  await expect.poll(() => builds(page)).toEqual(['aiwm-page-build-1']);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');

  served.become(2);
  const later = await context.newPage();
  await later.goto(served.address);
  await expect(later.locator('html')).toHaveAttribute('data-build', 'build-2');
  await expect(news(page)).toBeVisible();
  // Whoever has the build before open still finds its files.
  await expect.poll(() => builds(page)).toEqual(['aiwm-page-build-1', 'aiwm-page-build-2']);
  await expect.poll(() => later.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await expect(news(later)).toHaveCount(0);
  await later.close();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'build-2');

  served.become(3);
  await page.reload();
  await expect.poll(() => builds(page)).toEqual(['aiwm-page-build-2', 'aiwm-page-build-3']);
  await served.close();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'build-3');
  await expect(page.getByRole('heading', { level: 1, name: 'The host does not answer' })).toBeVisible();
});
