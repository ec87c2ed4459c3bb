import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { useDarkTheme } from '../../editors/use-dark-theme.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import styles from './Layers.module.css';
import { paintsOf } from './paint-drawing.ts';
import type { Drawn } from './drawn.ts';
import { mapSize } from './map-size.ts';
import { wholeOf } from './fit-view.ts';

const [width, height, margin] = [144, 96, 8];

/** Everything in small, with what is in sight; a press or a drag goes there. The keyboard has arrows, search and fit. */
export function Minimap({ drawn }: { readonly drawn: Drawn }) {
  // A narrow picture is small itself.
  const hasRoom = useStore((state) => state.width >= 3 * mapSize.width);
  const isDark = useDarkTheme();
  return hasRoom && <Picture key={String(isDark)} drawn={drawn} />;
}

function Picture({ drawn }: { readonly drawn: Drawn }) {
  const store = useStoreApi();
  const flow = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = wholeOf(drawn) ?? { x: 0, y: 0, width: 1, height: 1 };
  const scale = Math.min((width - 2 * margin) / whole.width, (height - 2 * margin) / whole.height);
  const offset = { x: (width - whole.width * scale) / 2 - whole.x * scale, y: (height - whole.height * scale) / 2 - whole.y * scale };

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const paints = paintsOf(element);
    element.width = width * devicePixelRatio;
    element.height = height * devicePixelRatio;
    const picture = new OffscreenCanvas(element.width, element.height);
    const still = picture.getContext('2d');
    if (still === null) return;
    still.scale(devicePixelRatio, devicePixelRatio);
    for (const { node, bodies } of drawn.drawing.nodes) {
      const rect = drawn.drawing.rects.get(node.id);
      if (rect === undefined) continue;
      still.fillStyle = bodies.length > 0 ? paints.ground : paints.line;
      still.fillRect(rect.x * scale + offset.x, rect.y * scale + offset.y, Math.max(1.5, rect.width * scale), Math.max(1.5, rect.height * scale));
    }
    let asked = 0;
    const paint = (): void => {
      asked = 0;
      const { width: wide, height: high, transform: [x, y, zoom] } = store.getState();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.drawImage(picture, 0, 0);
      context.scale(devicePixelRatio, devicePixelRatio);
      context.strokeStyle = paints.accent;
      context.lineWidth = 1.5;
      const [left, top] = [Math.max(1, (-x / zoom) * scale + offset.x), Math.max(1, (-y / zoom) * scale + offset.y)];
      const [right, bottom] = [Math.min(width - 1, ((wide - x) / zoom) * scale + offset.x), Math.min(height - 1, ((high - y) / zoom) * scale + offset.y)];
      context.strokeRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    };
    paint();
    const stop = store.subscribe(() => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    });
    return () => {
      cancelAnimationFrame(asked);
      stop();
    };
  }, [drawn, store, scale, offset.x, offset.y]);

  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    void flow.setCenter((event.clientX - box.left - offset.x) / scale, (event.clientY - box.top - offset.y) / scale, { zoom: flow.getZoom() });
  };
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={canvasWords.minimap}
      className={styles['minimap']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) go(event);
      }}
    />
  );
}
