import { describe, expect, test } from 'vitest';
import { align, distribute } from '../../../../src/renderer/designer/canvas/align.ts';
import { type Arrow, nearestNode } from '../../../../src/renderer/designer/canvas/nearest-node.ts';
import { resizeLimits } from '../../../../src/renderer/designer/canvas/resize-limits.ts';
import { snap } from '../../../../src/renderer/designer/canvas/snap.ts';
import { spokenRange } from '../../../../src/renderer/designer/canvas/spoken-order.ts';
import { canvasDefinition } from './canvas-definition.ts';

const rects = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 40 }],
  ['b', { x: 150, y: 60, width: 60, height: 20 }],
  ['c', { x: 400, y: 200, width: 200, height: 80 }],
]);
const at = (places: ReadonlyMap<string, { readonly x: number; readonly y: number }>) => Object.fromEntries([...places].map(([id, { x, y }]) => [id, [x, y]]));

describe('aligning', () => {
  test.each([
    ['left', { b: [0, 60], c: [0, 200] }],
    ['centre', { a: [250, 0], b: [270, 60], c: [200, 200] }],
    ['right', { a: [500, 0], b: [540, 60] }],
    ['top', { b: [150, 0], c: [400, 0] }],
    ['middle', { a: [0, 120], b: [150, 130], c: [400, 100] }],
    ['bottom', { a: [0, 240], b: [150, 260] }],
  ] as const)('%s goes by the bounds of all and the sizes of each', (alignment, places) => {
    expect(at(align(rects, alignment))).toEqual(places);
  });

  test('what is in line already is left alone', () => {
    expect(align(new Map([['a', { x: 5, y: 0, width: 10, height: 10 }], ['b', { x: 5, y: 50, width: 30, height: 10 }]]), 'left').size).toBe(0);
  });
});

test('distributing makes the gaps alike and leaves the outermost where they are', () => {
  expect(at(distribute(rects, 'across'))).toEqual({ b: [220, 60] });
  expect(at(distribute(rects, 'down'))).toEqual({ b: [150, 110] });
  expect(distribute(new Map([...rects].slice(0, 2)), 'down').size).toBe(0);
});

describe('snapping', () => {
  test('in line with another node that is near, with a guide, else on the grid', () => {
    const moving = { x: 152, y: 333, width: 60, height: 20 };
    expect(snap(moving, [{ x: 150, y: 0, width: 60, height: 20 }], 6)).toMatchObject({ x: 150, y: 330, guides: [{ axis: 'x', at: 150, from: 0, to: 350 }] });
    expect(snap(moving, [], 6)).toEqual({ x: 150, y: 330, guides: [] });
  });
});

describe('arrow keys', () => {
  const grid = new Map([['m', { x: 0, y: 0, width: 100, height: 40 }], ['below', { x: 20, y: 100, width: 100, height: 40 }], ['far', { x: 0, y: 400, width: 100, height: 40 }], ['right', { x: 300, y: 10, width: 100, height: 40 }], ['around', { x: -50, y: -50, width: 200, height: 120 }]]);

  test('go to the nearest node that way, past what stands around', () => {
    const nearest = (id: string, arrow: Arrow) => nearestNode(grid, grid.get(id) ?? expect.fail(), arrow);
    expect([nearest('m', 'down'), nearest('m', 'right'), nearest('m', 'up'), nearest('far', 'up')]).toEqual(['below', 'right', undefined, 'below']);
  });

  test('go from a transition to the node at that end of it', () => {
    const words = { x: 0, y: 60, width: 120, height: 40 };
    expect([nearestNode(grid, words, 'up'), nearestNode(grid, words, 'down')]).toEqual(['m', 'below']);
  });
});

test('a range is everything between in spoken order, bodies included', () => {
  const definition = canvasDefinition();
  expect(spokenRange(definition, 'write', 'refine')).toEqual(['write', 'again', 'begin', 'refine']);
  expect(spokenRange(definition, 'refine', 'write')).toEqual(['write', 'again', 'begin', 'refine']);
  expect(spokenRange(definition, undefined, 'done')).toEqual(['done']);
});

test('corners have limits by kind, and a container by its content', () => {
  expect(resizeLimits('workStep', undefined)).toMatchObject({ minWidth: 80, minHeight: 60, maxWidth: 500, maxHeight: 400 });
  expect(resizeLimits('decision', undefined)).toMatchObject({ minWidth: 80, maxWidth: 300 });
  expect(resizeLimits('loop', { width: 320, height: 200 })).toMatchObject({ minWidth: 320, minHeight: 200 });
});
