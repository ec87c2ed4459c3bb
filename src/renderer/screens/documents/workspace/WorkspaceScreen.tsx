import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../../components/Breadcrumb.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Page } from '../../../components/Page.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAddressId } from '../../../state/use-address-id.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { documentWords, workspaceWords as words } from '../../../strings/documents.ts';
import { documentAreas } from '../document-areas.ts';
import { BinaryDocument } from './BinaryDocument.tsx';
import { takeUp } from './open-draft.ts';
import { OpenDocuments } from './OpenDocuments.tsx';
import { withTab } from './open-tabs.ts';
import { TextDocument } from './TextDocument.tsx';
import { changeTabs } from './use-open-tabs.ts';

/** Documents that stand open, one of them in sight. */
export function WorkspaceScreen() {
  const id = useAddressId() ?? '';
  return <OneDocument key={id} id={id} />;
}

/** Long texts are asked for now and then, and not after each commit of a run that might have written them. */
const isLong = (bytes: number): boolean => bytes > 256 * 1024;

function OneDocument({ id }: { readonly id: string }) {
  const client = useClient();
  const queries = useQueries();
  const current = useQuery({
    ...queries.docs.get.queryOptions({ input: { id } }),
    staleTime: 0,
    // Back in sight it asks at once.
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (isLong(state.data?.entry.bytes ?? 0) && 20_000),
  });
  useFollowChanges({ of: isLong(current.data?.entry.bytes ?? 0) ? [] : documentAreas, again: queries.docs.get.key({ input: { id } }) });
  // What is under somebody's hands is taken up once; it must not come from what an earlier look left in the cache.
  const taken = useQuery({ queryKey: ['document taken up', id], queryFn: async () => (await takeUp(client, id)) ?? null, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnMount: 'always' });
  const entry = current.data?.entry;
  const { title, format } = entry ?? {};
  useEffect(() => {
    if (title !== undefined && format !== undefined) changeTabs((tabs) => withTab(tabs, { id, title, format }));
  }, [id, title, format]);

  const error = current.data === undefined || taken.data === undefined ? (current.error ?? taken.error) : null;
  if (current.data === undefined || taken.data === undefined || taken.isFetching) {
    return (
      <Page title={title ?? documentWords.one} above={<Breadcrumb list={<Link to="/documents">{documentWords.title}</Link>} />} isFilled>
        <OpenDocuments current={id} />
        {error === null ? <Skeleton shape="block" /> : <Failure error={error} title={words.cannotShow} onRetry={() => void Promise.all([current.refetch(), taken.refetch()])} />}
      </Page>
    );
  }
  return taken.data === null ? <BinaryDocument current={current.data} /> : <TextDocument current={current.data} begun={taken.data} />;
}
