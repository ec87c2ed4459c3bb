import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayDone } from '../../components/toasts.ts';
import formStyles from '../../components/SchemaForm.module.css';
import { designerWords } from '../../strings/designer.ts';
import { shellWords } from '../../strings/shell.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './PublishDialog.module.css';
import { ChangesSince } from './rooms.ts';

const words = designerWords.publish;

export interface PublishDialogProps {
  readonly session: OpenSession;
  readonly onClose: () => void;
}

/** Makes the draft the next version: what changes, a note; errors forbid it, warnings want to be seen. */
export function PublishDialog({ session, onClose }: PublishDialogProps) {
  const queries = useQueries();
  const cache = useQueryClient();
  const { view } = useDesigner();
  const workflow = useDesignerState((state) => state.workflow);
  const [note, setNote] = useState('');
  // What was seen of another draft says nothing of this one.
  const [seen, setSeen] = useState<number>();
  const hasSeen = seen === workflow.revision;
  const check = useQuery({ ...queries.workflows.verify.queryOptions({ input: { id: workflow.id, definition: workflow.definition } }), staleTime: 0, gcTime: 0 });
  const publish = useMutation(
    queries.workflows.publish.mutationOptions({
      onSuccess: async ({ version }) => {
        onClose();
        sayDone(words.done(version));
        await cache.invalidateQueries({ queryKey: queries.workflows.key() });
        await session.look();
      },
      // The draft is another than the one shown here: its changes take the place of these.
      onError: async () => session.look(),
    }),
  );
  const warnings = ofSeverity(check.data?.findings, 'warning').length;
  const mayPublish = check.data?.publishable === true && (warnings === 0 || hasSeen);

  return (
    <Dialog title={words.title(workflow.name)} isOpen onClose={onClose}>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayPublish) publish.mutate({ id: workflow.id, note: note.trim(), revision: workflow.revision });
        }}
      >
        <DialogBody>
          <div className={formStyles['form']}>
            <p>{workflow.version === undefined ? words.first : words.next(workflow.version + 1)}</p>
            {check.isPending && <p role="status">{words.checking}</p>}
            {check.error !== null && <Failure error={check.error} title={words.cannotCheck} onRetry={() => void check.refetch()} isInline />}
            {check.data?.publishable === false && (
              <Blocked
                findings={check.data.findings}
                onShow={() => {
                  view.set({ dialog: undefined, isProblemsOpen: true });
                }}
              />
            )}
            {workflow.version !== undefined && (
              <Suspense fallback={<Skeleton count={2} />}>
                <ChangesSince version={workflow.version} />
              </Suspense>
            )}
            <TextInput label={words.note} value={note} onChange={setNote} />
            {warnings > 0 && check.data?.publishable === true && <CheckboxInput label={words.warnings(warnings)} value={hasSeen} onChange={(isSeen) => { setSeen(isSeen ? workflow.revision : undefined); }} />}
            {warnings > 0 && <FindingLines findings={ofSeverity(check.data?.findings, 'warning')} />}
            {publish.error !== null && <Failure error={publish.error} title={words.failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isDisabled={!mayPublish} isPending={publish.isPending}>
            {words.action}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}

function ofSeverity(findings: readonly Finding[] | undefined, severity: Finding['severity']): readonly Finding[] {
  return (findings ?? []).filter((finding) => finding.severity === severity);
}

function Blocked({ findings, onShow }: { readonly findings: readonly Finding[]; readonly onShow: () => void }) {
  const errors = ofSeverity(findings, 'error');
  return (
    <div role="alert" className={styles['blocked']}>
      <p>
        <Icon name="alert" /> <strong>{words.blocked(errors.length)}</strong>
      </p>
      <FindingLines findings={errors} />
      <Button size="small" onPress={onShow}>
        {words.showProblems}
      </Button>
    </div>
  );
}

function FindingLines({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={styles['lines']}>
      {findings.slice(0, 5).map(({ code, where, message }) => (
        <li key={`${code} ${where} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}
