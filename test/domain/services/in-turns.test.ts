import { describe, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { inTurns, journalInTurns, type Turns } from '../../../src/core/domain/services/in-turns.ts';

/** A clock that a step of work moves on by a millisecond, and how often others had their turn. */
function turns(signal = new AbortController().signal): { readonly turns: Turns; readonly count: () => number; readonly tick: () => void } {
  let [now, count] = [0, 0];
  return {
    turns: { breathe: async () => { count += 1; await Promise.resolve(); }, clock: { monotonic: () => now }, signal },
    count: () => count,
    tick: () => { now += 1; },
  };
}

describe('long work', () => {
  it('lets others have their turn every ten milliseconds, and answers what it found', async () => {
    const house = turns();
    const work = function* (): Generator<void, string, void> {
      for (let step = 0; step < 95; step += 1) {
        house.tick();
        yield;
      }
      return 'done';
    };

    expect(await inTurns(work(), house.turns)).toBe('done');
    expect(house.count()).toBe(9);
  });

  it('goes no further once nobody waits for it', async () => {
    const asked = new AbortController();
    const house = turns(asked.signal);
    let steps = 0;
    const work = function* (): Generator<void, void, void> {
      for (;;) {
        steps += 1;
        house.tick();
        if (steps === 25) asked.abort(new Error('gone'));
        yield;
      }
    };

    await expect(inTurns(work(), house.turns)).rejects.toThrow('gone');
    expect(steps).toBe(30);
  });

  it('reads a journal page by page, up to a row or to its end', async () => {
    const rows = Array.from({ length: 1234 }, (_, at) => ({ seq: at + 1, at: 0, kind: 'input' as const, type: 'continue' as const, v: 1, payload: {} }));
    const pages: number[] = [];
    const read = async (_: RunId, { after, limit }: { readonly after: number; readonly limit: number }) => {
      const page = rows.slice(after, after + limit);
      pages.push(page.length);
      return Promise.resolve(page);
    };
    const id = RunId.parse('019b76da-a800-70d4-8b8b-4f587e2e4c7e');

    expect(await journalInTurns(read, id, { upTo: 700, turns: turns().turns })).toEqual(rows.slice(0, 700));
    expect(await journalInTurns(read, id, { upTo: 5000, turns: turns().turns })).toEqual(rows);
    expect(pages).toEqual([500, 200, 500, 500, 234, 0]);
  });
});
