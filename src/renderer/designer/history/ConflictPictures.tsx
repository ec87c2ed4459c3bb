import { type Ref, useEffect, useEffectEvent, useRef, useState } from 'react';
import { findNode, findTransition } from '../../../core/domain/model/edit/definition-reading.ts';
import { whenLaidOut } from '../canvas/when-laid-out.ts';
import { PressedGroup } from '../../components/PressedGroup.tsx';
import { useWide } from '../../console/use-wide.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { mergeSides, type sidePictures } from './conflict-picture.ts';
import { DiffCanvas, type ShownPicture } from './DiffCanvas.tsx';
import styles from './history.module.css';
import type { MergeSide } from './side-words.ts';

const words = historyWords.merge;
const labels: Readonly<Record<MergeSide, string>> = { ours: words.mine, theirs: words.theirs, base: words.base };

export interface ConflictPicturesProps {
  readonly pictures: ReturnType<typeof sidePictures>;
  readonly conflicts: ReadonlyMap<string, 'open' | 'settled'>;
  /** The node or transition that is looked at. */
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** The workflow as each side has it and as it was before both, beside each other; in a narrow window one of them. What is chosen on one is shown on all. */
export function ConflictPictures({ pictures, conflicts, shown, onShow, ref }: ConflictPicturesProps) {
  const isWide = useWide();
  const [chosen, setChosen] = useState<MergeSide>('ours');
  return (
    <div ref={ref} className={styles['threeSides']}>
      {!isWide && <PressedGroup label={words.whichPicture} values={mergeSides} words={labels} value={chosen} onChange={setChosen} styles={{ group: styles['which'], button: styles['whichOne'] }} />}
      {(isWide ? mergeSides : [chosen]).map((side) => <SidePicture key={`${side} ${isWide}`} side={side} picture={pictures[side]} conflicts={conflicts} shown={shown} onShow={onShow} />)}
    </div>
  );
}

interface SideProps extends Omit<ConflictPicturesProps, 'pictures' | 'ref'> {
  readonly side: MergeSide;
  readonly picture: ConflictPicturesProps['pictures'][MergeSide];
}

function SidePicture({ side, picture, conflicts, shown, onShow }: SideProps) {
  const handle = useRef<ShownPicture>(undefined);
  const isAbsent = shown !== undefined && findNode(picture.definition, shown) === undefined && findTransition(picture.definition, shown) === undefined;
  const show = useEffectEvent((id: string | undefined) => {
    if (id !== undefined && !isAbsent && handle.current !== undefined) return bring(handle.current, id);
    handle.current?.session.select({ nodes: [], transitions: [] });
    return undefined;
  });
  useEffect(() => show(shown), [shown]);
  return (
    <figure className={styles['sidePicture']} aria-label={words.pictureOf(labels[side])}>
      <figcaption>
        <span className={styles['sideName']}>{labels[side]}</span>
        {isAbsent && <span className={styles['when']}> {words.absent}</span>}
      </figcaption>
      <div className={styles['picture']}>
        <DiffCanvas picture={picture} conflicts={conflicts} onReady={(ready) => { handle.current = ready; }} onChoose={(id) => { if (id !== shown) onShow(id); }} />
      </div>
    </figure>
  );
}

/** Chooses it and brings it into sight, once the picture is laid out; the focus stays where it is. */
function bring({ session, view }: ShownPicture, id: string): () => void {
  const { nodes, transitions } = session.get().selection;
  const isNode = findNode(session.get().definition, id) !== undefined;
  if (![...nodes, ...transitions].includes(id)) session.select(isNode ? { nodes: [id], transitions: [] } : { nodes: [], transitions: [id] });
  return whenLaidOut(view, () => { view.canvas.handle?.reveal(id, { keepsFocus: true }); });
}
