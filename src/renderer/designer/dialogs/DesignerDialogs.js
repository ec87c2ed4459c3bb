import { jsx as _jsx } from "react/jsx-runtime";
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
    const close = () => {
        view.set({ dialog: undefined });
    };
    switch (dialog?.name) {
        case 'add_node':
            return _jsx(AddNodeDialog, { dialog: dialog, onClose: close });
        case 'connect':
            return _jsx(ConnectDialog, { from: dialog.from, onClose: close });
        case 'add_action':
            return _jsx(AddActionDialog, { node: dialog.node, onClose: close });
        case 'redirect':
            return _jsx(RedirectDialog, { transition: dialog.transition, onClose: close });
        case 'rename':
            return _jsx(RenameDialog, { node: dialog.node, onClose: close });
        case 'find':
            return _jsx(FindDialog, { onClose: close });
        default:
            return undefined;
    }
}
