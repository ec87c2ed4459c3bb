import '../../../src/core/domain/model/without-eval.ts';
import '../../../src/renderer/tokens.css';
import '../../../src/renderer/base.css';
import '@xyflow/react/dist/style.css';
import { createORPCClient } from '@orpc/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { Background, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { WorkflowView } from '../../../src/core/domain/operations/workflows.ts';
import type { Client } from '../../../src/renderer/client/connect.ts';
import { ClientProvider } from '../../../src/renderer/client/ClientProvider.tsx';
import { createQueryClient } from '../../../src/renderer/client/query-client.ts';
import { drawingOf } from '../../../src/renderer/designer/canvas/drawing-of.ts';
import { unwrittenPlaces } from '../../../src/renderer/designer/canvas/move-edit.ts';
import { DesignerCanvas } from '../../../src/renderer/designer/canvas/DesignerCanvas.tsx';
import { DesignerProvider } from '../../../src/renderer/designer/session/DesignerProvider.tsx';
import { createDesignerView } from '../../../src/renderer/designer/session/create-designer-view.ts';
import type { DesignerSession, DesignerState } from '../../../src/renderer/designer/session/designer-session.ts';
import { createStore } from '../../../src/renderer/state/create-store.ts';
import { largeWorkflow } from '../../large-workflow.ts';

/** One page with the canvas of the product or a bare one of the library, of the same nodes at the same places; what it takes is told to who opened it. */
const address = new URLSearchParams(location.search);
const plain = largeWorkflow(Number(address.get('nodes') ?? 1000), { faultyEvery: 1000 });
const drawing = drawingOf(plain);
const definition: JsonObject = { ...plain, layout: Object.fromEntries(Object.entries(unwrittenPlaces({ definition: plain, drawing })).map(([id, { x, y }]) => [id, { x, y }])) };

function Bare() {
  const [nodes, , onNodesChange] = useNodesState(drawing.nodes.map(({ node, x, y, width, height, parentId }) => ({ id: node.id, position: { x, y }, data: { label: node.name }, style: { width, height }, ...(parentId === undefined ? {} : { parentId }) })));
  const [edges, , onEdgesChange] = useEdgesState(drawing.edges.map(({ edge }) => ({ id: edge.id, source: edge.from, target: edge.to, label: edge.label })));
  return (
    <ReactFlow nodes={nodes} edges={edges} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} minZoom={0.02} defaultViewport={{ x: 200, y: 40, zoom: 0.8 }}>
      <Background />
    </ReactFlow>
  );
}

/** Edits without a journal or a host. */
function sessionOf(workflow: WorkflowView): DesignerSession {
  const { set, ...store } = createStore<DesignerState>({ workflow, definition, selection: { nodes: [], transitions: [], notes: [] }, region: 'root', saving: { status: 'saved' }, halfTyped: new Map(), isReadOnly: false });
  return {
    ...store,
    edit(edit) {
      set({ definition: applyEdit(store.get().definition, edit) });
      return true;
    },
    undo() {},
    redo() {},
    select(selection) {
      set({ selection: { ...store.get().selection, ...selection } });
    },
    save: () => Promise.resolve(true),
  } as Partial<DesignerSession> as DesignerSession;
}

/** The canvas itself, without a host: questions to it have no answer yet. */
function Own() {
  const client = createORPCClient<Client>({ call: () => new Promise(() => {}) });
  const workflow = { id: 'bench', slug: 'bench', name: 'Bench', definition, revision: 1 } as unknown as WorkflowView;
  const session = sessionOf(workflow);
  const view = createDesignerView({ session, first: {}, announce() {} });
  Object.assign(globalThis, { fit: () => view.canvas.handle?.fit(), actualSize: () => view.canvas.handle?.zoomTo(1) });
  return (
    <QueryClientProvider client={createQueryClient()}>
      <ClientProvider client={client}>
        <DesignerProvider session={session} view={view}>
          <DesignerCanvas />
        </DesignerProvider>
      </ClientProvider>
    </QueryClientProvider>
  );
}

const frames: number[] = [];
Object.assign(globalThis, { frames, opened: undefined });
let last = 0;
requestAnimationFrame(function frame(now) {
  if (last > 0) frames.push(now - last);
  last = now;
  requestAnimationFrame(frame);
});

const element = document.querySelector<HTMLElement>('#root');
if (element === null) throw new Error('The page has no #root.');
element.style.height = '100vh';
const isBare = address.get('side') === 'bare';
const began = performance.now();
createRoot(element).render(isBare ? <Bare /> : <Own />);

/** Open is when the first nodes are in the page, and painted. */
const wanted = isBare ? drawing.nodes.length : 1;
requestAnimationFrame(function look() {
  if (document.querySelectorAll('.react-flow__node').length < wanted) requestAnimationFrame(look);
  else requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(globalThis, { opened: performance.now() - began })));
});
