import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { overlap } from '../../../../src/renderer/canvas/geometry.ts';
import { type Drawing, drawingOf } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import { unwrittenPlaces } from '../../../../src/renderer/designer/canvas/move-edit.ts';
import { withRoom } from '../../../../src/renderer/designer/canvas/splice-room.ts';
import { canvasDefinition, way } from './canvas-definition.ts';

/** As it is drawn by itself, with the places written down as if by hand. */
function byHand(): JsonObject {
  const tidy = canvasDefinition();
  return { ...tidy, layout: Object.fromEntries(Object.entries(unwrittenPlaces({ definition: tidy, drawing: drawingOf(tidy) })).map(([id, { x, y }]) => [id, { x, y }])) };
}

const step: JsonObject = { id: 'fresh', type: 'workStep', name: 'Fresh', config: {} };
const container: JsonObject = {
  id: 'fresh', type: 'map', name: 'Fresh', config: {},
  bodies: [{ id: 'each', nodes: [{ id: 'first', type: 'start' }, { id: 'last', type: 'end' }], transitions: [way('e1', ['first', 'last'])] }],
};

function spliced(definition: JsonObject, transition: string, node: JsonObject): Drawing {
  const to = drawingOf(definition).edges.find(({ edge }) => edge.id === transition)?.edge.to ?? '';
  return drawingOf(applyEdit(definition, withRoom(definition, { kind: 'splice', transition, node, onward: way('onward', ['fresh', to]) })));
}

/** Pairs of nodes of one body that lie on each other. */
function collisions({ nodes, rects }: Drawing): readonly string[] {
  return nodes.flatMap((one, index) => nodes.slice(index + 1).flatMap((other) => {
    const [a, b] = [rects.get(one.node.id), rects.get(other.node.id)];
    return one.regionId === other.regionId && a !== undefined && b !== undefined && overlap(a, b) ? [`${one.node.id} ${other.node.id}`] : [];
  }));
}

describe.each([['step', step], ['container', container]] as const)('a %s put into a transition between nodes that people placed', (_name, node) => {
  test.each(['t1', 't2', 't3', 't4', 'p1', 'p2'])('of %s lies on no other node, and what follows comes after it', (transition) => {
    const before = byHand();
    const drawing = spliced(before, transition, node);

    expect(collisions(drawing)).toEqual([]);
    const own = drawing.rects.get('fresh');
    const onward = drawing.edges.find(({ edge }) => edge.id === 'onward');
    const next = drawing.rects.get(onward?.edge.to ?? '');
    expect((own?.y ?? 0) + (own?.height ?? 0)).toBeLessThan(next?.y ?? 0);
  });

  test('in a body stands inside its container, which grows', () => {
    const before = byHand();
    const drawing = spliced(before, 'p1', node);
    const [own, around, was] = [drawing.rects.get('fresh'), drawing.rects.get('again'), drawingOf(before).rects.get('again')];

    expect(own?.x).toBeGreaterThan(around?.x ?? 0);
    expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThan((around?.x ?? 0) + (around?.width ?? 0));
    expect(around?.height).toBeGreaterThan(was?.height ?? 0);
  });
});

test('where there is room enough already, nothing is moved', () => {
  const before = byHand();
  const layout = { ...(before['layout'] as JsonObject), done: { x: 0, y: 5000 } };
  const roomy = { ...before, layout };
  const after = applyEdit(roomy, withRoom(roomy, { kind: 'splice', transition: 't4', node: step, onward: way('onward', ['fresh', 'done']) }));

  expect({ ...(after['layout'] as JsonObject), fresh: undefined }).toEqual({ ...layout, fresh: undefined });
});

test('a layout that is made anew with every change is left to it', () => {
  const edit = { kind: 'splice', transition: 't1', node: step, onward: way('onward', ['fresh', 'write']) } as const;

  expect(withRoom(canvasDefinition(), edit)).toBe(edit);
});
