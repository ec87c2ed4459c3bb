import { useEffect, useEffectEvent } from 'react';

export interface WorkspaceKeys {
  readonly onSave: () => void;
  readonly onPreview: () => void;
  readonly onExport: () => void;
}

/** Ctrl or Cmd with S saves, with Shift and P shows the preview, with Shift and E exports; not behind a dialog. */
export function useWorkspaceKeys({ onSave, onPreview, onExport }: WorkspaceKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = event.shiftKey ? { p: onPreview, e: onExport }[event.key.toLowerCase()] : event.key.toLowerCase() === 's' ? onSave : undefined;
    if (act === undefined) return;
    event.preventDefault();
    if (document.querySelector('[role=dialog], [role=alertdialog]') === null) act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      onKey(event);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
