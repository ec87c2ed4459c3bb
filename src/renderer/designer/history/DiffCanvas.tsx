import { useEffect, useEffectEvent, useState } from 'react';
import { DesignerCanvas } from '../canvas/DesignerCanvas.tsx';
import { muteFindings } from '../problems/use-findings.ts';
import { createDesignerView } from '../session/create-designer-view.ts';
import { DesignerProvider, useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerView } from '../session/designer-view.ts';
import type { DiffPicture } from './diff-picture.ts';
import { createStillSession } from './still-session.ts';

export interface DiffCanvasProps {
  readonly picture: DiffPicture;
  /** Gives the view with which something of the picture is brought into sight. */
  readonly onReady: (view: DesignerView) => void;
}

/** Two states of the workflow in one picture: what is new, changed, moved, and what is gone as it stood. Make it anew for another picture. */
export function DiffCanvas({ picture, onReady }: DiffCanvasProps) {
  const { session, view } = useDesigner();
  const [own] = useState(() => {
    const still = createStillSession(session.get().workflow, picture.definition);
    muteFindings(still);
    return { session: still, view: createDesignerView({ session: still, first: { marks: picture.marks }, announce: (words) => { view.announce(words); } }) };
  });
  const tell = useEffectEvent((shown: DesignerView) => { onReady(shown); });
  useEffect(() => { tell(own.view); }, [own]);
  return (
    <DesignerProvider session={own.session} view={own.view}>
      <DesignerCanvas />
    </DesignerProvider>
  );
}
