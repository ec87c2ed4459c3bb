import { useEffect, useRef } from 'react';
import { useDesignerView } from '../session/DesignerProvider.tsx';

const focusable = '[data-designer-area] :is([role=treegrid], .react-flow__node[tabindex="0"])';

/** Once a window over the designer closes, and what had the focus went with what was done in it, the focus is where one worked. */
export function useFocusAfterDialogs(): void {
  const isOpen = useDesignerView((state) => state.dialog !== undefined);
  const wasOpen = useRef(false);
  useEffect(() => {
    const isClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (!isClosed) return undefined;
    // The window itself gives the focus back in the frame after it is gone, where there is somewhere to give it.
    const later = setTimeout(() => { if (document.activeElement === document.body) document.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true }); }, 100);
    return () => {
      clearTimeout(later);
    };
  }, [isOpen]);
}
