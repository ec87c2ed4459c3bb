import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { TemplateSummary } from '../../../../core/domain/operations/doctemplates.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { documentWords } from '../../../strings/documents.ts';
import { AttachDialog } from '../acts/AttachDialog.tsx';
import { useRefreshDocuments } from '../acts/use-refresh-documents.ts';
import formStyles from '../acts/acts.module.css';
import { SamplePanel } from '../workspace/SamplePanel.tsx';
import styles from './StockTemplates.module.css';

const words = documentWords.stock;

/** Templates every installation has: look at one, attach it, or make it one's own. */
export function StockTemplates() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.doctemplates.list.queryOptions({ input: { limit: 200 } }));
  const [looked, setLooked] = useState<TemplateSummary>();
  const [attached, setAttached] = useState<TemplateSummary>();
  const own = useOwn();

  return (
    <section aria-label={words.title} className={styles['stock']}>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      {error !== null && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} isInline />}
      {data === undefined && error === null && <Skeleton count={2} />}
      <ul className={styles['list']}>
        {data?.items
          .filter(({ isStock }) => isStock)
          .map((template) => (
            <li key={template.id} className={styles['item']}>
              <span className={styles['words']}>
                <strong>{template.title}</strong>
                {template.dependants.length > 0 && <span className={styles['soft']}>{words.usedBy(new Set(template.dependants.map(({ workflow }) => workflow.id)).size)}</span>}
              </span>
              <Button size="small" aria-label={words.lookNamed(template.title)} onPress={() => { setLooked(template); }}>
                {words.look}
              </Button>
              <Button size="small" onPress={() => { setAttached(template); }}>
                {words.attach}
              </Button>
              <Button size="small" isPending={own.isPending && own.variables.id === template.id} onPress={() => { own.mutate({ id: template.id }); }}>
                {words.own}
              </Button>
            </li>
          ))}
      </ul>
      {looked !== undefined && (
        <Dialog title={looked.title} isOpen onClose={() => { setLooked(undefined); }} size="large">
          <DialogBody>
            <div className={formStyles['body']}>
              <StockSample id={looked.id} />
            </div>
          </DialogBody>
        </Dialog>
      )}
      {attached !== undefined && <AttachDialog template={attached} onClose={() => { setAttached(undefined); }} />}
    </section>
  );
}

function StockSample({ id }: { readonly id: string }) {
  const queries = useQueries();
  const { data, error } = useQuery(queries.doctemplates.get.queryOptions({ input: { id } }));
  if (error !== null) return <Failure error={error} isInline />;
  return data === undefined ? <Skeleton shape="block" /> : <SamplePanel id={id} text={data.text} />;
}

/** Copies a template that is shipped, and opens the copy. */
function useOwn() {
  const queries = useQueries();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  return useMutation(
    queries.doctemplates.duplicate.mutationOptions({
      onSuccess: async ({ id, title }) => {
        sayDone(documentWords.duplicated(title));
        await refresh();
        await navigate({ to: '/documents/$id', params: { id } });
      },
      onError: (error) => {
        sayFailed(documentWords.duplicateFailed, error);
      },
    }),
  );
}
