import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayDone } from '../../components/toasts.ts';
import formStyles from '../../components/SchemaForm.module.css';
import { designerWords } from '../../strings/designer.ts';
import { shellWords } from '../../strings/shell.ts';
import { fieldOf } from '../problems/fixes/fixes-by-code.ts';
import { placeName } from '../problems/place-name.ts';
import { keyedFindings } from '../problems/shown-findings.ts';
import { useFixContext } from '../problems/use-fix-context.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './PublishDialog.module.css';
import { ChangesSince } from './rooms.ts';
import { useOnceChecked } from './use-once-checked.ts';

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
  const next = useQuery({ ...queries.workflows.history.queryOptions({ input: { id: workflow.id } }), staleTime: 0 });
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
  const send = (): void => { publish.mutate({ id: workflow.id, note: note.trim(), revision: workflow.revision }); };
  const checked = useOnceChecked(check.isFetching, () => { if (mayPublish) send(); });

  return (
    <Dialog title={words.title(workflow.name)} isOpen onClose={onClose}>
      <DialogForm onSubmit={() => { checked.act(); }}>
        <DialogBody>
          <div className={formStyles['form']}>
            {next.data !== undefined && <p>{(workflow.version === undefined ? words.first : words.next)(next.data.next)}</p>}
            {check.isFetching && <p role="status">{checked.isWaiting ? words.waiting : words.checking}</p>}
            {check.error !== null && <Failure error={check.error} title={words.cannotCheck} onRetry={() => void check.refetch()} isInline />}
            {check.data?.publishable === false && (
              <Blocked
                findings={check.data.findings}
                definition={workflow.definition}
                isToTakeFocus={note === ''}
                onGo={(finding) => {
                  onClose();
                  view.jump(fieldOf(finding));
                }}
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
            {warnings > 0 && <FindingLines findings={ofSeverity(check.data?.findings, 'warning')} definition={workflow.definition} />}
            {publish.error !== null && <Failure error={publish.error} title={words.failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isDisabled={!mayPublish && !check.isFetching} isPending={publish.isPending || checked.isWaiting}>
            {words.action}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}

function ofSeverity(findings: readonly Finding[] | undefined, severity: Finding['severity']): readonly Finding[] {
  return (findings ?? []).filter((finding) => finding.severity === severity);
}

interface FindingLinesProps {
  readonly findings: readonly Finding[];
  readonly definition: JsonObject;
  /** Goes to what one is about; without it they are only told. */
  readonly onGo?: (finding: Finding) => void;
}

interface BlockedProps extends Required<FindingLinesProps> {
  /** Nobody has begun to write: the way to the first error is what is needed next. */
  readonly isToTakeFocus: boolean;
  readonly onShow: () => void;
}

function Blocked({ findings, definition, isToTakeFocus, onGo, onShow }: BlockedProps) {
  const errors = ofSeverity(findings, 'error');
  const box = useRef<HTMLDivElement>(null);
  const takeFocus = useEffectEvent(() => { if (isToTakeFocus) box.current?.querySelector('button')?.focus(); });
  useEffect(() => { takeFocus(); }, []);
  return (
    <div ref={box} role="alert" className={styles['blocked']}>
      <p>
        <Icon name="alert" /> <strong>{words.blocked(errors.length)}</strong>
      </p>
      <FindingLines findings={errors} definition={definition} onGo={onGo} />
      <Button size="small" onPress={onShow}>
        {words.showProblems}
      </Button>
    </div>
  );
}

function FindingLines({ findings, definition, onGo }: FindingLinesProps) {
  const context = useFixContext(definition);
  return (
    <ul className={styles['lines']}>
      {keyedFindings(findings.slice(0, 5)).map(({ key, finding }) => {
        const line = words.fault(placeName(context ?? { definition }, finding.where), finding.message);
        return <li key={key}>{onGo === undefined ? line : <Button size="small" look="quiet" aria-label={words.goTo(line)} onPress={() => { onGo(finding); }}>{line}</Button>}</li>;
      })}
    </ul>
  );
}
