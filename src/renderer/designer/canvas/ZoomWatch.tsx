import { useStore } from '@xyflow/react';
import { useLayoutEffect } from 'react';

/** Pills grow against the zoom up to twice their size: as large at 50 % as at 100 %. In steps, so that not every frame is laid out anew. */
export function ZoomWatch({ root }: { readonly root: React.RefObject<HTMLElement | null> }) {
  const counter = useStore(({ transform }) => Math.round(Math.min(2, Math.max(1, 1 / transform[2])) * 10) / 10);
  useLayoutEffect(() => {
    root.current?.style.setProperty('--counter', String(counter));
  }, [root, counter]);
  return null;
}
