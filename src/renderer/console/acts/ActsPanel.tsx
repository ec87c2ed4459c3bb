import { useState } from 'react';
import type { HandLoop } from '../../../core/domain/operations/actions.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import { useConsole } from '../console-context.tsx';
import { hasEnded } from '../describe-run.ts';
import styles from './acts.module.css';
import { ForkDialog } from './ForkDialog.tsx';
import { HandWays } from './HandWays.tsx';
import { AdjustDialog, BreakDialog } from './LoopDialogs.tsx';
import { SignalDialog } from './SignalDialog.tsx';
import { useActs } from './use-acts.ts';
import { UserAction } from './UserAction.tsx';

const words = actWords.tab;

/** Everything a person may do where the run is: user actions, transitions by hand, its loops, signals. */
export function ActsPanel() {
  const { run } = useConsole();
  const { data, error, refetch } = useActs();
  if (hasEnded(run)) return <p>{words.ended}</p>;
  if (error !== null && data === undefined) return <Failure error={error} title={actWords.ways.cannotShow} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={3} />;
  return (
    <>
      <section className={styles['group']}>
        <h3>{words.actions}</h3>
        {data.items.length === 0 ? <p>{words.none}</p> : <ul className={styles['entries']}>{data.items.map((action) => <UserAction key={`${action.visit} ${action.id}`} action={action} />)}</ul>}
      </section>
      <section className={styles['group']}>
        <h3>{words.ways}</h3>
        {data.transitions.length === 0 ? <p>{words.noWays}</p> : <HandWays ways={data.transitions} />}
      </section>
      <section className={styles['group']}>
        <h3>{words.loops}</h3>
        {data.loops.length === 0 ? <p>{words.noLoops}</p> : <ul className={styles['entries']}>{data.loops.map((loop) => <Loop key={loop.visit} loop={loop} />)}</ul>}
      </section>
      <Signals />
      <Variables />
    </>
  );
}

function Loop({ loop }: { readonly loop: HandLoop }) {
  const { run, nameOf } = useConsole();
  const [asking, setAsking] = useState<'adjust' | 'break'>();
  const dialog = { runId: run.id, loop, name: nameOf(loop.nodeId), onClose: () => { setAsking(undefined); } };
  return (
    <li className={styles['entry']}>
      <p><strong>{dialog.name}</strong> <span className={styles['soft']}>{words.pass(loop.pass)}</span></p>
      <div className={styles['buttons']}>
        <Button onPress={() => { setAsking('adjust'); }}>{words.adjust}</Button>
        <Button isDisabled={!loop.isBreakable} onPress={() => { setAsking('break'); }}>{words.break}</Button>
      </div>
      {loop.reason !== undefined && <p className={styles['soft']}>{loop.reason}</p>}
      {asking === 'adjust' && <AdjustDialog {...dialog} />}
      {asking === 'break' && <BreakDialog {...dialog} />}
    </li>
  );
}

/** What a run has written is never rewritten: other variables make another run. */
function Variables() {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section className={styles['group']}>
      <h3>{runWords.variables.vars}</h3>
      <p>{words.varsHelp}</p>
      <div><Button onPress={() => { setIsAsking(true); }}>{words.vars}</Button></div>
      {isAsking && <ForkDialog onClose={() => { setIsAsking(false); }} />}
    </section>
  );
}

function Signals() {
  const { run } = useConsole();
  const [isAsking, setIsAsking] = useState(false);
  const awaited = run.reasons.find(({ code }) => code === 'signal');
  return (
    <section className={styles['group']}>
      <h3>{words.signals}</h3>
      <div><Button onPress={() => { setIsAsking(true); }}>{words.signal}</Button></div>
      {isAsking && <SignalDialog runId={run.id} wanted={awaited?.detail === undefined ? undefined : { name: awaited.detail, key: awaited.key }} onClose={() => { setIsAsking(false); }} />}
    </section>
  );
}
