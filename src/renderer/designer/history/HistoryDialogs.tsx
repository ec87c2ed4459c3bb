import { useDesigner, useDesignerView } from '../session/DesignerProvider.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';

/** The windows over the designer that have to do with earlier or other states of the workflow. */
export function HistoryDialogs() {
  const { view } = useDesigner();
  const name = useDesignerView((state) => state.dialog?.name);
  const close = (): void => { view.set({ dialog: undefined }); };
  if (name === 'history') return <HistoryDialog onClose={close} />;
  return name === 'merge' ? <MergeDialog onClose={close} /> : null;
}
