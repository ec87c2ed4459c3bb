import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { fullTime } from '../../components/time-words.ts';
import { runOutWords } from '../../strings/console-acts.ts';
import { shellWords } from '../../strings/shell.ts';
import { useConsole } from '../console-context.tsx';
import { runLook } from '../describe-run.ts';
import styles from './acts.module.css';

const words = runOutWords.compare;
const most = 50;

/** Chooses the run that is laid beside this one: the one it was forked from first, then others of its workflow. */
export function CompareDialog({ onClose }: { readonly onClose: () => void }) {
  const { run } = useConsole();
  const queries = useQueries();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(queries.runs.list.queryOptions({ input: { workflow: run.workflow.id, limit: most } }));
  const others = (data?.items ?? []).filter(({ id }) => id !== run.id && id !== run.parent?.id);
  const choices = [
    ...(run.parent === undefined ? [] : [{ value: run.parent.id, label: words.parent(run.parent.id.slice(-8)) }]),
    ...others.map(({ id, status, startedAt }) => ({ value: id, label: words.other(id.slice(-8), runLook(status).label.toLowerCase(), fullTime(startedAt)) })),
  ];
  const [chosen, setChosen] = useState<string>();
  const other = chosen ?? choices[0]?.value;
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <DialogBody>
        <div className={styles['body']}>
          {error !== null && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} isInline />}
          {data === undefined && error === null && <Skeleton count={2} />}
          {data !== undefined && other === undefined && <p>{words.none}</p>}
          {other !== undefined && (
            <>
              <p>{words.text}</p>
              <SelectInput label={words.with} isRequired value={other} choices={choices} onChange={setChosen} />
              <CommandLine command={commandWords(['runs', 'compare', other, run.id])} />
            </>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.cancel}</Button>
        <Button look="primary" isDisabled={other === undefined} onPress={() => { if (other !== undefined) void navigate({ to: '/runs/compare', search: { left: other, right: run.id } }); }}>{words.action}</Button>
      </DialogFooter>
    </Dialog>
  );
}
