import { useMemo, useRef, useState } from 'react';
import { definitionText } from '../../../core/domain/model/definition/key-order.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { saveBytes } from '../../console/save-bytes.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { conflictPlaces } from './conflict-places.ts';
import { ConflictPlace } from './ConflictPlace.tsx';
import styles from './history.module.css';
import { type SeenChoice, settledAsSeen } from './seen-choices.ts';
import { sideSayer } from './side-words.ts';

const words = historyWords.merge;

/** Two drafts that both changed the same places: a person chooses for each, everything else is merged. */
export function MergeDialog({ onClose }: { readonly onClose: () => void }) {
  const saving = useDesignerState((state) => state.saving);
  return (
    <Dialog title={words.title} isOpen onClose={onClose} size="large">
      {saving.status === 'conflict' ? <Merge theirs={saving.theirs.definition} onClose={onClose} /> : <DialogBody label={words.title}><p>{words.gone}</p></DialogBody>}
    </Dialog>
  );
}

function Merge({ theirs, onClose }: { readonly theirs: JsonObject; readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const base = useDesignerState((state) => state.workflow.definition);
  const ours = useDesignerState((state) => state.definition);
  const slug = useDesignerState((state) => state.workflow.slug);
  const [chosen, setChosen] = useState<ReadonlyMap<string, SeenChoice>>(new Map());
  const [first] = useState(theirs);
  const list = useRef<HTMLDivElement>(null);
  const placeOf = useMemo(() => conflictPlaces({ base, ours, theirs }), [base, ours, theirs]);
  const say = useMemo(() => sideSayer({ base, ours, theirs }), [base, ours, theirs]);
  const { definition, conflicts, open, choices } = useMemo(() => settledAsSeen({ base, ours, theirs }, chosen), [base, ours, theirs, chosen]);

  const take = (merged: JsonObject): void => {
    if (!session.edit({ kind: 'replace', act: 'merge', definition: merged })) return;
    view.announce(words.merged);
    onClose();
  };
  const keep = (side: string, content: JsonObject): void => { saveBytes({ name: `${slug}-${side}.json`, mediaType: 'application/json' }, definitionText(content)); };
  return (
    <>
      <DialogBody>
        <p className={styles['note']}>{words.text}</p>
        <div className={styles['against']}>
          <span role="status">{theirs !== first && `${words.newer} `}{words.open(open.length)}</span>
          <Button size="small" look="quiet" icon="chevronDown" isDisabled={open.length === 0} onPress={() => list.current?.querySelector<HTMLElement>('[data-conflict]:not([data-settled]) button')?.focus()}>
            {words.next}
          </Button>
        </div>
        <div ref={list} className={styles['conflicts']}>
          {conflicts.map((conflict) => (
            <ConflictPlace key={conflict.where} conflict={conflict} name={conflict.where === '' ? words.workflow : placeOf(conflict.where)} say={(side) => say(conflict, side)} choice={choices.get(conflict.where)} onChoose={(choice) => { setChosen(new Map(chosen).set(conflict.where, { choice, theirs: conflict.theirs })); }} />
          ))}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button look="quiet" icon="download" onPress={() => { keep('mine', ours); }}>{words.saveMine}</Button>
        <Button look="quiet" icon="download" onPress={() => { keep('theirs', theirs); }}>{words.saveTheirs}</Button>
        <Button onPress={() => { take(theirs); }}>{words.allTheirs}</Button>
        <Button onPress={() => { take(ours); }}>{words.allMine}</Button>
        <Button look="primary" isDisabled={definition === undefined} onPress={() => { if (definition !== undefined) take(definition); }}>
          {words.done}
        </Button>
      </DialogFooter>
    </>
  );
}
