import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import { type Chosen, none } from '../list/choosing.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { type BulkAct, bulkActs, parted } from './bulk-acts.ts';
import styles from './ChosenRuns.module.css';

const words = runListWords.chosen;

export interface ChosenRunsProps {
  readonly chosen: Chosen;
  readonly onChoose: (change: (chosen: Chosen) => Chosen) => void;
}

/** What is done to the chosen runs: only what at least one of them would take; two can be compared. */
export function ChosenRuns({ chosen, onChoose }: ChosenRunsProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<BulkAct>();
  const runs = [...chosen.values()];
  const [left, right, third] = runs;
  return (
    <div role="group" aria-label={words.label} className={styles['bar']}>
      <span role="status">{words.count(runs.length)}</span>
      {left !== undefined && right !== undefined && third === undefined && (
        <Button size="small" look="primary" onPress={() => void navigate({ to: '/runs/compare', search: left.startedAt <= right.startedAt ? { left: left.id, right: right.id } : { left: right.id, right: left.id } })}>
          {words.compare}
        </Button>
      )}
      {bulkActs.filter((act) => parted(act, runs).fit.length > 0).map((act) => (
        <Button key={act} size="small" look={act === 'purge' ? 'danger' : 'plain'} onPress={() => { setAsking(act); }}>{words.act[act]}</Button>
      ))}
      <Button size="small" look="quiet" onPress={() => { onChoose(() => none); }}>{words.clear}</Button>
      {asking !== undefined && (
        <BulkDialog
          act={asking}
          runs={runs}
          onClose={(gone) => {
            setAsking(undefined);
            if (gone.length > 0) onChoose((before) => new Map([...before].filter(([id]) => !gone.some((run) => run.id === id))));
          }}
        />
      )}
    </div>
  );
}
