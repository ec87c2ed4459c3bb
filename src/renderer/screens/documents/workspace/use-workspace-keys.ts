import { openDialog } from '../../../state/open-dialog.ts';
import { useDocumentKeys } from '../../../state/use-document-keys.ts';

export interface WorkspaceKeys {
  readonly onSave: () => void;
  readonly onPreview: () => void;
  readonly onExport: () => void;
}

/** Ctrl or Cmd with S saves, with Shift and P shows the preview, with Shift and E exports; not behind a dialog. */
export function useWorkspaceKeys({ onSave, onPreview, onExport }: WorkspaceKeys): void {
  useDocumentKeys((event) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = event.shiftKey ? { p: onPreview, e: onExport }[event.key.toLowerCase()] : event.key.toLowerCase() === 's' ? onSave : undefined;
    if (act === undefined) return;
    event.preventDefault();
    if (openDialog() === null) act();
  });
}
