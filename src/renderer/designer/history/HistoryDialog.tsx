import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { fullTime } from '../../components/time-words.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { Comparison } from './Comparison.tsx';
import styles from './history.module.css';
import { RestoreDialog } from './RestoreDialog.tsx';
import { StateList } from './StateList.tsx';
import { useNewestDifferent } from './use-newest-different.ts';
import { type PastState, useDefinitionOf, useStates } from './use-states.ts';

/** What the workflow was before: any two states compared on the canvas and in words, and an earlier one made the draft again. */
export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { states, purged, error, retry } = useStates();
  const first = useNewestDifferent(states);
  const isReady = states !== undefined && (first !== undefined || states.length === 1);
  return (
    <Dialog title={historyWords.title} isOpen onClose={onClose} size="wide">
      {error !== undefined && <Failure error={error} title={historyWords.cannot} onRetry={retry} isInline />}
      {error === undefined && !isReady && <Skeleton count={3} />}
      {isReady && <States states={states} purged={purged} first={first} onClose={onClose} />}
    </Dialog>
  );
}

interface StatesProps {
  readonly states: readonly PastState[];
  readonly purged: readonly PastState[];
  /** Key of the state that is chosen at first. */
  readonly first: string | undefined;
  readonly onClose: () => void;
}

function States({ states, purged, first, onClose }: StatesProps) {
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const [chosen, setChosen] = useState(first);
  const [against, setAgainst] = useState('screen');
  const [isAsking, setIsAsking] = useState(false);
  // A save that somebody has gone on with is gone: the newest is what became of it.
  const from = states.find(({ key }) => key === chosen) ?? states[1];
  const to = states.find(({ key }) => key === against) ?? states[0];
  const earlier = useDefinitionOf(from);
  const later = useDefinitionOf(to);
  if (from === undefined || to === undefined) return <p className={styles['note']}>{historyWords.onlyOne}</p>;
  return (
    <>
      <div className={styles['history']}>
        <StateList states={states} purged={purged} chosen={from.key} onChoose={setChosen} />
        <div className={styles['compared']}>
          <div className={styles['against']}>
            <p>
              {historyWords.from} <strong>{from.name}</strong>
              {from.at !== undefined && <span className={styles['when']}> {fullTime(from.at)}</span>}
            </p>
            <SelectInput label={historyWords.against} isRequired value={to.key} onChange={setAgainst} choices={states.map(({ key, name, note }) => ({ value: key, label: note === undefined ? name : `${name}: ${note}` }))} />
          </div>
          <Comparison key={`${from.key} ${to.key}`} before={earlier} after={later} />
        </div>
      </div>
      <DialogFooter>
        <Button onPress={onClose}>{historyWords.close}</Button>
        {from.kind !== 'screen' && !isReadOnly && (
          <Button icon="undo" isDisabled={earlier.definition === undefined} onPress={() => { setIsAsking(true); }}>
            {historyWords.restore(from.name)}
          </Button>
        )}
      </DialogFooter>
      <RestoreDialog state={from} isOpen={isAsking} onCancel={() => { setIsAsking(false); }} onDone={onClose} />
    </>
  );
}
