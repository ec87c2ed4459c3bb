import { DeleteBodyDialog, RenameBodyDialog } from '../bodies/BodyDialogs.tsx';
import { useDesigner, useDesignerView } from '../session/DesignerProvider.tsx';
import { AddActionDialog } from './AddActionDialog.tsx';
import { AddNodeDialog } from './AddNodeDialog.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { FindDialog } from './FindDialog.tsx';
import { RedirectDialog } from './RedirectDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';

/** The windows in which one types what is added, connected, led elsewhere, renamed or found. */
export function DesignerDialogs() {
  const { view } = useDesigner();
  const dialog = useDesignerView((state) => state.dialog);
  const close = (): void => {
    view.set({ dialog: undefined });
  };
  switch (dialog?.name) {
    case 'add_node':
      return <AddNodeDialog dialog={dialog} onClose={close} />;
    case 'connect':
      return <ConnectDialog from={dialog.from} onClose={close} />;
    case 'add_action':
      return <AddActionDialog node={dialog.node} onClose={close} />;
    case 'redirect':
      return <RedirectDialog transition={dialog.transition} onClose={close} />;
    case 'rename':
      return <RenameDialog node={dialog.node} onClose={close} />;
    case 'rename_body':
      return <RenameBodyDialog body={dialog.body} onClose={close} />;
    case 'delete_body':
      return <DeleteBodyDialog body={dialog.body} onClose={close} />;
    case 'find':
      return <FindDialog onClose={close} />;
    default:
      return undefined;
  }
}
