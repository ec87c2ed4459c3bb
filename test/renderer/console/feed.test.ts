import { describe, expect, test } from 'vitest';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { RowPayloads } from '../../../src/renderer/console/feed/row-payloads.ts';
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
