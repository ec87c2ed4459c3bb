import { RunDialog } from '../../screens/workflows/RunDialog.tsx';
import { DeleteWorkflowDialog } from '../../screens/workflows/DeleteWorkflowDialog.tsx';
import { DuplicateDialog } from '../../screens/workflows/DuplicateDialog.tsx';
import { ExportDialog } from '../../screens/workflows/ExportDialog.tsx';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { CheckpointDialog } from './CheckpointDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { SavedFirst } from './SavedFirst.tsx';

/** Windows about the workflow as a whole. What works on the draft the host has waits until that is the one on the screen. */
export function FrameDialogs({ session }: { readonly session: OpenSession }) {
  const { view } = useDesigner();
  const name = useDesignerView((state) => state.dialog?.name);
  const workflow = useDesignerState((state) => state.workflow);
  const close = (): void => {
    view.set({ dialog: undefined });
  };
  switch (name) {
    case 'checkpoint':
      return <CheckpointDialog onClose={close} />;
    case 'publish':
      return (
        <SavedFirst onClose={close}>
          <PublishDialog session={session} onClose={close} />
        </SavedFirst>
      );
    case 'run':
      return (
        <SavedFirst onClose={close}>
          <RunDialog workflowId={workflow.id} isDraftFirst onClose={close} />
        </SavedFirst>
      );
    case 'export':
      return (
        <SavedFirst onClose={close}>
          <ExportDialog workflow={workflow} onClose={close} />
        </SavedFirst>
      );
    case 'duplicate':
      return (
        <SavedFirst onClose={close}>
          <DuplicateDialog workflow={workflow} onClose={close} />
        </SavedFirst>
      );
    case 'delete_workflow':
      return <DeleteWorkflowDialog workflow={workflow} onClose={close} onDelete={async () => session.abandon()} />;
    default:
      return undefined;
  }
}
