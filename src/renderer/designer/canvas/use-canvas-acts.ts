import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { centre, type Point, type Rect } from '../../canvas/geometry.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { fieldOf } from '../problems/fixes/fixes-by-code.ts';
import { knownFindings } from '../problems/use-findings.ts';
import type { CanvasActs, CanvasUi, MenuTarget } from './canvas-ui.ts';
import { drawnNow } from './drawn.ts';
import { noteRects } from './notes.ts';

export interface ActParts {
  readonly ui: CanvasUi;
  readonly root: React.RefObject<HTMLElement | null>;
  readonly startReconnect: CanvasActs['startReconnect'];
  readonly onResize: CanvasActs['resize'];
}

export interface CanvasActsHere extends CanvasActs {
  /** The menu of what is selected, where it stands. */
  readonly openMenuHere: () => void;
}

/** What nodes, lines and commands can ask this canvas for. */
export function useCanvasActsOf({ ui, root, startReconnect, onResize }: ActParts): CanvasActsHere {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  return useMemo(() => {
    const openMenu: CanvasActs['openMenu'] = (target, { clientX, clientY }) => {
      takeUp(target, session);
      const box = root.current?.getBoundingClientRect();
      ui.set({ menu: { target, at: { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }, point: flow.screenToFlowPosition({ x: clientX, y: clientY }) } });
    };
    return {
      ui,
      openMenu,
      openMenuHere() {
        const { selection, definition } = session.get();
        const { drawing } = drawnNow(session);
        const [node, edge, note] = [selection.nodes.at(-1), selection.transitions.at(-1), selection.notes.at(-1)];
        const place: Rect | Point | undefined = node === undefined ? (edge === undefined ? noteRects(definition).get(note ?? '') : drawing.edges.find((each) => each.edge.id === edge)?.label) : drawing.rects.get(node);
        const target: MenuTarget = node !== undefined ? { kind: 'node', id: node } : edge !== undefined ? { kind: 'edge', id: edge } : note !== undefined ? { kind: 'note', id: note } : { kind: 'canvas' };
        const point = place === undefined ? view.canvas.handle?.middle() : isRect(place) ? centre(place) : place;
        const client = flow.flowToScreenPosition(point ?? { x: 0, y: 0 });
        openMenu(target, { clientX: client.x, clientY: client.y });
      },
      selectEdge(id, isAdded) {
        const { transitions } = session.get().selection;
        session.select(isAdded ? { transitions: transitions.includes(id) ? transitions.filter((one) => one !== id) : [...transitions, id] } : { nodes: [], transitions: [id], notes: [] });
      },
      add(where) {
        view.set({ dialog: { name: 'add_node', ...where } });
      },
      startReconnect,
      resize: onResize,
      leaveNote(id) {
        ui.set({ editingNote: undefined });
        root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
      },
      jumpToFinding(node) {
        const finding = knownFindings(session)?.get().verdict?.findings.find(({ where }) => where === `nodes.${node}` || where.startsWith(`nodes.${node}.`));
        view.jump(finding === undefined ? `nodes.${node}` : fieldOf(finding));
      },
    };
  }, [ui, root, session, view, flow, startReconnect, onResize]);
}

/** What the menu is about is selected, unless it is among what is selected already. */
function takeUp(target: MenuTarget, session: ReturnType<typeof useDesigner>['session']): void {
  if (target.kind === 'canvas') return;
  const field = target.kind === 'node' ? 'nodes' : target.kind === 'edge' ? 'transitions' : 'notes';
  if (session.get().selection[field].includes(target.id)) return;
  session.select({ nodes: [], transitions: [], notes: [], [field]: [target.id] });
}

function isRect(place: Rect | Point): place is Rect {
  return 'width' in place;
}
