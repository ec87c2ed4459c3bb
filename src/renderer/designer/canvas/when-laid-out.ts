import type { DesignerView } from '../session/designer-view.ts';

/** Longer than any layout takes, in frames. */
const most = 600;

/** Acts once everything on the canvas stands where it is; it is laid out beside the page. An outline or a source has none. */
export function whenLaidOut(view: DesignerView, act: () => void): () => void {
  let frame = 0;
  const look = (left: number): void => {
    if (left === 0 || view.get().pane !== 'canvas') return;
    if (view.canvas.handle?.isLaidOut() === true) act();
    else frame = requestAnimationFrame(() => { look(left - 1); });
  };
  look(most);
  return () => { cancelAnimationFrame(frame); };
}
