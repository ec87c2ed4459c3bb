import { useEffect, useRef } from 'react';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { Drawn } from './drawn.ts';

/** What an act brought and chose comes into sight, and what is chosen takes over the focus of a node that was chosen before. */
export function useFollowAdded(drawn: Drawn | undefined, root: React.RefObject<HTMLElement | null>): void {
  const { session, view } = useDesigner();
  const before = useRef<Drawn | undefined>(undefined);

  useEffect(() => {
    const last = before.current;
    before.current = drawn;
    const [node] = session.get().selection.nodes;
    if (last === undefined || drawn === undefined || node === undefined) return;
    if (drawn.drawing.byId.has(node) && !last.drawing.byId.has(node)) view.canvas.handle?.reveal(node, { keepsFocus: !isOnAnother(root, node) && document.activeElement !== document.body });
  }, [drawn, session, view, root]);

  useEffect(() => {
    let last = session.get().selection;
    return session.subscribe(() => {
      const { selection } = session.get();
      if (selection === last) return;
      last = selection;
      const [node] = selection.nodes;
      if (node !== undefined && selection.nodes.length === 1 && isOnAnother(root, node)) view.canvas.handle?.reveal(node);
    });
  }, [session, view, root]);
}

/** Whether the focus is on another node of this canvas. */
function isOnAnother(root: React.RefObject<HTMLElement | null>, node: string): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.matches('.react-flow__node') && root.current?.contains(focused) === true && focused.dataset['id'] !== node;
}
