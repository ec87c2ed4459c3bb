import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../components/Breadcrumb.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAddressId } from '../../state/use-address-id.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { DesignerProvider } from '../session/DesignerProvider.tsx';
import { DesignerFrame } from './DesignerFrame.tsx';
import { LeftOfDeleted } from './LeftOfDeleted.tsx';
import { isGone } from '../session/refused-write.ts';
import { useOpenSession } from './use-open-session.ts';

/** One workflow in the designer: the draft to be edited, or an earlier version to be read. */
export function DesignerScreen() {
  const id = useAddressId() ?? '';
  const version = useAddressVersion();
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.workflows.get.queryOptions({ input: { id, ...(version === undefined ? {} : { version }) }, refetchOnWindowFocus: false, staleTime: 0 }));

  // What is being edited stays on the screen, whatever the host says later.
  if (data !== undefined) return <OpenWorkflow key={`${data.id} ${version ?? ''}`} workflow={data} version={version} />;
  return (
    <Page title={workflowWords.one} above={<Breadcrumb list={<Link to="/workflows">{workflowWords.title}</Link>} />}>
      {isGone(error) && <LeftOfDeleted />}
      {error === null ? <Skeleton shape="block" /> : <Failure error={error} title={workflowWords.cannotShow} onRetry={() => void refetch()} />}
    </Page>
  );
}

function OpenWorkflow({ workflow, version }: { readonly workflow: WorkflowView; readonly version: number | undefined }) {
  const open = useOpenSession(workflow, version !== undefined);
  if (open === undefined) return undefined;
  return (
    <DesignerProvider session={open.session} view={open.view}>
      <DesignerFrame session={open.session} version={version} />
    </DesignerProvider>
  );
}

/** The version the address names; absent for the draft. */
function useAddressVersion(): number | undefined {
  const search: unknown = useSearch({ strict: false });
  return typeof search === 'object' && search !== null && 'version' in search && typeof search.version === 'number' ? search.version : undefined;
}
