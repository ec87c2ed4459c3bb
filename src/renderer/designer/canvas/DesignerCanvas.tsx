import { WorkflowCanvas } from '../../canvas/WorkflowCanvas.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';

/** The workflow as a picture in which it is edited. */
export function DesignerCanvas() {
  const { session } = useDesigner();
  const definition = useDesignerState((state) => state.definition);
  const selected = useDesignerState((state) => state.selection.nodes[0]);
  return (
    <WorkflowCanvas
      definition={definition}
      label={canvasWords.label}
      selected={selected}
      onSelect={(node) => {
        session.select({ nodes: node === undefined ? [] : [node], transitions: [], notes: [] });
      }}
    />
  );
}
