import { useEffect } from 'react';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { isTyping } from '../../state/is-typing.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { dependencyLight } from './dependency-light.ts';

/** While Shift alone is held and nodes are selected, who feeds them is shown and said. */
export function useHoldShift(ui: CanvasUi, root: React.RefObject<HTMLElement | null>): void {
  const { session, view } = useDesigner();
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const isHere = event.target === document.body || (event.target instanceof Element && root.current?.contains(event.target) === true);
      if (event.key !== 'Shift' || event.ctrlKey || event.metaKey || event.altKey) ui.set({ isLit: false });
      else if (isHere && !event.repeat && !isTyping(event.target)) {
        const { definition, selection } = session.get();
        if (selection.nodes.length === 0) return;
        ui.set({ isLit: true });
        view.announce(canvasWords.announce.light(dependencyLight(definition, selection.nodes).feeders.size));
      }
    };
    const off = (): void => { ui.set({ isLit: false }); };
    const up = (event: KeyboardEvent): void => {
      if (event.key === 'Shift') off();
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', off);
    addEventListener('pointerdown', off, { capture: true });
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', off);
      removeEventListener('pointerdown', off, { capture: true });
    };
  }, [session, view, ui, root]);
}
