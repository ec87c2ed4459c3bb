import { type Browser, chromium } from 'playwright-core';
import { inFreshDirectory, type Measure, median } from '../measure.ts';
import { buildPage, servePage } from './built-page.ts';

const executablePath = process.env['AIWM_CHROMIUM'] ?? '/usr/bin/chromium';
const most = 200;
/** A card of 45 parts, 36 of them fields, from what the host answered until it is painted, on a screen as wide as a phone. */
export const cardOnScreen: Measure = {
  name: 'card of 45 parts on a phone, until it is painted',
  goal: `< ${most} ms`,
  measure: (pairs) => inFreshDirectory(async (directory) => {
    await buildPage('card', directory);
    const { server, origin } = await servePage(directory);
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
