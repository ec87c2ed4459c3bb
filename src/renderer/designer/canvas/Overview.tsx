import { type ReactFlowState, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useDarkTheme } from '../../editors/use-dark-theme.ts';
import type { Drawing } from './drawing-of.ts';
import styles from './Layers.module.css';
import { type Painting, paintDrawing, paintsOf } from './paint-drawing.ts';

/** More nodes than this in sight are painted as one picture. */
const mostNodes = 140;
/** A closer look paints none, however many nodes there are. */
const closest = 0.6;

/** Whether so many nodes are in sight that they are painted as one picture, and the page draws only those one works with. */
export function useIsOverview(drawing: Drawing | undefined): boolean {
  return useStore((state) => drawing !== undefined && drawing.nodes.length > mostNodes && state.transform[2] < closest && isCrowded(drawing, state));
}

function isCrowded({ rects }: Drawing, { width, height, transform: [x, y, zoom] }: ReactFlowState): boolean {
  let count = 0;
  for (const rect of rects.values()) {
    const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
    if (left < width && top < height && left + rect.width * zoom > 0 && top + rect.height * zoom > 0) count += 1;
    if (count > mostNodes) return true;
  }
  return false;
}

/** The picture of everything in sight, painted anew with every move, and with the colours of another theme. */
export function Overview(painting: Omit<Painting, 'paints'>) {
  return <Picture key={String(useDarkTheme())} {...painting} />;
}

function Picture(painting: Omit<Painting, 'paints'>) {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(painting);
  const paint = useRef<() => void>(() => {});

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const paints = paintsOf(element);
    paint.current = () => {
      const { width, height, transform: [x, y, zoom] } = store.getState();
      const scale = devicePixelRatio;
      if (element.width !== Math.round(width * scale) || element.height !== Math.round(height * scale)) {
        element.width = Math.round(width * scale);
        element.height = Math.round(height * scale);
      }
      context.setTransform(scale, 0, 0, scale, 0, 0);
      paintDrawing(context, { ...latest.current, paints }, { width, height, x, y, zoom });
    };
    let asked = 0;
    let seen = store.getState().transform;
    const stop = store.subscribe(({ transform }) => {
      if (transform === seen || asked !== 0) return;
      seen = transform;
      asked = requestAnimationFrame(() => {
        asked = 0;
        seen = store.getState().transform;
        paint.current();
      });
    });
    paint.current();
    return () => {
      cancelAnimationFrame(asked);
      stop();
    };
  }, [store]);

  useLayoutEffect(() => {
    latest.current = painting;
    paint.current();
  });

  return <canvas ref={canvas} className={styles['overview']} aria-hidden="true" />;
}
