import { expect, test } from 'vitest';
import { pointAlong, pointBeside } from '../../../../src/renderer/designer/canvas/point-along.ts';

const line = [{ x: 0, y: 0 }, { x: 0, y: 30 }, { x: 60, y: 30 }, { x: 60, y: 90 }];

test('a grip stands so far along the line, around its corners, and on a short line no further than a third', () => {
  expect(pointAlong(line, 26)).toEqual({ x: 0, y: 26 });
  expect(pointAlong(line, 40)).toEqual({ x: 10, y: 30 });
  expect(pointAlong(line.slice(0, 2), 26)).toEqual({ x: 0, y: 10 });
  expect(pointAlong(line.toReversed(), 26)).toEqual({ x: 60, y: 64 });
  expect(pointAlong([{ x: 3, y: 4 }], 26)).toEqual({ x: 3, y: 4 });
});

test('it stands clear of the words on its line, where there is room for that', () => {
  const led = [{ x: 120, y: 40 }, { x: 120, y: 14 }, { x: 0, y: 14 }, { x: 0, y: 0 }];
  const words = { x: 80, y: 4, width: 80, height: 20 };
  const { x, y } = pointBeside(led, 26, words);
  expect([x + 13 <= words.x, y]).toEqual([true, 14]);
  expect(pointBeside(led.toReversed(), 26, words)).toEqual({ x: 12, y: 14 });
  expect(pointBeside(led.slice(0, 2), 26, words)).toEqual(pointAlong(led.slice(0, 2), 26));
});
