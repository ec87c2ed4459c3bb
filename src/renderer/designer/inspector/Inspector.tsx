import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDesigner, useDesignerView } from '../session/DesignerProvider.tsx';
import { bringField } from './bring-field.ts';
import { endBurst } from './editing/use-editing.ts';
import styles from './inspector.module.css';
import { leaveInspector } from './leave-inspector.ts';
import { LargeInspector } from './panes/LargeInspector.tsx';
import { Subject } from './Subject.tsx';
import { InsertTarget, InsertTargetProvider } from './text/insert-target.tsx';

/** What is selected, and everything about it that can be edited: a node, a transition, several of them, or the workflow itself. */
export function Inspector() {
  const [isLarge, setIsLarge] = useState(false);
  if (!isLarge) return <InspectorBody isLarge={false} onSize={() => { setIsLarge(true); }} />;
  const close = (): void => { setIsLarge(false); };
  return <LargeInspector onClose={close}><InspectorBody isLarge onSize={close} /></LargeInspector>;
}

function InspectorBody({ isLarge, onSize }: { readonly isLarge: boolean; readonly onSize: () => void }) {
  const context = useDesigner();
  const root = useRef<HTMLDivElement>(null);
  const field = useDesignerView((view) => view.field);
  const [target] = useState(() => new InsertTarget());
  const bring = useEffectEvent((where: string) => {
    if (root.current !== null && bringField(root.current, where)) context.view.set({ field: undefined });
  });
  useEffect(() => {
    if (field === undefined) return undefined;
    // The panel that holds the field is drawn first.
    const frame = requestAnimationFrame(() => { bring(field); });
    return () => { cancelAnimationFrame(frame); };
  }, [field]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pane around it is the landmark; here keys leave it
    <div
      ref={root}
      className={styles['inspector']}
      onFocus={() => { endBurst(context.session); }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        if (isLarge) onSize();
        leaveInspector(context);
      }}
    >
      <InsertTargetProvider value={target}><Subject isLarge={isLarge} onSize={onSize} /></InsertTargetProvider>
    </div>
  );
}
