import { memo, useDeferredValue, useMemo } from 'react';
import { WorkflowCanvas } from '../canvas/WorkflowCanvas.tsx';
import { nodeStates } from '../canvas/node-states.ts';
import { nodeOf, placeOf } from '../../core/domain/model/region-path.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import type { StateAnswer } from '../../core/domain/operations/runs-from-journal.ts';
import { runWords } from '../strings/runs.ts';
import { useConsole, usePosition, useShownRow } from './console-context.tsx';
import { hasEnded } from './describe-run.ts';
import { useStateAt } from './position/use-state-at.ts';
import { wayUpTo } from './timeline/positions.ts';

export interface ConsoleMapProps {
  readonly selected: string | undefined;
  readonly onSelect: (nodeId: string | undefined) => void;
}

/** The map of the run: where it is, or was where the reader went back to, and how often it went each way. */
export const ConsoleMap = memo(function ConsoleMap({ selected, onSelect }: ConsoleMapProps) {
  const { run, feed } = useConsole();
  const { at } = usePosition();
  // The row that came is on the screen before a long way is gone again.
  const row = useDeferredValue(useShownRow());
  const { state } = useStateAt();
  const way = useMemo(() => wayUpTo(feed.rows, row), [feed, row]);
  const states = useMemo(() => nodeStates(at === undefined || state === undefined ? run : asItWas(state, way.visited)), [run, at, state, way]);
  const focus = at === undefined ? (run.active.at(-1)?.nodeId ?? run.incidents[0]?.nodeId) : feed.rows.placeAt(row);
  return (
    <WorkflowCanvas definition={run.definition} label={runWords.canvas} states={states} taken={way.taken} focus={focus} isStill={at === undefined && hasEnded(run)} selected={selected} onSelect={onSelect} />
  );
});

type Standing = Parameters<typeof nodeStates>[0];

/** What the map shows of a run after one of its rows. */
function asItWas({ active, reasons, status, error, incidents }: StateAnswer, visited: Readonly<Record<string, number>>): Standing {
  return {
    visited: { ...visited },
    active: active.map(({ visit, phase }) => ({ visit, nodeId: placeOf(visit), phase: phase as RunView['active'][number]['phase'] })),
    incidents: incidents.map(({ visit }) => ({ nodeId: nodeOf(visit) })) as unknown as RunView['incidents'],
    status,
    reasons,
    error,
  };
}
