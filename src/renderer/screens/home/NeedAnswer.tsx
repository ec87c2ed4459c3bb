import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { lazyPart } from '../../client/lazy-part.ts';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { runWords } from '../../strings/runs.ts';
import { CardDetail } from '../cards/CardDetail.tsx';

const ApprovalPanel = lazyPart(async () => ({ default: (await import('../../console/acts/ApprovalPanel.tsx')).ApprovalPanel }));
const IncidentPanel = lazyPart(async () => ({ default: (await import('../../console/acts/IncidentPanel.tsx')).IncidentPanel }));

/** Whether what a notice asks for can be answered without the run's own screen. */
export function isAnsweredHere({ code, cardId }: Notice): boolean {
  return cardId !== undefined || code === 'approval' || code === 'incident';
}

/** The form of a card, an approval with exactly what would be done, or an incident with the answers it takes. */
export function NeedAnswer({ notice }: { readonly notice: Notice }) {
  if (notice.cardId !== undefined) return <CardDetail id={notice.cardId} entered={1} />;
  return <Suspense fallback={<Skeleton count={3} />}>{notice.code === 'approval' ? <Approvals notice={notice} /> : <Incidents notice={notice} />}</Suspense>;
}

function Approvals({ notice: { runId, nodeId } }: { readonly notice: Notice }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.approvals.list.queryOptions({ input: { run: runId, limit: 500 } }));
  if (data === undefined) return error === null ? <Skeleton count={3} /> : <Failure error={error} title={runWords.approval.cannotShow} onRetry={() => void refetch()} isInline />;
  return data.items.filter((each) => nodeId === undefined || each.nodeId === nodeId).map((approval) => <ApprovalPanel key={approval.id} approval={approval} nameOf={ownName} />);
}

function Incidents({ notice: { runId, nodeId, incidentId } }: { readonly notice: Notice }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.runs.get.queryOptions({ input: { id: runId } }));
  if (data === undefined) return error === null ? <Skeleton count={3} /> : <Failure error={error} title={runWords.cannotShow} onRetry={() => void refetch()} isInline />;
  return data.incidents
    .filter(({ id, nodeId: at }) => (incidentId === undefined ? at === nodeId : id === incidentId))
    .map((incident) => <IncidentPanel key={incident.id} runId={runId} incident={incident} nodeName={incident.nodeId} />);
}

/** Names stand in the definition, which is not read for a line of the dashboard. */
function ownName(nodeId: string): string {
  return nodeId;
}
