import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { createFlowChanges, type FlowChanges } from './flow-changes.ts';
import { createEscape } from './on-escape.ts';

/** What the pointer does with nodes and lines of this canvas; Escape gives up what is under way. */
export function useFlowChanges(ui: CanvasUi, catalogue: readonly CatalogueEntry[]): FlowChanges {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const made = useMemo(() => {
    const escape = createEscape(() => { changes.giveUp(); });
    const changes = createFlowChanges({ session, view, flow, ui, catalogue, onBegin: escape.listen, onEnd: escape.stop });
    return { changes, escape };
  }, [session, view, flow, ui, catalogue]);
  useEffect(() => made.escape.stop, [made]);
  return made.changes;
}
