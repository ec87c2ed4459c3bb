import { useDesigner, useDesignerView } from '../session/DesignerProvider.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';

/** The windows over the designer that have to do with earlier or other states of the workflow. */
export function HistoryDialogs() {
  const { view } = useDesigner();
  const dialog = useDesignerView((state) => state.dialog);
  if (dialog?.name === 'history') return <HistoryDialog onClose={() => { view.set({ dialog: undefined }); }} />;
  return null;
}
