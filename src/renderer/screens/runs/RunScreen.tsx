import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { allNodes, readDefinition } from '../../canvas/read-definition.ts';
import { nodeStates, transitionCounts } from '../../canvas/node-states.ts';
import { WorkflowCanvas } from '../../canvas/WorkflowCanvas.tsx';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../components/Breadcrumb.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { endedRun, hasEnded, runLook } from '../../console/describe-run.ts';
import { RunControls } from '../../console/RunControls.tsx';
import { RunNotices } from '../../console/RunNotices.tsx';
import { RunTabs } from '../../console/RunTabs.tsx';
import { RunTimeline } from '../../console/RunTimeline.tsx';
import { useRunStream } from '../../state/use-run-stream.ts';
import { useAddressId } from '../../state/use-address-id.ts';
import { runWords } from '../../strings/runs.ts';
import styles from './RunScreen.module.css';

/** One run: the map with the live step, the journal as it grows, what it holds, and the hand on it. */
export function RunScreen() {
  const id = useAddressId() ?? '';
  const queries = useQueries();
  const { data, error, refetch } = useQuery(
    queries.runs.get.queryOptions({ input: { id }, refetchInterval: ({ state }) => (state.data !== undefined && hasEnded(state.data) ? false : 5000) }),
  );

  if (data !== undefined) return <OpenRun key={data.id} run={data} />;
  return (
    <Page title={runWords.one} above={<Breadcrumb list={<Link to="/runs">{runWords.title}</Link>} />}>
      {error === null ? <Skeleton shape="block" /> : <Failure error={error} title={runWords.cannotShow} onRetry={() => void refetch()} />}
    </Page>
  );
}

function OpenRun({ run: answered }: { readonly run: RunView }) {
  const stream = useRunStream(answered.id);
  const run = useMemo(() => endedRun(answered, stream.lines.at(-1)), [answered, stream.lines]);
  useRefresh(answered.id, { rows: stream.lines.length, isBehind: run !== answered });
  const isStarted = useLocation({ select: ({ state }) => state.isStarted === true });
  const [selected, setSelected] = useState<string>();
  const names = useMemo(() => new Map(allNodes(readDefinition(run.definition)).map(({ id, name }) => [id, name])), [run.definition]);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const states = useMemo(() => nodeStates(run), [run]);
  const taken = useMemo(() => transitionCounts(stream.lines), [stream.lines]);
  const look = runLook(run.status);

  return (
    <Page
      title={run.workflow.name}
      above={<Breadcrumb list={<Link to="/runs">{runWords.title}</Link>} own={<code title={run.id}>{run.id.slice(-8)}</code>} />}
      beside={<StatusChip look={look} />}
      actions={<RunControls run={run} />}
      isTitleFocused={isStarted}
      isFilled
    >
      <p className="visually-hidden" role="status">
        {runWords.announce(run.workflow.name, look.label)}
      </p>
      <RunNotices run={run} connection={stream.connection} nameOf={nameOf} />
      <div className={styles['grid']}>
        <WorkflowCanvas
          definition={run.definition}
          label={runWords.canvas}
          states={states}
          taken={taken}
          focus={run.active.at(-1)?.nodeId ?? run.incidents[0]?.nodeId}
          isStill={hasEnded(run)}
          selected={selected}
          onSelect={setSelected}
        />
        <div className={styles['right']}>
          <RunTimeline
            lines={stream.lines}
            nameOf={nameOf}
            nodeId={selected}
            onEveryNode={() => {
              setSelected(undefined);
            }}
          />
          <RunTabs run={run} stream={stream} nameOf={nameOf} />
        </div>
      </div>
    </Page>
  );
}

/** The journal says that something changed; where the run stands is then asked anew, at most a few times a second, until the answer has caught up. */
function useRefresh(runId: string, { rows, isBehind }: { readonly rows: number; readonly isBehind: boolean }): void {
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    if (rows === 0) return;
    const ask = (): void => {
      void cache.invalidateQueries({ queryKey: queries.runs.get.key({ input: { id: runId } }) });
      void cache.invalidateQueries({ queryKey: queries.approvals.list.key({ input: { run: runId } }) });
      void cache.invalidateQueries({ queryKey: queries.artifacts.list.key({ input: { run: runId } }) });
    };
    const timer = setTimeout(ask, 150);
    const again = isBehind ? setInterval(ask, 500) : undefined;
    return () => {
      clearTimeout(timer);
      clearInterval(again);
    };
  }, [cache, queries, runId, rows, isBehind]);
}
