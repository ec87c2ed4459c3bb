import { useEffect } from 'react';
import { useDesignerView } from '../session/DesignerProvider.tsx';

/** The outline, what is chosen on the canvas, or the canvas itself. */
const focusable = ['[data-designer-area] [role=treegrid]', 'section[data-designer-area] .react-flow__node.selected', 'section[data-designer-area]'];

/** Once the designer is open, another pane of it is shown, or a window over it closes, and what had the focus is gone, the focus is where one works. */
export function useFocusWhereOneWorks(): void {
  const isOpen = useDesignerView((state) => state.dialog !== undefined);
  const pane = useDesignerView((state) => state.pane);
  useEffect(() => {
    if (isOpen || pane === 'source') return undefined;
    // The window itself gives the focus back in the frame after it is gone, where there is somewhere to give it.
    const later = setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const [first] = focusable.flatMap((each) => document.querySelector<HTMLElement>(each) ?? []);
      first?.focus({ preventScroll: true });
    }, 100);
    return () => {
      clearTimeout(later);
    };
  }, [isOpen, pane]);
}
