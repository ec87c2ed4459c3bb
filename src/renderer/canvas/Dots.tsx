import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import styles from './Dots.module.css';

/** From dot to dot at full size. */
const gap = 20;

/** Dots that go along with the drawing: moved as one picture, which is painted anew only at another zoom. */
export function Dots() {
  const store = useStoreApi();
  const ground = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let painted = 0;
    const place = (): void => {
      const { style } = ground.current ?? {};
      const [x, y, zoom] = store.getState().transform;
      if (style === undefined) return;
      const apart = gap * zoom;
      style.transform = `translate(${(x % apart) - apart}px, ${(y % apart) - apart}px)`;
      if (painted !== zoom) {
        style.backgroundSize = `${apart}px ${apart}px`;
        // From afar they stand closer together, and would outdo what is drawn on them.
        style.opacity = String(Math.min(1, zoom));
      }
      painted = zoom;
    };
    place();
    return store.subscribe(place);
  }, [store]);
  return <div ref={ground} className={styles['dots']} aria-hidden="true" />;
}
