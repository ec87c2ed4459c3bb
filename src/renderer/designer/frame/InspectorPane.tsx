import { type CSSProperties, type KeyboardEvent, type PointerEvent, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { leaveInspector } from '../inspector/leave-inspector.ts';
import { Inspector } from './rooms.ts';
import { followNarrowness, inspectorLimits, isInspectorShown, isNarrowWindow, keepInspector, keptInspector, withinLimits } from './inspector-room.ts';
import styles from './InspectorPane.module.css';
import { useSettled } from './use-settled.ts';

const words = designerWords.panes;

/** The inspector on the right: as wide as a person drew it, pinned or only there while something is selected. */
export function InspectorPane() {
  const context = useDesigner();
  const { view } = context;
  const isPinned = useDesignerView((state) => state.isInspectorPinned);
  const hasSelection = useDesignerState(({ selection }) => selection.nodes.length + selection.transitions.length + selection.notes.length > 0);
  const [width, setWidth] = useState(() => keptInspector().width);
  const isWanted = useDesignerView((state) => isInspectorShown(state, hasSelection));
  const isShown = useSettled(isWanted);
  useEffect(() => {
    // Over the canvas, it does not come back by itself with what is chosen next.
    if (!isWanted && isNarrowWindow()) view.set({ isInspectorOpen: false });
  }, [isWanted, view]);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => followNarrowness(view, () => pane.current?.contains(document.activeElement) === true), [view]);
  useLayoutEffect(() => {
    if (isShown && isNarrowWindow()) view.canvas.handle?.uncover();
  }, [isShown, view]);
  if (!isShown) return undefined;
  const resize = (next: number): void => {
    const kept = withinLimits(next);
    setWidth(kept);
    keepInspector({ width: kept, isPinned });
  };
  const pin = (): void => {
    view.set({ isInspectorPinned: !isPinned });
    keepInspector({ width, isPinned: !isPinned });
  };
  const leave = (event: KeyboardEvent<HTMLElement>): void => {
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !isInside || !isNarrowWindow()) return;
    view.set({ isInspectorOpen: false });
    leaveInspector(context);
  };
  const asWide: CSSProperties & { readonly '--inspector': string } = { '--inspector': `${width}px` };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the key that leaves what is in it
    <aside ref={pane} data-designer-pane aria-label={words.inspector} className={styles['pane']} style={asWide} onKeyDown={leave}>
      <Divider width={width} onResize={resize} />
      <div className={styles['acts']}>
        <IconButton icon="pin" label={isPinned ? words.unpin : words.pin} aria-pressed={isPinned} onPress={pin} />
        <IconButton
          icon="cross"
          label={words.closeInspector}
          onPress={() => {
            view.set({ isInspectorOpen: false });
          }}
        />
      </div>
      <div data-designer-inspector className={styles['content']}>
        <Suspense fallback={<Skeleton count={4} />}>
          <Inspector />
        </Suspense>
      </div>
    </aside>
  );
}

/** A narrow window draws it less wide than it was left. */
function drawnWidth(edge: HTMLElement): number {
  return edge.parentElement?.offsetWidth ?? inspectorLimits.usual;
}

/** The edge that is drawn, or moved with the arrows. */
function Divider({ width, onResize }: { readonly width: number; readonly onResize: (width: number) => void }) {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const from = event.clientX;
    const begun = drawnWidth(edge);
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => {
      onResize(begun + from - moved.clientX);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => { edge.removeEventListener('pointermove', move); }, { once: true });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions -- a separator with a value is a control
    <div
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words.width}
      aria-valuenow={width}
      aria-valuemin={inspectorLimits.least}
      aria-valuemax={inspectorLimits.most}
      className={styles['divider']}
      onPointerDown={drag}
      onKeyDown={(event) => {
        const drawn = drawnWidth(event.currentTarget);
        const next = { ArrowLeft: drawn + inspectorLimits.step, ArrowRight: drawn - inspectorLimits.step, Home: inspectorLimits.least, End: inspectorLimits.most }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        onResize(next);
      }}
    />
  );
}
