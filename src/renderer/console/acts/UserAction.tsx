import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UserActionView } from '../../../core/domain/operations/actions.ts';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { durationWords } from '../../components/time-words.ts';
import { actWords } from '../../strings/console-acts.ts';
import { useConsole, useFeedState } from '../console-context.tsx';
import { useRows } from '../use-rows-of.ts';
import { actResult } from './act-result.ts';
import styles from './acts.module.css';
import { useAfterAct } from './use-after-act.ts';

const words = actWords.tab;

/** One user action of a step the run is at: what it does, whether it may be used now and why not, and what became of the last use. */
export function UserAction({ action }: { readonly action: UserActionView }) {
  const { run, nameOf } = useConsole();
  const queries = useQueries();
  const after = useAfterAct(run.id);
  const invoke = useMutation(queries.actions.invoke.mutationOptions({ onSettled: after }));
  const use = (): void => { invoke.mutate({ id: run.id, action: action.id, visit: action.visit }); };
  return (
    <li className={styles['entry']}>
      <p><strong>{action.label}</strong> <span className={styles['soft']}>{words.at(nameOf(action.nodeId))}</span></p>
      {action.description !== undefined && <p>{action.description}</p>}
      <div>
        <Button icon="play" isPending={invoke.isPending} isDisabled={!action.isAvailable} onPress={use}>{action.label}</Button>
      </div>
      {!action.isAvailable && <p className={styles['soft']}><WhyNot action={action} /></p>}
      {invoke.data !== undefined && <Result action={action} asked={invoke.data.seq} />}
      {invoke.error !== null && <Failure error={invoke.error} title={words.refused} onRetry={use} isInline />}
      <details>
        <summary>{actWords.line}</summary>
        <CommandLine command={commandWords(['actions', 'invoke', run.id, action.id], { visit: action.visit })} />
      </details>
    </li>
  );
}

function WhyNot({ action: { reason, until } }: { readonly action: UserActionView }) {
  const left = useLeft(until);
  if (left !== undefined && left > 0) return words.coolsDown(durationWords(left));
  return reason === undefined ? null : words.reasons[reason];
}

/** Milliseconds until then, kept true. */
function useLeft(until: number | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setInterval(() => { setNow(Date.now()); }, 1000);
    return () => { clearInterval(timer); };
  }, [until]);
  return until === undefined ? undefined : Math.ceil((until - now) / 1000) * 1000;
}

/** What became of the use that was asked for in a row. */
function Result({ action: { visit, id }, asked }: { readonly action: UserActionView; readonly asked: number }) {
  const { feed, position } = useConsole();
  useFeedState();
  const result = actResult(feed.rows, { visit, action: id, asked });
  const [row] = useRows([result.seq]);
  const error = row?.payload['error'];
  const message = isJsonObject(error) && typeof error['message'] === 'string' ? error['message'] : '';
  return (
    <p role="status" className={styles['told']}>
      {result.state === 'asked' && <Icon name="spinner" isSpinning />} {result.state === 'failed' ? words.failed(result.seq, message) : words[result.state](result.seq)}{' '}
      {row !== undefined && <span className={styles['soft']}>{words.correlation} <code>{row.correlationId}</code></span>}{' '}
      <Button size="small" look="quiet" onPress={() => { position.set({ at: position.get().at, row: result.seq }); }}>{words.show}</Button>
    </p>
  );
}
