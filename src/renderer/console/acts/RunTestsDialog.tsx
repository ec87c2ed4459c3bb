import { useEffect, useRef, useState } from 'react';
import type { TestLine } from '../../../core/domain/operations/tests.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { durationWords } from '../../components/time-words.ts';
import { runOutWords } from '../../strings/console-acts.ts';
import { shellWords } from '../../strings/shell.ts';
import { useConsole } from '../console-context.tsx';
import styles from './acts.module.css';

const words = runOutWords.tests;

type Running = { readonly isOver: boolean; readonly lines: readonly TestLine[]; readonly error?: unknown };

/** Runs the tests of the run's workflow, by its draft or the version the run follows, and tells each as it is done. Closing it ends them. */
export function RunTestsDialog({ onClose }: { readonly onClose: () => void }) {
  const { run: { workflow } } = useConsole();
  const client = useClient();
  const [of, setOf] = useState(workflow.version === undefined ? 'draft' : String(workflow.version));
  const [generated, setGenerated] = useState(false);
  const [running, setRunning] = useState<Running>();
  const halt = useRef<AbortController>(undefined);
  useEffect(() => () => { halt.current?.abort(); }, []);
  const version = of === 'draft' ? {} : { version: Number(of) };
  const start = async (): Promise<void> => {
    const abort = new AbortController();
    halt.current = abort;
    setRunning({ isOver: false, lines: [] });
    try {
      for await (const line of await client.tests.run({ workflow: workflow.id, ...version, generated }, { signal: abort.signal })) setRunning((before) => ({ isOver: false, lines: [...(before?.lines ?? []), line] }));
      setRunning((before) => ({ isOver: true, lines: before?.lines ?? [] }));
    } catch (error) {
      setRunning((before) => ({ isOver: true, lines: before?.lines ?? [], ...(abort.signal.aborted ? {} : { error }) }));
    }
  };
  return (
    <Dialog title={words.title(workflow.name)} isOpen onClose={onClose} size="large">
      <DialogBody>
        <div className={styles['body']}>
          <p>{words.text}</p>
          <SelectInput label={words.of} isRequired value={of} choices={[{ value: 'draft', label: words.draft }, ...(workflow.version === undefined ? [] : [{ value: String(workflow.version), label: runOutWords.replay.version(workflow.version) }])]} onChange={setOf} />
          <SwitchInput label={words.generated} value={generated} onChange={setGenerated} />
          <CommandLine command={commandWords(['tests', 'run', workflow.slug], { ...version, generated })} />
          {running !== undefined && <Told running={running} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.close}</Button>
        {running?.isOver === false ? <Button onPress={() => { halt.current?.abort(); }}>{words.halt}</Button> : <Button look="primary" icon="play" onPress={() => void start()}>{words.action}</Button>}
      </DialogFooter>
    </Dialog>
  );
}

function Told({ running: { isOver, lines, error } }: { readonly running: Running }) {
  const tests = lines.filter((line) => line.type === 'test');
  const end = lines.find((line) => line.type === 'end');
  return (
    <>
      <p role="status">{end !== undefined ? (tests.length === 0 ? words.none : words.end(end.passed, end.failed, durationWords(end.durationMs))) : !isOver && words.running(tests.length)}</p>
      {error !== undefined && <Failure error={error} title={words.failed} isInline />}
      <ul className={styles['entries']}>
        {tests.toSorted((a, b) => Number(a.passed) - Number(b.passed)).map((test) => (
          <li key={`${test.source} ${test.name}`} className={styles['entry']}>
            <p className={styles['told']}>
              <Icon name={test.passed ? 'check' : 'cross'} /> <strong>{test.passed ? words.passed : words.failedOne}</strong> {test.name} <span className={styles['soft']}>{test.source === 'recorded' ? words.recorded : words.made} · {durationWords(test.durationMs)}</span>
            </p>
            {test.failure !== undefined && <p>{test.failure.place !== undefined && <code>{test.failure.place}</code>} {test.failure.message}</p>}
          </li>
        ))}
      </ul>
      {lines.map((line) => line.type === 'coverage' && <p key={line.workflow}>{words.coverage(parts(line.nodes), parts(line.transitions), parts(line.conditions))}</p>)}
    </>
  );
}

function parts({ covered, all }: { readonly covered: number; readonly all: number }): string {
  return words.part(covered, all);
}
