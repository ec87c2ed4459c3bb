import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { Rect } from '../../canvas/geometry.ts';
import { closestTo } from './nearest-node.ts';

/**
 * When what has the focus on the canvas is drawn no more, such as a node whose adding is undone, the focus stays here: on
 * what is selected, else on the node that stands nearest to it, else on the canvas itself.
 */
export function useKeepFocus(root: React.RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    const canvas = root.current;
    if (canvas === null) return undefined;
    const heard = new AbortController();
    const rectOf = (id: string): Rect | undefined => {
      const found = store.getState().nodeLookup.get(id);
      return found === undefined ? undefined : { ...found.internals.positionAbsolute, width: found.measured.width ?? 0, height: found.measured.height ?? 0 };
    };
    let last: { readonly id: string | undefined; readonly rect: Rect | undefined } | undefined;
    const follow = ({ target }: Event): void => {
      const isHere = target instanceof Element && canvas.contains(target);
      const id = isHere ? (target.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined) : undefined;
      last = isHere ? { id, rect: id === undefined ? undefined : rectOf(id) } : undefined;
    };
    const leave = ({ target }: Event): void => {
      if (!(target instanceof Node && canvas.contains(target))) last = undefined;
    };
    document.addEventListener('focusin', follow, { signal: heard.signal });
    document.addEventListener('pointerdown', leave, { signal: heard.signal, capture: true });
    const watch = new MutationObserver(() => {
      if (last === undefined || document.activeElement !== document.body) return;
      const drawn = (id: string): HTMLElement | undefined => canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? undefined;
      const { id, rect } = last;
      // Scrolled away it still stands where it stood: nothing else takes its place.
      const isGone = id !== undefined && !store.getState().nodeLookup.has(id);
      const others = new Map([...store.getState().nodeLookup.keys()].flatMap((other): [string, Rect][] => {
        const at = drawn(other) === undefined ? undefined : rectOf(other);
        return at === undefined ? [] : [[other, at]];
      }));
      const near = isGone && rect !== undefined ? closestTo(others, rect) : undefined;
      const next = canvas.querySelector<HTMLElement>('.react-flow__node.selected') ?? (near === undefined ? undefined : drawn(near)) ?? canvas;
      next.focus({ preventScroll: true });
    });
    watch.observe(canvas, { childList: true, subtree: true });
    return () => {
      heard.abort();
      watch.disconnect();
    };
  }, [root, store]);
}
