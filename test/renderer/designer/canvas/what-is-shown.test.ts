import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { type CanvasEdge, readDefinition } from '../../../../src/renderer/canvas/read-definition.ts';
import { pillParts } from '../../../../src/renderer/designer/canvas/pill-parts.ts';
import { dependencyLight } from '../../../../src/renderer/designer/canvas/dependency-light.ts';
import { drawingOf } from '../../../../src/renderer/designer/canvas/drawing-of.ts';
import { createFlowEdges, createFlowNodes } from '../../../../src/renderer/designer/canvas/flow-elements.ts';
import { liveDrawing } from '../../../../src/renderer/designer/canvas/live-drawing.ts';
import { exitsInWords, plainLook, spokenNode } from '../../../../src/renderer/designer/canvas/node-look.ts';
import { staleNodes } from '../../../../src/renderer/designer/canvas/stale-marks.ts';
import { unfinishedEnds } from '../../../../src/renderer/designer/canvas/unfinished-ends.ts';
import { canvasDefinition } from './canvas-definition.ts';

const definition = canvasDefinition();

describe('who feeds a node', () => {
  test('is told by what it reads of other nodes and of variables, and by what leads to it', () => {
    expect(dependencyLight(definition, ['refine'])).toEqual({ chosen: new Set(['refine']), feeders: new Set(['write']), ways: new Set(['p1']) });
    const { feeders, ways } = dependencyLight(definition, ['done']);
    expect([[...feeders], [...ways]]).toEqual([['write'], ['t4']]);
  });

  test('is told however a read is written, by the card it shows, and not by a text that only looks like one', () => {
    const read = (prompt: string): ReadonlySet<string> => dependencyLight(applyEdit(definition, { kind: 'set', at: 'nodes.refine', path: ['entry'], value: [{ id: 'said', type: 'llm.chat', config: { prompt } }] }), ['refine']).feeders;
    expect([...read('{{ nodes["write"].say + (nodes).done }}')].toSorted()).toEqual(['done', 'write']);
    expect([...read('Write nodes.write.say in words')]).toEqual([]);
    const asking = applyEdit(definition, { kind: 'add_node', region: 'root', node: { id: 'look', type: 'uiCard', config: { card: 'seen' } } });
    const withCard = applyEdit(asking, { kind: 'set', at: 'workflow', path: ['cards'], value: [{ id: 'seen', title: '{{ nodes.write.say }}', body: '', fields: [] }] });
    expect([...dependencyLight(withCard, ['look']).feeders]).toEqual(['write']);
  });

  test('a container is fed by what is read in its bodies, and not by itself', () => {
    expect([...dependencyLight(definition, ['again']).feeders]).toEqual(['write']);
  });
});

describe('what changed since an earlier definition', () => {
  test('is a node with other settings, other ways to leave it, or a new one; a container not for its content', () => {
    const edited = applyEdit(applyEdit(definition, { kind: 'set', at: 'nodes.refine', path: ['name'], value: 'Better' }), { kind: 'redirect', transition: 't4', to: 'again' });
    const added = applyEdit(edited, { kind: 'add_node', region: 'root', node: { id: 'fresh', type: 'wait' } });
    expect([...staleNodes(added, definition)].toSorted()).toEqual(['choose', 'fresh', 'refine']);
    const cut = applyEdit(definition, { kind: 'remove', nodes: [], transitions: ['t4'], notes: [], reconnect: false });
    expect([...staleNodes(cut, definition)]).toEqual(['choose']);
    expect(staleNodes(definition, undefined).size).toBe(0);
    expect(staleNodes(JSON.parse(JSON.stringify(definition)), definition).size).toBe(0);
  });
});

test('a node that cannot be left is unfinished, an end is not', () => {
  const cut = applyEdit(definition, { kind: 'remove', nodes: [], transitions: ['t2', 'p2'], notes: [], reconnect: false });
  expect([...unfinishedEnds(cut)].toSorted()).toEqual(['refine', 'write']);
  expect(unfinishedEnds(definition).size).toBe(0);
});

describe('the pill of a transition', () => {
  const words = (id: string, isWhole = false) => pillParts(edgeNamed(id), isWhole).map(({ text }) => text);

  test('carries priority, trigger and guard; a plain arrow tells its trigger only when chosen', () => {
    expect([words('t4'), words('t5'), words('t1'), words('t1', true)]).toEqual([['#2', "vars.tone == 'warm'"], ['else'], [], ['Immediately']]);
  });
});

function edgeNamed(id: string): CanvasEdge {
  const found = readDefinition(definition).edges.find((edge) => edge.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

describe('what is drawn', () => {
  const looks = new Map([['write', { ...plainLook, errors: 2 }]]);
  const exits = exitsInWords(readDefinition(definition));
  const source = { drawing: drawingOf(definition), live: liveDrawing(drawingOf(definition), new Map()), looks, exits, selected: new Set<string>(), isReadOnly: false };

  test('is the very same object where nothing changed', () => {
    const make = createFlowNodes();
    const before = make(source);
    const after = make({ ...source, selected: new Set(['write']) });
    expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['write']);
    const edges = createFlowEdges();
    const edgeSource = { ...source, marks: new Map(), wrong: new Set<string>(), lit: undefined, found: undefined, taken: new Map<string, number>(), isOverview: false };
    const lines = edges(edgeSource);
    expect(edges({ ...edgeSource, selected: new Set(['t1']) }).filter((edge, index) => edge !== lines[index]).map(({ id }) => id)).toEqual(['t1']);
  });

  test('an edit of one node draws one node anew', () => {
    const make = createFlowNodes();
    const before = make(source);
    const renamed = applyEdit(definition, { kind: 'set', at: 'nodes.choose', path: ['name'], value: 'Which?' });
    const drawing = drawingOf(renamed);
    const after = make({ ...source, drawing, live: liveDrawing(drawing, new Map()) });
    expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['choose']);
  });

  test('is spoken with its exits and what is wrong with it', () => {
    const choose = source.drawing.byId.get('choose')?.node;
    expect(choose && spokenNode(choose, exits.get('choose') ?? [], { ...plainLook, errors: 1, isUnreachable: true })).toBe("choose, Decision, 2 exits: vars.tone == 'warm' to done, else to Write, 1 error, cannot be reached");
  });
});
