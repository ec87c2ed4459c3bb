import { useMemo, useRef, useState } from 'react';
import { definitionText } from '../../../core/domain/model/definition/key-order.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { saveBytes } from '../../console/save-bytes.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { conflictMarks, conflictSpots, sidePictures } from './conflict-picture.ts';
import { conflictPlaces } from './conflict-places.ts';
import { ConflictPictures } from './ConflictPictures.tsx';
import { ConflictPlace } from './ConflictPlace.tsx';
import styles from './history.module.css';
import { type SeenChoice, type SeenMerge, settledAsSeen } from './seen-choices.ts';
import { type MergeSides, sideSayer } from './side-words.ts';

const words = historyWords.merge;

/** Two drafts that both changed the same places: a person chooses for each, everything else is merged. */
export function MergeDialog({ onClose }: { readonly onClose: () => void }) {
  const saving = useDesignerState((state) => state.saving);
  const isOpen = saving.status === 'conflict';
  return (
    <Dialog title={words.title} isOpen onClose={onClose} size={isOpen ? 'wide' : 'large'}>
      {isOpen ? <Merge theirs={saving.theirs.definition} round={saving.theirs.revision} onClose={onClose} /> : <DialogBody label={words.title}><p>{words.gone}</p></DialogBody>}
    </Dialog>
  );
}

interface MergeProps {
  readonly theirs: JsonObject;
  /** Which state of the other side it is. */
  readonly round: number;
  readonly onClose: () => void;
}

function Merge({ theirs, round, onClose }: MergeProps) {
  const { session, view } = useDesigner();
  const base = useDesignerState((state) => state.workflow.definition);
  const ours = useDesignerState((state) => state.definition);
  const slug = useDesignerState((state) => state.workflow.slug);
  const [chosen, setChosen] = useState<ReadonlyMap<string, SeenChoice>>(new Map());
  const [first] = useState(round);
  const sides = useMemo(() => ({ base, ours, theirs }), [base, ours, theirs]);
  const merge = useMemo(() => settledAsSeen(sides, chosen), [sides, chosen]);
  const { definition } = merge;

  const take = (merged: JsonObject): void => {
    if (!session.edit({ kind: 'replace', act: 'merge', definition: merged })) return;
    view.announce(words.merged);
    onClose();
  };
  const keep = (side: string, content: JsonObject): void => { saveBytes({ name: `${slug}-${side}.json`, mediaType: 'application/json' }, definitionText(content)); };
  return (
    <>
      <Places round={round} sides={sides} merge={merge} isNewer={round !== first} onChoose={(where, choice) => { setChosen(new Map(chosen).set(where, choice)); }} />
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

interface PlacesProps {
  readonly round: number;
  readonly sides: MergeSides;
  readonly merge: SeenMerge;
  readonly isNewer: boolean;
  readonly onChoose: (where: string, choice: SeenChoice) => void;
}

/** The places both changed as a list, and beside it the workflow as each side has it; a place is shown on the pictures, and what is chosen there in the list. */
function Places({ round, sides, merge: { conflicts, open, choices }, isNewer, onChoose }: PlacesProps) {
  const list = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const placeOf = useMemo(() => conflictPlaces(sides), [sides]);
  const say = useMemo(() => sideSayer(sides), [sides]);
  const spotOf = useMemo(() => conflictSpots(sides), [sides]);
  const pictures = useMemo(() => sidePictures(sides), [sides]);
  const marks = useMemo(() => conflictMarks(conflicts, open, spotOf), [conflicts, open, spotOf]);
  const firstOpen = (): string | undefined => open.map(({ where }) => spotOf(where)).find((spot) => spot !== undefined);
  const [looked, setShown] = useState(firstOpen);
  // What was looked at may conflict no more once the other side has changed again.
  const shown = conflicts.some(({ where }) => spotOf(where) === looked) ? looked : firstOpen();

  const show = (spot: string): void => {
    setShown(spot);
    list.current?.querySelector(`[data-spot="${CSS.escape(spot)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const look = (spot: string): void => {
    setShown(spot);
    drawn.current?.scrollIntoView({ block: 'nearest' });
  };
  const goToNext = (): void => {
    list.current?.querySelector<HTMLElement>('[data-conflict]:not([data-settled]) button')?.focus();
    const spot = spotOf(open[0]?.where ?? '');
    if (spot !== undefined) show(spot);
  };
  return (
    <div className={styles['merge']}>
      <div className={styles['mergeHead']}>
        <p className={styles['note']}>{words.text}</p>
        <div className={styles['against']}>
          <span role="status">{isNewer && `${words.newer} `}{words.open(open.length)}</span>
          <Button size="small" look="quiet" icon="chevronDown" isDisabled={open.length === 0} onPress={goToNext}>{words.next}</Button>
        </div>
      </div>
      <ConflictPictures key={round} ref={drawn} pictures={pictures} conflicts={marks} shown={shown} onShow={show} />
      <ScrollArea ref={list} label={words.places} className={styles['conflicts']}>
        {conflicts.map((conflict) => {
          const spot = spotOf(conflict.where);
          return <ConflictPlace key={conflict.where} conflict={conflict} name={conflict.where === '' ? words.workflow : placeOf(conflict.where)} say={(side) => say(conflict, side)} choice={choices.get(conflict.where)} spot={spot} isShown={spot !== undefined && spot === shown} onShow={look} onChoose={(choice) => { onChoose(conflict.where, { choice, theirs: conflict.theirs }); }} />;
        })}
      </ScrollArea>
    </div>
  );
}
