import { useMemo, useState } from 'react';
import { useFindings } from '../problems/use-findings.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { keepRows, outlineRows } from './outline-rows.ts';
/** Gives back what it gave before, as far as that is the same. */
function createKeeper() {
    let before = [];
    return (rows) => {
        before = keepRows(before, rows);
        return before;
    };
}
/** The lines of the workflow as it stands; a line that did not change is the object it was. */
export function useOutlineRows() {
    const definition = useDesignerState((state) => state.definition);
    const catalogue = useCatalogue();
    const { byNode, byTransition } = useFindings();
    const [keep] = useState(createKeeper);
    return useMemo(() => keep(outlineRows({ definition, catalogue, problems: { nodes: byNode, transitions: byTransition } })), [keep, definition, catalogue, byNode, byTransition]);
}
