import type { DragEvent } from 'react';
import { readBase64 } from '../../components/read-base64.ts';
import { sayFailed } from '../../components/toasts.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { workflowWords } from '../../strings/workflows.ts';
import type { DesignerView } from '../session/designer-view.ts';

/** Of files that are dropped, takes the first; the browser would open it in place of the page. */
export function takeFiles(event: DragEvent, view: Pick<DesignerView, 'set' | 'announce'>): void {
  const [file] = event.dataTransfer.files;
  if (file === undefined) return;
  event.preventDefault();
  void takeFile(view, file);
}

/** Opens the window that says what a workflow in a file would bring; of any other file it is said where such go. */
async function takeFile(view: Pick<DesignerView, 'set' | 'announce'>, file: File): Promise<void> {
  if (!/\.(?:json|zip)$/iu.test(file.name)) {
    view.announce(canvasWords.noWorkflowFile(file.name));
    return;
  }
  try {
    view.set({ dialog: { name: 'import', file: { name: file.name, content: await readBase64(file) } } });
  } catch (error) {
    sayFailed(workflowWords.importFailed, error);
  }
}
