import { useEffect, useEffectEvent, useState } from 'react';
import { DesignerCanvas } from '../canvas/DesignerCanvas.tsx';
import { muteFindings } from '../problems/use-findings.ts';
import { createDesignerView } from '../session/create-designer-view.ts';
import { DesignerProvider, useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerSession } from '../session/designer-session.ts';
import type { DesignerView, DesignerViewState } from '../session/designer-view.ts';
import type { DiffPicture } from './diff-picture.ts';
import { createStillSession } from './still-session.ts';

export interface DiffCanvasProps {
  readonly picture: DiffPicture;
  /** What two drafts changed each in its own way, which may be settled while the picture stands. */
  readonly conflicts?: DesignerViewState['conflicts'];
  /** Gives what something of the picture is chosen and brought into sight with. */
  readonly onReady: (shown: ShownPicture) => void;
  /** A node or transition was chosen on the picture. */
  readonly onChoose?: (id: string) => void;
}

export interface ShownPicture {
  readonly session: DesignerSession;
  readonly view: DesignerView;
}

/** Two states of the workflow in one picture: what is new, changed, moved, and what is gone as it stood. Make it anew for another picture. */
export function DiffCanvas({ picture, conflicts, onReady, onChoose }: DiffCanvasProps) {
  const { session, view } = useDesigner();
  const [own] = useState((): ShownPicture => {
    const still = createStillSession(session.get().workflow, picture.definition);
    muteFindings(still);
    return { session: still, view: createDesignerView({ session: still, first: { marks: picture.marks, conflicts }, announce: (words) => { view.announce(words); } }) };
  });
  const tell = useEffectEvent((shown: ShownPicture) => { onReady(shown); });
  const choose = useEffectEvent((id: string) => { onChoose?.(id); });
  useEffect(() => { tell(own); }, [own]);
  useEffect(() => { own.view.set({ conflicts }); }, [own, conflicts]);
  useEffect(() => own.session.subscribe(() => {
    const { nodes, transitions } = own.session.get().selection;
    const id = nodes.at(-1) ?? transitions.at(-1);
    if (id !== undefined) choose(id);
  }), [own]);
  return (
    <DesignerProvider session={own.session} view={own.view}>
      <DesignerCanvas />
    </DesignerProvider>
  );
}
