import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { transitionCounts } from '../../canvas/node-states.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';

/** A journal of more rows than this is not read for a number on a line. */
const mostRows = 2000;
const none: ReadonlyMap<string, number> = new Map();

/** How often each transition was taken in the last run; nothing where there was none, or it was very long. */
export function useTaken(): ReadonlyMap<string, number> {
  const queries = useQueries();
  const id = useDesignerState((state) => state.workflow.lastRun?.id);
  const { data } = useQuery({ ...queries.runs.events.queryOptions({ input: { id: id ?? '', limit: mostRows } }), enabled: id !== undefined });
  return useMemo(() => (data === undefined || data.items.length >= mostRows ? none : transitionCounts(data.items.flatMap((line) => ('payload' in line ? [line] : [])))), [data]);
}
