import { type Browser, chromium } from 'playwright-core';
import { inFreshDirectory, type Measure, median } from '../measure.ts';
import { buildPage, servePage } from './built-page.ts';

const executablePath = process.env['AIWM_CHROMIUM'] ?? '/usr/bin/chromium';
const most = 200;
/** A card of 45 parts, 36 of them fields, from what the host answered until a phone shows it, and until all of it is painted. */
export const cardOnScreen: Measure = {
  name: 'card of 45 parts on a phone, until its first screen is painted',
  goal: `< ${most} ms`,
  measure: (pairs) => inFreshDirectory(async (directory) => {
    await buildPage('card', directory);
    const { server, origin } = await servePage(directory);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const [bare, own]: [Opened[], Opened[]] = [[], []];
      for (let pair = 0; pair <= pairs; pair += 1) {
        const [first, second] = [await take(browser, `${origin}/?side=bare`), await take(browser, `${origin}/?side=own`)];
        if (pair === 0) continue;
        bare.push(first);
        own.push(second);
      }
      const [screen, whole] = [median(own.map((each) => each.screen)), median(own.map((each) => each.whole))];
      return { against: `bare ${median(bare.map((each) => each.whole)).toFixed(0)} ms`, product: `${screen.toFixed(0)} ms, all of it ${whole.toFixed(0)} ms`, result: `${screen.toFixed(0)} ms`, met: screen < most };
    } finally {
      await browser.close();
      server.close();
    }
  }),
};

/** Milliseconds until the first screen, and until all of it is painted. */
interface Opened {
  readonly screen: number;
  readonly whole: number;
}

async function take(browser: Browser, address: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  try {
    await page.goto(address, { timeout: 120_000 });
    return (await (await page.waitForFunction('globalThis.opened', undefined, { timeout: 120_000 })).jsonValue()) as Opened;
  } finally {
    await page.close();
  }
}
