import { type Browser, chromium, type Page } from 'playwright-core';
import { inFreshDirectory, type Measure, median, percentile, type Result } from '../measure.ts';
import { buildPage, servePage } from './built-page.ts';

const viewport = { width: 1280, height: 800 };
const executablePath = process.env['AIWM_CHROMIUM'] ?? '/usr/bin/chromium';

/** What one page with many nodes takes. */
interface Taken {
  /** Until the first nodes are painted, in milliseconds. */
  readonly open: number;
  /** The most elements the page had at rest: after opening, with everything in sight and at full size. */
  readonly elements: number;
  /** 95 of 100 frames take no longer, while the canvas is moved and while a node is. */
  readonly pan: number;
  readonly drag: number;
}

interface Sides {
  readonly bare: Taken;
  readonly own: Taken;
}

const known = new Map<string, Promise<readonly Sides[]>>();

/** Both canvases are opened in turn; the measures of one size share what that took. */
function measured(nodes: number, pairs: number): Promise<readonly Sides[]> {
  const key = `${nodes} ${pairs}`;
  const there = known.get(key);
  if (there !== undefined) return there;
  const made = inFreshDirectory(async (directory) => {
    await buildPage('canvas', directory);
    const { server, origin } = await servePage(directory);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const sides: Sides[] = [];
      for (let pair = 0; pair <= pairs; pair += 1) {
        const taken = { bare: await take(browser, `${origin}/?side=bare&nodes=${nodes}`), own: await take(browser, `${origin}/?side=own&nodes=${nodes}`) };
        if (pair > 0) sides.push(taken);
      }
      return sides;
    } finally {
      await browser.close();
      server.close();
    }
  });
  known.set(key, made);
  return made;
}

async function take(browser: Browser, address: string): Promise<Taken> {
  const page = await browser.newPage({ viewport });
  try {
    await page.goto(address, { timeout: 120_000 });
    const open = Number(await (await page.waitForFunction('globalThis.opened', undefined, { timeout: 120_000 })).jsonValue());
    const counts = [await elementsAtRest(page)];
    const isBare = address.includes('side=bare');
    const pan = await framesOf(page, { from: { x: 90, y: 700 }, button: isBare ? 'left' : 'middle' });
    const node = await page.locator('.react-flow__node').first().boundingBox();
    const drag = await framesOf(page, { from: { x: (node?.x ?? 0) + 12, y: (node?.y ?? 0) + 12 }, button: 'left' });
    for (const look of ['fit', 'actualSize']) {
      await page.evaluate(`globalThis.${look}?.()`);
      counts.push(await elementsAtRest(page));
    }
    return { open, elements: Math.max(...counts), pan, drag };
  } finally {
    await page.close();
  }
}

/** How many elements the page has once thirty frames in a row changed nothing about it. */
async function elementsAtRest(page: Page): Promise<number> {
  return Number(await page.evaluate(`new Promise((done) => {
    let [count, calm] = [-1, 0];
    requestAnimationFrame(function look() {
      const now = document.querySelectorAll('*').length;
      calm = now === count ? calm + 1 : 0;
      count = now;
      if (calm < 30) requestAnimationFrame(look);
      else done(count);
    });
  })`));
}

interface Gesture {
  readonly from: { readonly x: number; readonly y: number };
  readonly button: 'left' | 'middle';
}

/** Moves the mouse with a button down, as a hand does, and tells how long frames took meanwhile. */
async function framesOf(page: Page, { from, button }: Gesture): Promise<number> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(from.x + 6, from.y + 2);
  await page.evaluate('globalThis.frames.length = 0');
  for (let step = 1; step <= 60; step += 1) await page.mouse.move(from.x + 6 + step * 3, from.y - (step % 20) * 4);
  const frames = await page.evaluate<number[]>('[...globalThis.frames]');
  await page.mouse.up({ button });
  return percentile(frames, 0.95);
}

function ratio(sides: readonly Sides[], what: 'open' | 'pan' | 'drag'): Pick<Result, 'against' | 'product'> & { readonly of: number } {
  const ms = (side: keyof Sides): number => median(sides.map((pair) => pair[side][what]));
  return { against: `bare ${Math.round(ms('bare'))} ms`, product: `${Math.round(ms('own'))} ms`, of: median(sides.map(({ bare, own }) => own[what] / bare[what])) };
}

function measureOf(nodes: number, what: 'open' | 'pan' | 'drag', goal: number): Measure {
  const names = { open: 'opens', pan: 'p95 of frames, moving the canvas', drag: 'p95 of frames, moving a node' } as const;
  return {
    name: `designer canvas, ${nodes} nodes: ${names[what]}`,
    goal: `≤ ${goal} ×`,
    async measure(pairs) {
      const { of, ...words } = ratio(await measured(nodes, pairs), what);
      return { ...words, result: of.toFixed(2), met: of <= goal };
    },
  };
}

const elements: Measure = {
  name: 'designer canvas, 1000 nodes: elements in the page',
  goal: '< 3000',
  async measure(pairs) {
    const sides = await measured(1000, pairs);
    const most = (side: keyof Sides): number => Math.max(...sides.map((pair) => pair[side].elements));
    return { against: `bare ${most('bare')}`, product: String(most('own')), result: String(most('own')), met: most('own') < 3000 };
  },
};

/** The designer's canvas beside a bare one of the library, in the same browser. */
export const designerCanvas: readonly Measure[] = [...[1000, 500].flatMap((nodes) => [measureOf(nodes, 'open', 1.5), measureOf(nodes, 'pan', 1.3), measureOf(nodes, 'drag', 1.3)]), elements];
