import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { allNodes, readDefinition } from '../../canvas/read-definition.ts';
import { useForgetGone } from '../../cards/use-forget-gone.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../components/Breadcrumb.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { ConsoleContext } from '../../console/console-context.tsx';
import { ConsoleLayout } from '../../console/ConsoleLayout.tsx';
import { endedRun, hasEnded, runLook } from '../../console/describe-run.ts';
import { noteOpened } from '../../console/open-runs.ts';
import { RunControls } from '../../console/RunControls.tsx';
import { RunNotices } from '../../console/RunNotices.tsx';
import { RunSwitcher } from '../../console/RunSwitcher.tsx';
import { createPosition } from '../../console/position/position-store.ts';
import { StallBanner } from '../../console/StallBanner.tsx';
import { SummaryButton } from '../../console/summary/SummaryButton.tsx';
import type { TimelineRows } from '../../console/timeline/timeline-rows.ts';
import { useRunFeed } from '../../console/feed/use-run-feed.ts';
import { useAddressId } from '../../state/use-address-id.ts';
import { addressWords } from '../../strings/addresses.ts';
import { runWords } from '../../strings/runs.ts';

/** One run: the map with the live step, the journal as it grows, what it holds, and the hand on it. */
export function RunScreen() {
  const id = useAddressId() ?? '';
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.runs.get.queryOptions({ input: { id } }));
  useForgetGone(id, error);

  if (data !== undefined) return <OpenRun key={data.id} run={data} />;
  return (
    <Page title={runWords.one} above={<Breadcrumb list={<Link to="/runs">{runWords.title}</Link>} />}>
      {error === null ? <Skeleton shape="block" /> : <Failure error={error} title={runWords.cannotShow} onRetry={() => void refetch()} />}
      {error !== null && <Link to="/runs">{addressWords.runs}</Link>}
    </Page>
  );
}

function OpenRun({ run: answered }: { readonly run: RunView }) {
  const { feed, state, retry } = useRunFeed(answered.id);
  const run = useMemo(() => endedRun(answered, ending(feed.rows, state.length)), [answered, feed, state.length]);
  useRefresh(answered.id, { rows: state.length, isBehind: run !== answered });
  const isStarted = useLocation({ select: ({ state: { isStarted: started } }) => started === true });
  const [position] = useState(createPosition);
  const names = useMemo(() => new Map(allNodes(readDefinition(run.definition)).map(({ id, name }) => [id, shownText(name)])), [run.definition]);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const open = useMemo(() => ({ run, feed, position, nameOf }), [run, feed, position, nameOf]);
  const look = runLook(run.status);

  useEffect(() => {
    noteOpened({ id: run.id, name: run.workflow.name, status: run.status, hasEnded: hasEnded(run) });
  }, [run]);

  return (
    <ConsoleContext value={open}>
      <Page
        title={run.workflow.name}
        above={<Breadcrumb list={<Link to="/runs">{runWords.title}</Link>} own={<code title={run.id}>{run.id.slice(-8)}</code>} />}
        beside={<><StatusChip look={look} /><SummaryButton /></>}
        actions={<RunControls />}
        isTitleFocused={isStarted}
        isFilled
      >
        <p className="visually-hidden" role="status">
          {runWords.announce(run.workflow.name, look.label)}
        </p>
        <RunSwitcher id={run.id} />
        <RunNotices run={run} nameOf={nameOf} />
        <StallBanner />
        <ConsoleLayout onRetry={retry} />
      </Page>
    </ConsoleContext>
  );
}

/** How the journal says that the run ended, where its last row does. */
function ending(rows: TimelineRows, length: number): string | undefined {
  return rows.typeOf(length) === 'run_ended' ? rows.whatOf(length) : undefined;
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
