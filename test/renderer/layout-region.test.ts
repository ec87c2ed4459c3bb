import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { arrangeRegion, betterDirection, layoutRegion, placeOf, type PlacedRegion } from '../../src/renderer/canvas/layout-region.ts';
import { allNodes, readDefinition } from '../../src/renderer/canvas/read-definition.ts';
import { nodeStates, transitionCounts } from '../../src/renderer/canvas/node-states.ts';
import { roundedPath } from '../../src/renderer/canvas/rounded-path.ts';

const transition = (id: string, [from, to]: readonly [string, string], trigger: JsonObject = { type: 'immediate' }) => ({ id, from, to, triggers: [trigger] });
const body = {
  id: 'pass',
  nodes: [{ id: 'begin', type: 'start' }, { id: 'draft', type: 'workStep', entry: [{ id: 'w', type: 'llm.chat' }] }, { id: 'stop', type: 'end' }],
  transitions: [transition('b1', ['begin', 'draft']), transition('b2', ['draft', 'stop'], { type: 'task-complete' })],
};
const definition = {
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'route', type: 'decision' }, { id: 'refine', type: 'loop', name: 'Refine', bodies: [body] }, { id: 'done', type: 'end' }],
    transitions: [
      transition('t1', ['start', 'route']),
      transition('t2', ['route', 'refine'], { type: 'condition', config: { when: 'vars.n > 1' } }),
      { ...transition('t3', ['route', 'done'], { type: 'condition' }), isDefault: true },
      transition('t4', ['route', 'done'], { type: 'error' }),
      transition('t5', ['refine', 'done'], { type: 'condition-met' }),
    ],
  },
};
const region = readDefinition(definition);

describe('the drawing of a workflow', () => {
  const placed = layoutRegion(region, 'down');

  test('holds every node once, those of a body inside their container', () => {
    expect(placed.nodes.map(({ node }) => node.id).toSorted()).toEqual(allNodes(region).map(({ id }) => id).toSorted());
    for (const id of ['begin', 'draft', 'stop']) {
      const [inner, outer] = [place(placed, id), place(placed, 'refine')];
      expect(inner.x).toBeGreaterThan(outer.x);
      expect(inner.y).toBeGreaterThan(outer.y);
      expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
      expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
    }
  });

  test('lets no two nodes of a region overlap', () => {
    for (const names of [['start', 'route', 'refine', 'done'], ['begin', 'draft', 'stop']]) {
      const places = names.map((id) => place(placed, id));
      for (const [index, left] of places.entries()) {
        for (const right of places.slice(index + 1)) {
          const apart = left.x + left.width <= right.x || right.x + right.width <= left.x || left.y + left.height <= right.y || right.y + right.height <= left.y;
          expect(apart).toBe(true);
        }
      }
    }
  });

  test('draws every transition, two between the same nodes included', () => {
    expect(placed.edges.map(({ edge }) => edge.id).toSorted()).toEqual(['b1', 'b2', 't1', 't2', 't3', 't4', 't5']);
    expect(placed.edges.every(({ points }) => points.length >= 2)).toBe(true);
  });

  test('labels what does not go without saying', () => {
    expect(Object.fromEntries(placed.edges.map(({ edge }) => [edge.id, edge.label]))).toEqual({ b1: '', b2: '', t1: '', t2: 'vars.n > 1', t3: 'else', t4: 'Something failed', t5: 'The loop is done' });
  });

  test('is the same for the same definition, and turns to fit its frame', () => {
    expect(layoutRegion(region, 'down')).toEqual(placed);
    expect(betterDirection(region, { width: 300, height: 2000 })).toBe('down');
    expect(betterDirection(region, { width: 2000, height: 300 })).toBe('right');
  });

  test('survives a definition that holds nothing, or transitions to nowhere', () => {
    expect(layoutRegion(readDefinition({}), 'down').nodes).toEqual([]);
    expect(layoutRegion(readDefinition({ root: { nodes: [{ id: 'a' }], transitions: [transition('t', ['a', 'gone'])] } }), 'down').edges).toEqual([]);
  });
});

function place(placed: PlacedRegion, id: string): NonNullable<ReturnType<typeof placeOf>> {
  const found = placeOf(placed, id);
  if (found === undefined) throw new Error(`"${id}" is not drawn`);
  return found;
}

describe('what nodes of a run are doing', () => {
  const still = { active: [], visited: { start: 1, draft: 3 }, incidents: [], status: 'completed' as const, reasons: [] };

  test('visited ones are done, with their count', () => {
    expect([...nodeStates(still)]).toEqual([['start', { name: 'done', visits: 1 }], ['draft', { name: 'done', visits: 3 }]]);
  });

  test('an acting visit works, one that waits for a person waits, one with an incident is stuck', () => {
    const at = (phase: 'acting' | 'idle' | 'incident') => nodeStates({ ...still, status: 'waiting', active: [{ visit: 'draft#3', nodeId: 'draft', phase }] }).get('draft')?.name;

    expect([at('acting'), at('idle'), at('incident')]).toEqual(['active', 'waiting', 'stuck']);
  });

  test('the node at which a run failed says so', () => {
    expect(nodeStates({ ...still, status: 'failed', error: { node: 'draft', message: 'no' } }).get('draft')?.name).toBe('failed');
  });

  test('transitions are counted from the journal', () => {
    const lines = ['t1', 't2', 't2'].map((id) => ({ type: 'transition_committed', payload: { transition: id } }));

    expect([...transitionCounts([...lines, { type: 'run_ended', payload: {} }])]).toEqual([['t1', 1], ['t2', 2]]);
  });
});

test('a line turns its corners round and never overshoots a short piece', () => {
  expect(roundedPath([{ x: 0, y: 0 }, { x: 0, y: 40 }, { x: 8, y: 40 }])).toBe('M0 0L0 30Q0 40 4 40L8 40');
  expect(roundedPath([])).toBe('');
});

test('what nobody placed stands in the middle of its body, laid out or below what was placed; what somebody placed stands where it is', () => {
  const bare = { id: 'bare', nodes: [{ id: 'in', type: 'start' }, { id: 'out', type: 'end' }], transitions: [transition('b1', ['in', 'out'])] };
  const one = readDefinition({ root: { id: 'root', nodes: [{ id: 'again', type: 'loop', bodies: [bare] }], transitions: [] } });
  const gaps = ({ nodes }: PlacedRegion): readonly number[] => {
    const [container, inner] = ['again', 'in'].map((id) => nodes.find(({ node }) => node.id === id));
    if (container === undefined || inner === undefined) throw new Error('Both are drawn.');
    return [inner.x, container.width - inner.x - inner.width];
  };

  const around = new Map([['again', { x: 40, y: 40 }]]);
  for (const placed of [layoutRegion(one, 'down'), arrangeRegion(one, around, 'down')]) {
    const [left, right] = gaps(placed);
    expect(left).toBe(right);
  }
  expect(gaps(arrangeRegion(one, new Map([...around, ['in', { x: 0, y: 0 }], ['out', { x: 0, y: 100 }]]), 'down'))).toEqual([16, 48]);
});

test('several bodies stand side by side in their container, and a run shows what each is doing', () => {
  const part = (name: string) => ({
    id: name,
    nodes: [{ id: `begin_${name}`, type: 'start' }, { id: `work_${name}`, type: 'workStep' }, { id: `end_${name}`, type: 'end' }],
    transitions: [transition(`1_${name}`, [`begin_${name}`, `work_${name}`]), transition(`2_${name}`, [`work_${name}`, `end_${name}`], { type: 'task-complete' })],
  });
  const placed = layoutRegion(readDefinition({ root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'both', type: 'parallel', bodies: [part('a'), part('b')] }, { id: 'done', type: 'end' }], transitions: [transition('t1', ['start', 'both']), transition('t2', ['both', 'done'])] } }), 'down');
  const [left, right, around] = [place(placed, 'work_a'), place(placed, 'work_b'), place(placed, 'both')];
  expect(left.x + left.width).toBeLessThan(right.x);
  expect(left.x).toBeGreaterThan(around.x);
  expect(right.x + right.width).toBeLessThan(around.x + around.width);

  const states = nodeStates({
    status: 'running',
    active: [{ visit: 'both#1', nodeId: 'both', phase: 'acting' }, { visit: 'both#1:a/work_a#1', nodeId: 'work_a', phase: 'acting' }, { visit: 'both#1:b/work_b#1', nodeId: 'work_b', phase: 'idle' }],
    visited: { start: 1, both: 1, begin_a: 1, begin_b: 1, work_a: 1, work_b: 1 }, incidents: [], reasons: [{ code: 'card', nodeId: 'work_b' }, { code: 'effect', nodeId: 'work_a' }],
  });
  expect(['both', 'work_a', 'work_b', 'begin_a'].map((id) => states.get(id)?.name)).toEqual(['active', 'active', 'waiting', 'done']);
});

test('transitions of a called workflow are not counted on the map of its caller', () => {
  const counts = transitionCounts([{ type: 'transition_committed', payload: { transition: 't1', visit: 'call#1' } }, { type: 'transition_committed', payload: { transition: 't1', visit: 'call#1:@child/say#1' } }]);
  expect(counts.get('t1')).toBe(1);
});
