import { Suspense, useEffect } from 'react';
import { DeleteDialog } from '../canvas/DeleteDialog.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { DesignerDialogs } from '../dialogs/DesignerDialogs.tsx';
import { KindPalette } from '../palette-pane/KindPalette.tsx';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { useOfferCommands } from '../commands/use-offer-commands.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { Tour } from '../tour/Tour.tsx';
import { CentrePane } from './CentrePane.tsx';
import { DesignerFooter } from './DesignerFooter.tsx';
import styles from './DesignerFrame.module.css';
import { DesignerHeader } from './DesignerHeader.tsx';
import { FrameDialogs } from './FrameDialogs.tsx';
import { InspectorPane } from './InspectorPane.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { Notices } from './Notices.tsx';
import { HistoryDialogs, loadRooms } from './rooms.ts';
import { useAddressPlace } from './use-address-place.ts';
import { useFocusWhereOneWorks } from './use-focus-where-one-works.ts';
import { useLeaveMessages } from './use-leave-messages.ts';
import { useFollowDraft } from './use-follow-draft.ts';

export interface DesignerFrameProps {
  readonly session: OpenSession;
  /** The version that is read; the draft is edited if absent. */
  readonly version: number | undefined;
}

/** Head, three panes with the problems below, foot, and what may open over them. */
export function DesignerFrame({ session, version }: DesignerFrameProps) {
  const isProblemsOpen = useDesignerView((state) => state.isProblemsOpen);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  useCommandKeys();
  useOfferCommands();
  useFollowDraft(session);
  useFocusWhereOneWorks();
  useLeaveMessages();
  useAddressPlace();
  useEffect(() => { void loadRooms(); }, []);
  return (
    <div data-designer-frame className={styles['designer']}>
      <DesignerHeader />
      <Notices session={session} version={version} />
      <div className={styles['body']}>
        {!isReadOnly && (
          <div data-designer-pane data-tour="palette" className={styles['palette']}>
            <KindPalette />
          </div>
        )}
        <div className={styles['middle']}>
          <CentrePane />
          {isProblemsOpen && (
            <div data-designer-pane className={styles['problems']}>
              <ProblemsPanel />
            </div>
          )}
        </div>
        <InspectorPane />
      </div>
      <DesignerFooter />
      <FrameDialogs session={session} />
      <DeleteDialog />
      <DesignerDialogs />
      <Suspense>
        <HistoryDialogs />
      </Suspense>
      <Tour />
      <LeaveGuard session={session} />
    </div>
  );
}
