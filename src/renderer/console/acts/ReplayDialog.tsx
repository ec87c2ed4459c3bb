import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplayAnswer } from '../../../core/domain/operations/runs-from-journal.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { runOutWords } from '../../strings/console-acts.ts';
import { shellWords } from '../../strings/shell.ts';
import { useConsole } from '../console-context.tsx';
import styles from './acts.module.css';

const words = runOutWords.replay;

/** Decides the run again from its journal, by its own definition or another, and says where it comes out differently. */
export function ReplayDialog({ onClose }: { readonly onClose: () => void }) {
  const { run } = useConsole();
  const queries = useQueries();
  const [against, setAgainst] = useState('pinned');
  const by = against === 'draft' ? { draft: true } : against === 'pinned' ? {} : { version: Number(against) };
  const versions = useQuery(queries.workflows.history.queryOptions({ input: { id: run.workflow.id } }));
  const replay = useQuery(queries.runs.replay.queryOptions({ input: { id: run.id, ...by }, enabled: false, retry: false, gcTime: 0 }));
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <DialogBody>
        <div className={styles['body']}>
          <p>{words.text}</p>
          <SelectInput
            label={words.against}
            isRequired
            value={against}
            choices={[{ value: 'pinned', label: words.pinned }, { value: 'draft', label: words.draft }, ...(versions.data?.items ?? []).map(({ version }) => ({ value: String(version), label: words.version(version) }))]}
            onChange={setAgainst}
          />
          <CommandLine command={commandWords(['runs', 'replay', run.id], by)} />
          {replay.error !== null && <Failure error={replay.error} title={words.failed} isInline />}
          {replay.data !== undefined && replay.error === null && <Verdict answer={replay.data} onLeave={onClose} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.close}</Button>
        <Button look="primary" icon="play" isPending={replay.isFetching} onPress={() => void replay.refetch()}>{replay.data === undefined ? words.action : words.again}</Button>
      </DialogFooter>
    </Dialog>
  );
}

function Verdict({ answer: { equal, rows, effects, divergence }, onLeave }: { readonly answer: ReplayAnswer; readonly onLeave: () => void }) {
  const { position } = useConsole();
  if (equal || divergence === undefined) return <p role="status" className={styles['told']}><Icon name="check" /> {words.equal(rows, effects)}</p>;
  const { seq } = divergence;
  return (
    <div role="status" className={styles['body']}>
      <p className={styles['told']}><Icon name="alert" /> <strong>{words.differs}.</strong> {words.kinds[divergence.kind]}. {divergence.place !== undefined && divergence.place !== '' && words.place(divergence.place, seq)}</p>
      {divergence.diff.length > 0 && (
        <table className={styles['table']}>
          <thead><tr><th>{words.columns.path}</th><th>{words.columns.before}</th><th>{words.columns.after}</th></tr></thead>
          <tbody>{divergence.diff.map(({ path, before, after }) => <tr key={path}><td><code>{path}</code></td><td><code>{shownText(JSON.stringify(before))}</code></td><td><code>{shownText(JSON.stringify(after))}</code></td></tr>)}</tbody>
        </table>
      )}
      {seq !== undefined && <div><Button size="small" onPress={() => { position.set({ at: seq, row: seq }); onLeave(); }}>{words.show}</Button></div>}
    </div>
  );
}
