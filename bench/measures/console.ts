import { createReadStream } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { RunId } from '../../src/core/domain/model/ids.ts';
import type { RunEvent } from '../../src/core/domain/model/run-event.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import type { RunRow } from '../../src/core/domain/ports/workflow-run-repository.ts';
import { runLines } from '../../src/core/domain/services/run-lines.ts';
import { runTimeline } from '../../src/core/domain/services/run-timeline.ts';
import { openLocalSqlite } from '../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { keepJournal, keepRow, longJournal } from '../long-journal.ts';
import { inFreshDirectory, type Measure, median, percentile } from '../measure.ts';
import { buildPage, typeOf } from './built-page.ts';

const facts = 100_000;
const commits = 40;
const executablePath = process.env['AIWM_CHROMIUM'] ?? '/usr/bin/chromium';

interface Taken {
  /** Until rows are painted, in milliseconds. */
  readonly open: number;
  /** 95 of 100 frames take no longer while the list is scrolled. */
  readonly scroll: number;
  /** From the commit of each row to the frame that shows it. */
  readonly late: readonly number[];
}

interface Sides {
  readonly bare: Taken;
  readonly own: Taken;
}

const known = new Map<number, Promise<readonly Sides[]>>();

/** Both lists are opened in turn; the measures share what that took. */
function measured(pairs: number): Promise<readonly Sides[]> {
  const there = known.get(pairs);
  if (there !== undefined) return there;
  const made = inFreshDirectory(async (directory) => {
    await buildPage('console', join(directory, 'page'));
    const data = await openLocalSqlite({ directory });
    const { runId, epoch } = await keepJournal(data, longJournal(facts));
    const host = await serve({ data, runId, page: join(directory, 'page') });
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const sides: Sides[] = [];
      for (let pair = 0; pair <= pairs; pair += 1) {
        const bare = await take(browser, `${host.origin}/?side=bare`, () => Promise.resolve());
        const own = await take(browser, `${host.origin}/`, async () => {
          for (let row = 0; row < commits; row += 1) {
            await keepRow(data, { runId, epoch, at: Date.now() });
            await host.tell();
            await setTimeout(60);
          }
        });
        if (pair > 0) sides.push({ bare, own });
      }
      return sides;
    } finally {
      await browser.close();
      host.close();
      await data.close();
    }
  });
  known.set(pairs, made);
  return made;
}

interface Served {
  readonly data: WorkflowDataPort;
  readonly runId: RunId;
  readonly page: string;
}

/** Answers as the host does: columns and pages of rows from the database, and what is committed to whoever watches. */
async function serve({ data, runId, page }: Served): Promise<{ readonly origin: string; tell(): Promise<void>; close(): void }> {
  const watching = new Set<ServerResponse>();
  const rowOf = async (): Promise<RunRow> => {
    const row = await data.runs.get(runId);
    if (row === undefined) throw new Error('The run is gone.');
    return row;
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [after, limit] = [Number(searchParams.get('after')), Number(searchParams.get('limit') ?? 200_000)];
    const answer = async (): Promise<void> => {
      if (pathname === '/timeline') response.end(JSON.stringify(await runTimeline({ data, breathe: () => setImmediate() }, await rowOf(), { after, limit })));
      else if (pathname === '/events') response.end(JSON.stringify(runLines(await rowOf(), await data.runs.events(runId, { after, limit }))));
      else if (pathname === '/watch') watching.add(response.writeHead(200).on('close', () => watching.delete(response)));
      else await pipeline(createReadStream(join(page, pathname === '/' ? 'index.html' : pathname)), response.setHeader('content-type', pathname === '/' ? typeOf('index.html') : typeOf(pathname)));
      if (pathname === '/watch') response.flushHeaders();
    };
    answer().catch(() => { response.destroy(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const place = server.address();
  return {
    origin: `http://127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`,
    async tell() {
      const row = await rowOf();
      const events: readonly RunEvent[] = await data.runs.events(runId, { after: row.seq - 1, limit: 1 });
      for (const line of runLines(row, events)) for (const response of watching) response.write(`${JSON.stringify(line)}\n`);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function take(browser: Browser, address: string, commit: () => Promise<void>): Promise<Taken> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(address, { timeout: 120_000 });
    const open = Number(await (await page.waitForFunction('globalThis.opened', undefined, { timeout: 120_000 })).jsonValue());
    await commit();
    const late = await page.evaluate<number[]>('[...globalThis.seen]');
    return { open, late, scroll: await scrolled(page) };
  } finally {
    await page.close();
  }
}

/** Scrolls up through the list as a wheel does, and tells how long frames took meanwhile. */
async function scrolled(page: Page): Promise<number> {
  await page.evaluate(`document.querySelector('#timeline-rows').scrollTop = 2000000`);
  await page.mouse.move(120, 500);
  await page.evaluate('new Promise((done) => setTimeout(done, 500))');
  await page.evaluate('globalThis.frames.length = 0');
  for (let step = 0; step < 80; step += 1) await page.mouse.wheel(0, -240);
  return percentile(await page.evaluate<number[]>('[...globalThis.frames]'), 0.95);
}

const opens: Measure = {
  name: `console, ${facts.toLocaleString('en')} facts: opens`,
  goal: '≤ 1000 ms',
  async measure(pairs) {
    const sides = await measured(pairs);
    const ms = median(sides.map(({ own }) => own.open));
    return { against: `empty list ${Math.round(median(sides.map(({ bare }) => bare.open)))} ms`, product: `${Math.round(ms)} ms`, result: `${Math.round(ms)} ms`, met: ms <= 1000 };
  },
};

const scrolls: Measure = {
  name: `console, ${facts.toLocaleString('en')} facts: p95 of frames, scrolling`,
  goal: '≤ 1.3 ×',
  async measure(pairs) {
    const sides = await measured(pairs);
    const of = median(sides.map(({ bare, own }) => own.scroll / bare.scroll));
    const ms = (side: keyof Sides): string => `${median(sides.map((pair) => pair[side].scroll)).toFixed(1)} ms`;
    return { against: `empty list ${ms('bare')}`, product: ms('own'), result: of.toFixed(2), met: of <= 1.3 };
  },
};

const shows: Measure = {
  name: `console, ${facts.toLocaleString('en')} facts: commit → on screen`,
  goal: 'p95 ≤ 50 ms',
  async measure(pairs) {
    const sides = await measured(pairs);
    const p95 = percentile(sides.flatMap(({ own }) => own.late), 0.95);
    return { against: '–', product: `${Math.round(p95)} ms`, result: `${Math.round(p95)} ms`, met: p95 <= 50 };
  },
};

/** The timeline of a long run beside a virtual list of empty rows, in the same browser. */
export const consoleTimeline: readonly Measure[] = [opens, scrolls, shows];
