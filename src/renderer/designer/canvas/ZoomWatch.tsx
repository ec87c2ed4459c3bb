import { useStore } from '@xyflow/react';
import { useEffect, useLayoutEffect } from 'react';
import { useDesigner } from '../session/DesignerProvider.tsx';

/** Tells the foot of the designer how close one looks. Pills grow against the zoom up to twice their size: as large at 50 % as at 100 %. In steps, so that not every frame is laid out anew. */
export function ZoomWatch({ root }: { readonly root: React.RefObject<HTMLElement | null> }) {
  const counter = useStore(({ transform }) => Math.round(Math.min(2, Math.max(1, 1 / transform[2])) * 10) / 10);
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100) / 100);
  const { view } = useDesigner();
  useEffect(() => {
    view.set({ zoom });
    return () => { view.set({ zoom: undefined }); };
  }, [view, zoom]);
  useLayoutEffect(() => {
    root.current?.style.setProperty('--counter', String(counter));
  }, [root, counter]);
  return null;
}
