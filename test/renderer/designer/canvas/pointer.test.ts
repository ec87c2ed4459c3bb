import { expect, test } from 'vitest';
import { createCanvasUi } from '../../../../src/renderer/designer/canvas/canvas-ui.ts';
import { drawnNow, keepStanding } from '../../../../src/renderer/designer/canvas/drawn.ts';
import { createFlowChanges, type FlowChanges } from '../../../../src/renderer/designer/canvas/flow-changes.ts';
import { createDesignerView } from '../../../../src/renderer/designer/session/create-designer-view.ts';
import { createDesignerSession } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { MemoryShelves } from '../session/memory-shelf.ts';
import { canvasDefinition } from './canvas-definition.ts';

type Opened = { readonly changes: FlowChanges; readonly ui: ReturnType<typeof createCanvasUi>; readonly session: ReturnType<typeof createDesignerSession>; readonly said: string[] };

/** The pointer's acts on a workflow nobody placed, seen at its own size from the upper left. */
async function opened(act: (parts: Opened) => void, definition: JsonObject = canvasDefinition()): Promise<void> {
  const host = await openMemoryHost();
  const { workflows } = processClient(host.app);
  const workflow = await workflows.create({ name: 'Drawn', definition });
  const notices = { tookTheirs() {}, merged() {}, conflict() {}, failed() {}, recovered() {}, refused() {}, undone() {}, redone() {}, overtaken() {}, notKept() {}, gone() {} };
  const session = createDesignerSession({ workflow, isReadOnly: false, workflows, notices, shelf: new MemoryShelves().open('window') });
  const said: string[] = [];
  const ui = createCanvasUi();
  const view = createDesignerView({ session, first: {}, announce: (words) => { said.push(words); } });
  const flow = { screenToFlowPosition: (point: { readonly x: number; readonly y: number }) => point, getZoom: () => 1 };
  try {
    act({ session, ui, said, changes: createFlowChanges({ session, view, ui, flow, catalogue: [], onBegin() {}, onEnd() {} }) });
  } finally {
    session.close();
    await host.close();
  }
}

const pointer = { clientX: -400, clientY: -400 } as MouseEvent;

function pull({ changes, session }: Opened, id: string, by: number): void {
  const { x, y } = drawnNow(session).drawing.rects.get(id) ?? { x: 0, y: 0 };
  changes.onDragStart();
  changes.onNodesChange([{ id, type: 'position', position: { x: x + by, y } }]);
}

test('one node that is dragged is what undo names and what is told, though the places of all are written with it', async () => {
  await opened((parts) => {
    const before = drawnNow(parts.session).drawing;
    pull(parts, 'write', 300);
    parts.changes.onDragStop(pointer);
    expect(parts.session.get().undo).toBe('Move Write');
    expect(parts.said).toEqual(['Write moved']);
    const { rects } = drawnNow(parts.session).drawing;
    expect((rects.get('write')?.x ?? 0) - (before.rects.get('write')?.x ?? 0)).toBeGreaterThan(280);
    expect(rects.get('choose')).toEqual(before.rects.get('choose'));
  });
});

test('a drag that is given up leaves everything where it was, however the pointer goes on', async () => {
  await opened((parts) => {
    const { definition } = parts.session.get();
    pull(parts, 'write', 300);
    expect(parts.ui.get().moving.size).toBe(1);
    parts.changes.giveUp();
    expect(parts.ui.get().moving.size).toBe(0);
    parts.changes.onNodesChange([{ id: 'write', type: 'position', position: { x: 900, y: 0 } }]);
    parts.changes.onDrag(pointer);
    expect([parts.ui.get().moving.size, parts.ui.get().dropBody]).toEqual([0, undefined]);
    parts.changes.onDragStop(pointer);
    expect(parts.session.get().definition).toBe(definition);
    pull(parts, 'write', 40);
    parts.changes.onDragStop(pointer);
    expect(parts.session.get().undo).toBe('Move Write');
  });
});

test('nothing of a corner that was pulled stays behind on the canvas, and one that is given up changes nothing', async () => {
  await opened((parts) => {
    const size = { width: 300, height: 120 };
    parts.changes.onResize('write', 'begins');
    parts.changes.onNodesChange([{ id: 'write', type: 'dimensions', resizing: true, dimensions: size }]);
    expect(parts.ui.get().movingEdges.has('t1')).toBe(true);
    parts.changes.onResize('write', 'ends');
    // The canvas tells the last size once more when it was let go.
    parts.changes.onNodesChange([{ id: 'write', type: 'dimensions', resizing: false, dimensions: size }]);
    expect([parts.ui.get().moving.size, parts.ui.get().movingEdges.size]).toEqual([0, 0]);
    expect([parts.session.get().undo, drawnNow(parts.session).drawing.rects.get('write')?.width]).toEqual(['Resize Write', 300]);

    const { definition } = parts.session.get();
    parts.changes.onResize('write', 'begins');
    parts.changes.onNodesChange([{ id: 'write', type: 'dimensions', resizing: true, dimensions: { width: 90, height: 70 } }]);
    parts.changes.giveUp();
    parts.changes.onNodesChange([{ id: 'write', type: 'dimensions', resizing: true, dimensions: { width: 95, height: 75 } }]);
    parts.changes.onResize('write', 'ends');
    parts.changes.onNodesChange([{ id: 'write', type: 'dimensions', resizing: false, dimensions: { width: 95, height: 75 } }]);
    expect(parts.session.get().definition).toBe(definition);
    expect(parts.ui.get().moving.size).toBe(0);
  });
});

test('while a new layout is on its way, what the pointer does goes by the drawing that stands', async () => {
  await opened(({ session }) => {
    const { drawing } = drawnNow(session);
    keepStanding(session, drawing);
    session.edit({ kind: 'add_node', region: 'root', node: { id: 'late', type: 'workStep' } });
    expect(drawnNow(session).drawing).toBe(drawing);
    expect(drawnNow(session).definition).toBe(session.get().definition);
  });
});
