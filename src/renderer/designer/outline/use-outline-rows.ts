import { useMemo, useRef } from 'react';
import { useFindings } from '../problems/use-findings.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { keepRows, type OutlineRow, outlineRows } from './outline-rows.ts';

/** The lines of the workflow as it stands; a line that did not change is the object it was. */
export function useOutlineRows(): readonly OutlineRow[] {
  const definition = useDesignerState((state) => state.definition);
  const catalogue = useCatalogue();
  const { byNode, byTransition } = useFindings();
  const before = useRef<readonly OutlineRow[]>([]);
  return useMemo(() => {
    before.current = keepRows(before.current, outlineRows({ definition, catalogue, problems: { nodes: byNode, transitions: byTransition } }));
    return before.current;
  }, [definition, catalogue, byNode, byTransition]);
}
