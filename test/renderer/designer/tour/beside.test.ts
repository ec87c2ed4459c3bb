import { describe, expect, it } from 'vitest';
import { beside } from '../../../../src/renderer/designer/tour/beside.ts';

const card = { width: 200, height: 100 };
const room = { width: 800, height: 600 };

describe('a card beside what it speaks of', () => {
  it('stands right of it, below it or above it', () => {
    const anchor = { left: 100, top: 200, width: 50, height: 20 };
    expect(beside(anchor, card, { side: 'right', room })).toEqual({ left: 158, top: 240 });
    expect(beside(anchor, card, { side: 'below', room })).toEqual({ left: 100, top: 228 });
    expect(beside(anchor, card, { side: 'above', room })).toEqual({ left: 100, top: 92 });
  });

  it('never leaves the window', () => {
    for (const side of ['right', 'below', 'above'] as const) {
      for (const anchor of [{ left: 780, top: 590, width: 20, height: 10 }, { left: -40, top: -40, width: 20, height: 10 }, { left: 0, top: 0, width: 800, height: 600 }]) {
        const { left, top } = beside(anchor, card, { side, room });
        expect([left >= 8, top >= 8, left + 200 <= 792, top + 100 <= 592]).toEqual([true, true, true, true]);
      }
    }
  });
});
