import type { ReactNode } from 'react';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { RunDialog } from '../../screens/workflows/RunDialog.tsx';
import { DeleteWorkflowDialog } from '../../screens/workflows/DeleteWorkflowDialog.tsx';
import { DuplicateDialog } from '../../screens/workflows/DuplicateDialog.tsx';
import { ImportDialog } from '../../screens/workflows/ImportDialog.tsx';
import { ExportDialog } from '../../screens/workflows/ExportDialog.tsx';
import type { OpenSession } from '../session/create-designer-session.ts';
import type { DesignerDialog } from '../session/designer-view.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { CheckpointDialog } from './CheckpointDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { SavedFirst } from './SavedFirst.tsx';

/** Windows about the workflow as a whole. What works on the draft the host has waits until that is the one on the screen. */
export function FrameDialogs({ session }: { readonly session: OpenSession }) {
  const { view } = useDesigner();
  const open = useDesignerView((state) => state.dialog);
  const name = open?.name;
  const workflow = useDesignerState((state) => state.workflow);
  const close = (): void => {
    view.set({ dialog: undefined });
  };
  if (open?.name === 'import') return <ImportDialog file={open.file} onClose={close} />;
  const dialog = dialogNamed(name, { session, workflow, onClose: close });
  return dialog !== undefined && needsSaved.has(name) ? <SavedFirst onClose={close}>{dialog}</SavedFirst> : dialog;
}

const needsSaved: ReadonlySet<DesignerDialog['name'] | undefined> = new Set(['publish', 'run', 'export', 'duplicate']);

interface DialogParts {
  readonly session: OpenSession;
  readonly workflow: WorkflowView;
  readonly onClose: () => void;
}

function dialogNamed(name: DesignerDialog['name'] | undefined, { session, workflow, onClose }: DialogParts): ReactNode {
  switch (name) {
    case 'checkpoint':
      return <CheckpointDialog onClose={onClose} />;
    case 'publish':
      return <PublishDialog session={session} onClose={onClose} />;
    case 'run':
      return <RunDialog workflowId={workflow.id} isDraftFirst onClose={onClose} />;
    case 'export':
      return <ExportDialog workflow={workflow} onClose={onClose} />;
    case 'duplicate':
      return <DuplicateDialog workflow={workflow} onClose={onClose} />;
    case 'delete_workflow':
      return <DeleteWorkflowDialog workflow={workflow} onClose={onClose} onDelete={async () => session.abandon()} />;
    default:
      return undefined;
  }
}
