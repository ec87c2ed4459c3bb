import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { DesignerCanvas } from '../canvas/DesignerCanvas.tsx';
import { muteFindings } from '../problems/use-findings.ts';
import { createDesignerView } from '../session/create-designer-view.ts';
import { DesignerProvider, useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerView } from '../session/designer-view.ts';
import type { DiffPicture } from './diff-picture.ts';
import { createStillSession } from './still-session.ts';

export interface DiffCanvasProps {
  readonly picture: DiffPicture;
  /** Lets others bring something of the picture into sight. */
  readonly handle: RefObject<DesignerView | undefined>;
}

/** Two states of the workflow in one picture: what is new, changed, moved, and what is gone as it stood. Make it anew for another picture. */
export function DiffCanvas({ picture, handle }: DiffCanvasProps) {
  const { session, view } = useDesigner();
  const [own] = useState(() => {
    const still = createStillSession(session.get().workflow, picture.definition);
    muteFindings(still);
    return { session: still, view: createDesignerView({ session: still, first: { marks: picture.marks }, announce: (words) => { view.announce(words); } }) };
  });
  const show = useEffectEvent((shown: DesignerView | undefined) => { handle.current = shown; });
  useEffect(() => {
    show(own.view);
    return () => { show(undefined); };
  }, [own]);
  return (
    <DesignerProvider session={own.session} view={own.view}>
      <DesignerCanvas />
    </DesignerProvider>
  );
}
