import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { overlap, type Rect } from '../../../../src/renderer/canvas/geometry.ts';
import { routeEdges } from '../../../../src/renderer/canvas/route-edges.ts';
import { type Drawing, drawingOf, placeIn, placesOf } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import { dropTarget, resized } from '../../../../src/renderer/designer/canvas/drag-live.ts';
import { edgeAt, nodeAt, regionAt } from '../../../../src/renderer/designer/canvas/hit-test.ts';
import { liveDrawing } from '../../../../src/renderer/designer/canvas/live-drawing.ts';
import { moveEdit } from '../../../../src/renderer/designer/canvas/move-edit.ts';
import { canvasDefinition, way } from './canvas-definition.ts';

const definition = canvasDefinition();
const drawing = drawingOf(definition);

function rect(of: Drawing, id: string): Rect {
  const found = of.rects.get(id);
  if (found === undefined) throw new Error(`"${id}" is not drawn`);
  return found;
}

describe('where nodes stand', () => {
  test('is laid out where nobody placed them, and the same drawing for the same definition', () => {
    expect(drawingOf(definition)).toBe(drawing);
    expect([...drawing.regions.keys()]).toEqual(['root', 'pass']);
    expect(overlap(rect(drawing, 'write'), rect(drawing, 'again'))).toBe(false);
  });

  test('the first move writes all places, and everything else stays where it was', () => {
    const start = rect(drawing, 'start');
    const moved = drawingOf(applyEdit(definition, moveEdit({ definition, drawing }, { act: 'move', to: new Map([['start', { x: start.x + 300, y: start.y }]]) })));
    expect(rect(moved, 'start').x).toBe(start.x + 300);
    for (const id of ['write', 'again', 'begin', 'refine', 'done']) expect(rect(moved, id)).toEqual(rect(drawing, id));
  });

  test('a container grows with what is moved in it, and begins where its content begins', () => {
    const refine = rect(drawing, 'refine');
    const right = drawingOf(applyEdit(definition, moveEdit({ definition, drawing }, { act: 'move', to: new Map([['refine', { x: refine.x + 400, y: refine.y }]]) })));
    expect(rect(right, 'again').width).toBeGreaterThan(rect(drawing, 'again').width + 300);

    const left = drawingOf(applyEdit(definition, moveEdit({ definition, drawing }, { act: 'move', to: new Map([['refine', { x: refine.x - 400, y: refine.y }]]) })));
    expect(rect(left, 'refine').x).toBe(refine.x - 400);
    expect(rect(left, 'begin')).toEqual(rect(drawing, 'begin'));
    expect(rect(left, 'again').x).toBeLessThan(rect(drawing, 'again').x);
    expect(Object.values(placesOf(left, undefined)).every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
  });

  test('a node dropped into a body stands in it where it was dropped', () => {
    const body = drawing.regions.get('pass')?.content ?? { x: 0, y: 0 };
    const at = { x: body.x + 10, y: body.y + 10 };
    const inside = applyEdit(definition, moveEdit({ definition, drawing }, { act: 'move', to: new Map([['choose', at]]), into: 'pass' }));
    const drawn = drawingOf(inside);
    expect(drawn.byId.get('choose')?.regionId).toBe('pass');
    expect(placeIn(drawn, 'pass', rect(drawn, 'choose'))).toEqual({ x: 10, y: 10 });
  });
});

describe('what lies under the pointer', () => {
  test('is the innermost node and body', () => {
    const refine = rect(drawing, 'refine');
    const middle = { x: refine.x + 20, y: refine.y + 10 };
    expect([nodeAt(drawing, middle), regionAt(drawing, middle), regionAt(drawing, middle, new Set(['again'])), nodeAt(drawing, { x: -500, y: 0 })]).toEqual(['refine', 'pass', 'root', undefined]);
  });

  test('is a line within reach', () => {
    const line = drawing.edges.find(({ edge }) => edge.id === 't1')?.points ?? [];
    const [from, to] = [line[0], line.at(-1)];
    const between = { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 };
    expect(edgeAt(drawing.edges, { x: between.x + 4, y: between.y }, 8)?.edge.id).toBe('t1');
    expect(edgeAt(drawing.edges, { x: between.x + 60, y: between.y }, 8)).toBeUndefined();
  });

  test('only a node that is connected with nothing is put into a transition', () => {
    const loose = applyEdit(definition, { kind: 'add_node', region: 'root', node: { id: 'loose', type: 'workStep' } });
    const drawn = drawingOf(loose);
    const { x, y } = drawn.edges.find(({ edge }) => edge.id === 't1')?.label ?? { x: 0, y: 0 };
    const target = (moving: string) => dropTarget({ drawing: drawn, definition: loose, moving: [moving], point: { x, y }, reach: 10 });
    expect([target('loose').edge, target('choose').edge]).toEqual(['t1', undefined]);
  });
});

describe('lines', () => {
  const [top, middle, bottom] = [{ x: 0, y: 0, width: 100, height: 40 }, { x: 0, y: 100, width: 100, height: 40 }, { x: 0, y: 200, width: 100, height: 40 }];
  const rects = new Map([['a', top], ['b', middle], ['c', bottom]]);
  const wire = (from: string, to: string) => ({ id: `${from}${to}`, from, to });

  test('run straight to what is below, around what stands between, and back up beside it', () => {
    const routes = routeEdges(rects, [wire('a', 'b'), wire('a', 'c'), wire('c', 'a')], 'down');
    expect(new Set(routes.get('ab')?.points.map(({ x }) => x)).size).toBeLessThanOrEqual(2);
    for (const id of ['ac', 'ca']) expect(routes.get(id)?.points.some(({ x }) => x < 0 || x > 100)).toBe(true);
  });

  test('have right angles only', () => {
    for (const { points } of routeEdges(rects, [wire('a', 'b'), wire('a', 'c'), wire('c', 'a'), wire('b', 'b')], 'right').values()) {
      for (const [index, point] of points.slice(1).entries()) expect(point.x === points[index]?.x || point.y === points[index]?.y).toBe(true);
    }
  });

  test('follow a node under the pointer, and those in a container go along', () => {
    const again = rect(drawing, 'again');
    const live = liveDrawing(drawing, new Map([['again', { x: again.x + 50, y: again.y + 5 }]]));
    expect(live.rects.get('refine')).toMatchObject({ x: rect(drawing, 'refine').x + 50, y: rect(drawing, 'refine').y + 5 });
    const inner = drawing.edges.find(({ edge }) => edge.id === 'p1')?.points[0];
    expect(live.edges.get('p1')?.points[0]).toEqual({ x: (inner?.x ?? 0) + 50, y: (inner?.y ?? 0) + 5 });
    expect([...live.edges.keys()].toSorted()).toEqual(['p1', 'p2', 't2', 't3']);
  });

  test('a corner pulled inside a container is told from the canvas', () => {
    const again = rect(drawing, 'again');
    const moving = resized(new Map(), { sizes: [{ id: 'refine', dimensions: { width: 300, height: 90 } }], moves: [{ id: 'refine', position: { x: 5, y: 60 } }] }, { definition, drawing });
    expect(moving.get('refine')).toEqual({ x: again.x + 5, y: again.y + 60, width: 300, height: 90 });
  });
});

test('a transition to nowhere is not drawn', () => {
  const stray = { root: { id: 'root', nodes: [{ id: 'a', type: 'start' }], transitions: [way('t', ['a', 'gone'])] } };
  expect(drawingOf(stray).edges).toEqual([]);
});

test('between nodes that are laid out there is room for words on the line and its arrow below them', () => {
  for (const { points, label } of drawing.edges.filter(({ points: corners }) => corners.length === 2)) {
    const [top, bottom] = [points[0]?.y ?? 0, points.at(-1)?.y ?? 0];
    expect([label.y - 10 >= top, label.y + 10 + 14 <= bottom]).toEqual([true, true]);
  }
});
