import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { edgesLaidOut } from '../../../../src/renderer/canvas/edges-laid-out.ts';
import { readDefinition } from '../../../../src/renderer/canvas/read-definition.ts';
import { tidyPlaces } from '../../../../src/renderer/canvas/tidy-places.ts';
import { layerGap } from '../../../../src/renderer/canvas/node-size.ts';
import { drawingOf } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import { way } from './canvas-definition.ts';

function definitionOf(nodes: readonly string[], pairs: readonly (readonly [string, string])[], layout: JsonObject = {}): JsonObject {
  return { root: { id: 'root', nodes: nodes.map((id) => ({ id, type: 'workStep' })), transitions: pairs.map((pair, at) => way(`t${at}`, pair)) }, layout };
}

test('nodes may bear any name, such as those every object has', () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  const pairs = names.slice(1).map((name, at) => [names[at] ?? '', name] as const);
  const drawing = drawingOf(definitionOf(names, pairs));

  expect([...drawing.rects.keys()]).toEqual(names);
  const tops = names.map((name) => drawing.rects.get(name)?.y ?? Number.NaN);
  expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  expect(new Set(tops).size).toBe(names.length);
  expect(drawingOf(definitionOf(['a', 'constructor'], [], { a: { x: 0, y: 0 } })).rects.get('constructor')).toEqual({ x: 0, y: 46 + layerGap, width: 208, height: 46 });
});

test('of lines across many layers those are left out that cross the most, so that a workflow full of cycles is laid out in good time', () => {
  const nodes = Array.from({ length: 300 }, (_, at) => `n${at}`);
  const chain = nodes.slice(1).map((_, at) => ({ from: at, to: at + 1 }));
  const toTheEnd = nodes.slice(0, 298).map((_, at) => ({ from: at, to: 299 }));
  expect(edgesLaidOut(300, chain)).toEqual(chain);

  const kept = edgesLaidOut(300, [...chain, ...toTheEnd]);
  expect(kept).toEqual([...chain, ...toTheEnd.slice(-(kept.length - chain.length))]);
  expect(kept.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(2 * (chain.length + toTheEnd.length) + 400);

  const cyclic = definitionOf(nodes.slice(0, 150), nodes.slice(0, 150).flatMap((id, at) => [[id, `n${(at + 1) % 150}`], [id, `n${(at * 7) % 150}`]] as const));
  expect(tidyPlaces(readDefinition(cyclic), { direction: 'down' }).size).toBe(150);
});
