import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { useNotices } from '../../state/use-notices.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import styles from './NoticeCentre.module.css';
import { NoticeItem } from './NoticeItem.tsx';

/** So many are shown; the runs of the others have a list of their own. */
const mostShown = 100;

/** Everything that needs somebody, over all runs: what nobody has seen first. */
export function NoticeCentre({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries();
  const navigate = useNavigate();
  const { data, error, refetch } = useNotices();
  const acknowledge = useMutation(queries.notifications.acknowledge.mutationOptions({ onError: (failure) => { sayFailed(noticeWords.acknowledgeFailed, failure); } }));
  const mark = (ids: string[]): void => { acknowledge.mutate({ ids }); };
  const items = data?.items ?? [];
  const unseen = items.filter(({ isAcknowledged }) => !isAcknowledged).map(({ id }) => id);
  const more = Math.max(0, items.length - mostShown) + (data?.more ?? 0);
  return (
    <Dialog title={noticeWords.title} isOpen onClose={onClose} size="medium">
      <DialogBody>
        {data === undefined && (error === null ? <Skeleton count={3} /> : <Failure error={error} title={noticeWords.cannotShow} onRetry={() => void refetch()} />)}
        {data?.items.length === 0 && <EmptyState icon="bell" title={noticeWords.empty.title} text={noticeWords.empty.text}><Button onPress={() => { onClose(); void navigate({ to: '/runs' }); }}>{noticeWords.empty.action}</Button></EmptyState>}
        <ul className={styles['list']}>
          {items.slice(0, mostShown).map((notice) => <NoticeItem key={notice.id} notice={notice} onAcknowledge={() => { mark([notice.id]); }} onLeave={onClose} />)}
        </ul>
        {more > 0 && <Link to="/runs" search={{ needs: 'person' }} onClick={onClose}>{noticeWords.more(more)}</Link>}
      </DialogBody>
      {unseen.length > 1 && (
        <DialogFooter>
          <Button onPress={() => { mark(unseen); }} isPending={acknowledge.isPending}>
            {noticeWords.acknowledgeAll}
          </Button>
        </DialogFooter>
      )}
    </Dialog>
  );
}
