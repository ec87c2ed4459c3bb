import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { runTimeline } from '../../../src/core/domain/services/run-timeline.ts';
import { RowPayloads } from '../../../src/renderer/console/feed/row-payloads.ts';
import { RunFeed } from '../../../src/renderer/console/feed/run-feed.ts';
import { withText } from '../../../src/renderer/console/feed/streamed-texts.ts';

const line = (type: string, payload: RunLine['payload'], seq?: number): RunLine => ({
  ...(seq === undefined ? {} : { seq }),
  at: '2026-01-01T00:00:00.000Z', type, runId: 'r', severity: 'info', correlationId: 'c', payload,
});
const effect = 'draft#1/write.1';
const after = (...lines: readonly RunLine[]) => lines.reduce(withText, []);

describe('text that streams', () => {
  const growing = [line('text_delta', { effect, text: 'Once ', from: 0 }), line('text_delta', { effect, text: 'upon', from: 5 })];

  test('grows by effect, and its stored result takes its place', () => {
    expect(after(...growing)).toMatchObject([{ effect, text: 'Once upon' }]);
    expect(after(...growing, line('effect_completed', { effect, output: {} }, 5))).toEqual([]);
  });

  test('begins anew when it was aborted or failed', () => {
    expect(after(...growing, line('command', { name: 'resume' }, 6))).toEqual([]);
    expect(after(...growing, line('effect_failed', { effect }, 6), line('text_delta', { effect, text: 'Again', from: 0 }))).toMatchObject([{ text: 'Again', hasGap: false }]);
  });

  test('goes on whole where the line broke between two pieces, and says so where one is missing', () => {
    expect(after(...growing, line('text_delta', { effect, text: ' a time', from: 9 }))).toMatchObject([{ text: 'Once upon a time', hasGap: false }]);
    expect(after(...growing, line('text_delta', { effect, text: ' time', from: 11 }), line('text_delta', { effect, text: ',', from: 16 }))).toMatchObject([{ text: 'Once upon time,', hasGap: true }]);
    expect(after(line('text_delta', { effect, text: 'upon', from: 5 }))).toMatchObject([{ text: 'upon', hasGap: true }]);
  });

  test('stands there once when a host that was killed writes it again', () => {
    expect(after(...growing, line('text_delta', { effect, text: 'Once ', from: 0 }))).toMatchObject([{ text: 'Once ', hasGap: false }]);
    expect(after(...growing, line('text_delta', { effect, text: 'pon', from: 6 }))).toMatchObject([{ text: 'pon', hasGap: true }]);
    expect(after(...growing, line('effect_interrupted', { effect }, 7))).toEqual([]);
  });
});

describe('the journal of a run', () => {
  const frames: (() => void)[] = [];
  beforeEach(() => {
    frames.length = 0;
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  });
  afterEach(() => { vi.unstubAllGlobals(); });

  /** A host with so many rows, which are told by pages, and lines that come afterwards. */
  function host(rows: number, coming: AsyncIterable<RunLine>) {
    const asked: number[] = [];
    const feed = new RunFeed({
      async timeline({ after: from, limit }) {
        asked.push(from);
        const events = Array.from({ length: Math.min(rows, 60_000) }, (_, index) => ({ seq: index + 1, at: 0, type: 'continue', payload: {}, v: 1, kind: 'input' }) as const);
        return await runTimeline({ data: { runs: { events: (_id, page) => Promise.resolve(events.slice(page.after, page.after + page.limit)) } }, breathe: () => Promise.resolve() }, { id: 'r', seq: rows } as Parameters<typeof runTimeline>[1], { after: from, limit });
      },
      rows: () => Promise.resolve([]),
      watch: () => Promise.resolve(coming),
    });
    return { feed, asked };
  }

  test('comes by pages, and is whole when it is shown', async () => {
    const { feed, asked } = host(60_000, (async function* none() {})());
    await feed.follow(new AbortController().signal);

    expect(asked).toEqual([0, 25_000, 50_000]);
    expect([feed.rows.length, feed.groups.ofRow.length, feed.get().connection]).toEqual([60_000, 60_000, 'ended']);
  });

  test('grows at once by a line that comes after a pause, and in one pass by those that follow it within a frame', async () => {
    const lines = Promise.withResolvers<void>();
    const { feed } = host(1, (async function* some() {
      for (const seq of [2, 3, 4]) yield line('continue', {}, seq);
      await lines.promise;
    })());
    const following = feed.follow(new AbortController().signal);
    await expect.poll(() => feed.get().length).toBe(2);
    await expect.poll(() => frames.length).toBe(1);

    frames.shift()?.();
    expect(feed.get().length).toBe(4);
    lines.resolve();
    await following;
  });
});

describe('what rows carry', () => {
  function reader() {
    const asked: number[] = [];
    const told = Promise.withResolvers<void>();
    let isDown = false;
    const rows = new RowPayloads(
      ({ after: from, limit }) => {
        asked.push(from);
        return isDown ? Promise.reject(new Error('away')) : Promise.resolve(Array.from({ length: limit }, (_, index) => line('continue', {}, from + index + 1)));
      },
      () => { told.resolve(); },
    );
    return { rows, asked, told: told.promise, down: (value: boolean) => { isDown = value; } };
  }

  test('is fetched by pages, each once, and never where it came by itself', async () => {
    const { rows, asked, told } = reader();
    rows.put(line('start', {}, 301));
    rows.want([301, 5, 7, 100, 101]);
    rows.want([6]);
    await told;

    expect(asked).toEqual([0, 100]);
    expect([rows.get(100)?.seq, rows.get(301)?.type, rows.get(302)]).toEqual([100, 'start', undefined]);
    rows.want([1, 50, 200]);
    expect(asked).toEqual([0, 100]);
  });

  test('that did not come can be asked for again', async () => {
    const { rows, asked, told, down } = reader();
    down(true);
    rows.want([1]);
    await told;
    expect(rows.failure).toBeInstanceOf(Error);

    down(false);
    rows.want([1]);
    await expect.poll(() => rows.get(1)?.seq).toBe(1);
    expect([asked, rows.failure]).toEqual([[0, 0], undefined]);
  });
});
