import '@xyflow/react/dist/base.css';
import '../../canvas/canvas.css';
import { ConnectionLineType, ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { Dots } from '../../canvas/Dots.tsx';
import { classNames } from '../../components/class-names.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { idAfter, useRenames } from '../session/renames.ts';
import { type CanvasUi, CanvasActsProvider, createCanvasUi } from './canvas-ui.ts';
import { CanvasMenu } from './CanvasMenu.tsx';
import styles from './DesignerCanvas.module.css';
import { DesignerEdge } from './DesignerEdge.tsx';
import { DesignerNode } from './DesignerNode.tsx';
import { BeginHint, EmptyHint } from './EmptyHint.tsx';
import type { CanvasFlowNode, DesignerFlowEdge } from './flow-elements.ts';
import { GuideLines } from './GuideLines.tsx';
import { mostWithoutMap } from './map-size.ts';
import { Minimap } from './Minimap.tsx';
import { NoteNode } from './NoteNode.tsx';
import { notesOf } from './notes.ts';
import { Overview } from './Overview.tsx';
import { SelectionCount } from './SelectionCount.tsx';
import { useCanvasActsOf } from './use-canvas-acts.ts';
import { useCanvasView } from './use-canvas-view.ts';
import { menusOf } from './menus-of.ts';
import { useClicks } from './use-clicks.ts';
import { useConnecting } from './use-connecting.ts';
import type { Drawn } from './drawn.ts';
import { useDrawing } from './use-drawing.ts';
import { useDropKind } from './use-drop-kind.ts';
import { useFlowChanges } from './use-flow-changes.ts';
import { useFlowElements } from './use-flow-elements.ts';
import { useHoldShift } from './use-hold-shift.ts';
import { useKeepFocus } from './use-keep-focus.ts';
import { zoomLimits } from './zoom-level.ts';
import { ZoomWatch } from './ZoomWatch.tsx';

const nodeTypes = { step: DesignerNode, note: NoteNode };
const edgeTypes = { transition: DesignerEdge };
const severalKeys = ['Meta', 'Control'];
const panButtons = [1];

/** The workflow as a picture in which it is edited: by pointer, and by the commands of the designer. */
export function DesignerCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

function Canvas() {
  const [ui] = useState(createCanvasUi);
  const root = useRef<HTMLElement>(null);
  const catalogue = useCatalogue();
  const drawn = useDrawing();
  const changes = useFlowChanges(ui, catalogue);
  const connecting = useConnecting(ui, catalogue);
  const acts = useCanvasActsOf({ ui, root, startReconnect: connecting.startReconnect, onResize: changes.onResize });
  useCanvasView({ drawn, ui, root, openMenu: acts.openMenuHere });
  useHoldShift(ui, root);
  useKeepFocus(root);
  useRenames((ids) => {
    const { editingNote } = ui.get();
    if (editingNote !== undefined) ui.set({ editingNote: idAfter(ids, 'notes', editingNote) });
  });
  return (
    <CanvasActsProvider value={acts}>
      <Surface ui={ui} root={root} drawn={drawn} changes={changes} connecting={connecting} openMenu={acts.openMenu} />
    </CanvasActsProvider>
  );
}

interface SurfaceProps {
  readonly ui: CanvasUi;
  readonly root: React.RefObject<HTMLElement | null>;
  readonly drawn: Drawn | undefined;
  readonly changes: ReturnType<typeof useFlowChanges>;
  readonly connecting: ReturnType<typeof useConnecting>;
  readonly openMenu: ReturnType<typeof useCanvasActsOf>['openMenu'];
}

function Surface({ ui, root, drawn, changes, connecting, openMenu }: SurfaceProps) {
  const catalogue = useCatalogue();
  const dropping = useDropKind(ui, catalogue);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const definition = useDesignerState((state) => state.definition);
  const { nodes, edges, overview } = useFlowElements(drawn);
  const click = useClicks(ui, root);
  const menus = useMemo(() => menusOf(openMenu), [openMenu]);
  const isEmpty = drawn !== undefined && drawn.drawing.nodes.length === 0 && notesOf(definition).length === 0;
  const isBare = !isEmpty && drawn !== undefined && drawn.drawing.edges.length > 0 && drawn.drawing.nodes.every(({ node }) => node.type === 'start' || node.type === 'end');
  return (
    // It only listens in on what its nodes and lines are told.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={root}
      className={classNames('canvas', styles['canvas'])}
      aria-label={canvasWords.label}
      data-designer-area="canvas"
      tabIndex={-1}
      {...dropping}
      onPointerDownCapture={click.remember}
      onFocus={click.onFocus}
      onDoubleClick={click.onDoubleClick}
    >
      <ReactFlow<CanvasFlowNode, DesignerFlowEdge>
        aria-label={canvasWords.label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changes.onNodesChange}
        onEdgesChange={changes.onEdgesChange}
        onNodeDragStart={changes.onDragStart}
        onNodeDrag={changes.onDrag}
        onNodeDragStop={changes.onDragStop}
        onSelectionDragStart={changes.onDragStart}
        onSelectionDrag={changes.onDrag}
        onSelectionDragStop={changes.onDragStop}
        onConnect={connecting.onConnect}
        onConnectStart={connecting.onConnectStart}
        onConnectEnd={connecting.onConnectEnd}
        onNodeClick={click.onNodeClick}
        onNodeDoubleClick={click.onNodeDoubleClick}
        {...menus}
        onNodeMouseEnter={(_, { id }) => { ui.set({ entered: id }); }}
        onNodeMouseLeave={() => { ui.set({ entered: undefined }); }}
        onEdgeMouseEnter={(_, { id }) => { ui.set({ hoveredEdge: id }); }}
        onEdgeMouseLeave={() => { ui.set({ hoveredEdge: undefined }); }}
        onPaneClick={click.onPaneClick}
        {...(overview === undefined ? {} : { onPaneMouseMove: click.onPaneMove })}
        nodesDraggable={!isReadOnly}
        nodesConnectable={!isReadOnly}
        nodesFocusable
        edgesFocusable
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={severalKeys}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={panButtons}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        autoPanOnNodeFocus={false}
        onlyRenderVisibleElements={nodes.length > 60}
        minZoom={zoomLimits.least}
        maxZoom={zoomLimits.most}
        connectionRadius={0}
        attributionPosition="bottom-left"
        connectionLineType={ConnectionLineType.SmoothStep}
      >
        <Dots />
        <ZoomWatch root={root} />
        {drawn !== undefined && <GuideLines drawing={drawn.drawing} />}
        {overview !== undefined && <Overview {...overview} />}
      </ReactFlow>
      {isEmpty && <EmptyHint isReadOnly={isReadOnly} />}
      {isBare && !isReadOnly && <BeginHint />}
      {drawn !== undefined && drawn.drawing.nodes.length > mostWithoutMap && <Minimap drawn={drawn} />}
      <SelectionCount />
      <CanvasMenu />
    </section>
  );
}
