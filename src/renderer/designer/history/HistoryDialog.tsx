import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Dialog, DialogBody } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';

/** What the workflow was before. */
export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const { data, error, refetch } = useQuery(queries.workflows.history.queryOptions({ input: { id } }));
  return (
    <Dialog title={historyWords.title} isOpen onClose={onClose} size="large">
      <DialogBody>
        {error !== null && <Failure error={error} title={historyWords.cannot} onRetry={() => void refetch()} isInline />}
        {error === null && data === undefined && <Skeleton count={3} />}
        <ul aria-label={historyWords.list}>
          {data?.items.map((item) => (
            <li key={item.version}>
              <strong>{historyWords.version(item.version)}</strong> <Ago at={item.publishedAt} /> {historyWords.by(item.publishedBy)} {item.note}
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}
