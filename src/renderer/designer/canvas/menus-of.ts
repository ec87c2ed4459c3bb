import type { MouseEvent as ReactMouseEvent } from 'react';
import type { CanvasActs, MenuTarget } from './canvas-ui.ts';
import type { CanvasFlowNode, DesignerFlowEdge } from './flow-elements.ts';

type PointerAt = ReactMouseEvent | MouseEvent;

export interface Menus {
  readonly onNodeContextMenu: (event: PointerAt, node: CanvasFlowNode) => void;
  readonly onSelectionContextMenu: (event: PointerAt, nodes: readonly CanvasFlowNode[]) => void;
  readonly onEdgeContextMenu: (event: PointerAt, edge: DesignerFlowEdge) => void;
  readonly onPaneContextMenu: (event: PointerAt) => void;
}

/** Opens our menu instead of the browser's, wherever on the canvas it is asked for. */
export function menusOf(openMenu: CanvasActs['openMenu']): Menus {
  const open = (event: PointerAt, target: MenuTarget): void => {
    event.preventDefault();
    openMenu(target, event);
  };
  const onNodeContextMenu: Menus['onNodeContextMenu'] = (event, { id, type }) => { open(event, { kind: type === 'note' ? 'note' : 'node', id }); };
  return {
    onNodeContextMenu,
    onSelectionContextMenu(event, [first]) {
      if (first !== undefined) onNodeContextMenu(event, first);
    },
    onEdgeContextMenu(event, { id }) { open(event, { kind: 'edge', id }); },
    onPaneContextMenu(event) { open(event, { kind: 'canvas' }); },
  };
}
