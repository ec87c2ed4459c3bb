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
  const [size, setSize] = useState<'beside' | 'large' | 'brought_back'>('beside');
  if (size !== 'large') return <InspectorBody isLarge={false} takesFocus={size === 'brought_back'} onSize={() => { setSize('large'); }} onLeave={noop} />;
  const close = (): void => { setSize('brought_back'); };
  return <LargeInspector onClose={close}><InspectorBody isLarge takesFocus={false} onSize={close} onLeave={() => { setSize('beside'); }} /></LargeInspector>;
}

const noop = (): void => undefined;

interface BodyProps {
  readonly isLarge: boolean;
  /** It was large: its button, which made it so, is gone back to. */
  readonly takesFocus: boolean;
  readonly onSize: () => void;
  /** The focus goes elsewhere on its own. */
  readonly onLeave: () => void;
}

function InspectorBody({ isLarge, takesFocus, onSize, onLeave }: BodyProps) {
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
  useEffect(() => {
    if (!takesFocus) return undefined;
    // What closes sets the focus, too, where the button was that is gone with it.
    const frame = requestAnimationFrame(() => { root.current?.querySelector<HTMLElement>('[data-size] button')?.focus(); });
    return () => { cancelAnimationFrame(frame); };
  }, [takesFocus]);

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
        onLeave();
        leaveInspector(context);
      }}
    >
      <InsertTargetProvider value={target}><Subject isLarge={isLarge} onSize={onSize} /></InsertTargetProvider>
    </div>
  );
}
