import { useMemo, useRef } from 'react';
import { Failure } from '../../components/Failure.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { ChangeList } from './ChangeList.tsx';
import { diffPicture } from './diff-picture.ts';
import { DiffCanvas, type ShownPicture } from './DiffCanvas.tsx';
import styles from './history.module.css';
import type { useDefinitionOf } from './use-states.ts';

type Side = ReturnType<typeof useDefinitionOf>;

/** What became of the workflow between two states: the picture of both, and the list. */
export function Comparison({ before, after }: { readonly before: Side; readonly after: Side }) {
  const handle = useRef<ShownPicture>(undefined);
  const picture = useMemo(() => (before.definition === undefined || after.definition === undefined ? undefined : diffPicture(before.definition, after.definition)), [before.definition, after.definition]);
  const error = before.error ?? after.error;
  if (error !== undefined) return <Failure error={error} title={historyWords.cannot} isInline />;
  if (picture === undefined) return <Skeleton shape="block" />;
  return (
    <div className={styles['comparison']}>
      <div className={styles['picture']}>
        <DiffCanvas picture={picture} onReady={(shown) => { handle.current = shown; }} />
      </div>
      <ScrollArea label={historyWords.changes.label} className={styles['list']}>
        <p role="status" className={styles['note']}>{historyWords.changes.count(picture.changes.length)}</p>
        <ChangeList
          changes={picture.changes}
          onShow={(id) => {
            handle.current?.view.canvas.handle?.reveal(id);
          }}
        />
      </ScrollArea>
    </div>
  );
}
