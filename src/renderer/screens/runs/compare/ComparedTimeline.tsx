import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { describeEvent } from '../../../../core/domain/model/run-story.ts';
import type { CompareAnswer } from '../../../../core/domain/operations/runs-from-journal.ts';
import type { RunLine } from '../../../../core/domain/operations/runs.ts';
import { allNodes, readDefinition } from '../../../canvas/read-definition.ts';
import { IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { SwitchInput } from '../../../components/fields/SwitchInput.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { StructureDiff } from '../../../editors/diff/StructureDiff.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import { type AlignedRow, alignJournals, rowDiff } from './align-journals.ts';
import styles from './Compare.module.css';

const words = runListWords.compare;

export interface ComparedTimelineProps {
  readonly answer: CompareAnswer;
  readonly left: readonly RunLine[];
  readonly right: readonly RunLine[];
  readonly definition: JsonObject;
  readonly isCut: boolean;
}

/** Both journals in one list, a moment a line; it opens at the first difference, and goes from one to the next. */
export function ComparedTimeline({ answer, left, right, definition, isCut }: ComparedTimelineProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isNarrowed, setIsNarrowed] = useState(false);
  const every = useMemo(() => alignJournals(left, right), [left, right]);
  const rows = useMemo(() => (isNarrowed ? every.filter(({ differs }) => differs) : every), [every, isNarrowed]);
  const differing = useMemo(() => rows.flatMap(({ differs }, index) => (differs ? [index] : [])), [rows]);
  const { first } = answer;
  const parting = useMemo(() => rows.findIndex((row) => (first?.a !== undefined && row.left?.seq === first.a.seq) || (first?.b !== undefined && row.right?.seq === first.b.seq)), [rows, first]);
  const [chosen, setChosen] = useState<number>();
  const current = chosen ?? (parting === -1 ? differing[0] : parting);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => frame.current, estimateSize: () => 40, overscan: 10 });
  useEffect(() => { if (current !== undefined) virtual.scrollToIndex(current, { align: 'center' }); }, [current, virtual]);
  const nameOf = useMemo(() => {
    const names = new Map(allNodes(readDefinition(definition)).map(({ id, name }) => [id, name]));
    return (id: string): string => names.get(id) ?? id;
  }, [definition]);
  const step = (by: 1 | -1): void => {
    const at = current ?? -1;
    const to = by === 1 ? differing.find((index) => index > at) : differing.findLast((index) => index < at);
    if (to !== undefined) setChosen(to);
  };
  const row = current === undefined ? undefined : rows[current];

  return (
    <section className={styles['part']} aria-label={words.timeline}>
      <div className={styles['bar']}>
        <h2>{words.timeline}</h2>
        <span role="status" className={styles['note']}>{words.timelineCount(differing.length)}</span>
        <IconButton icon="chevronUp" label={words.previous} isDisabled={differing.length === 0} onPress={() => { step(-1); }} />
        <IconButton icon="chevronDown" label={words.next} isDisabled={differing.length === 0} onPress={() => { step(1); }} />
        <SwitchInput label={words.onlyDiffering} value={isNarrowed} onChange={(isOn) => { setChosen(undefined); setIsNarrowed(isOn); }} />
      </div>
      {isCut && <p className={styles['note']}>{words.cut(5000)}</p>}
      <ScrollArea ref={frame} label={words.timeline} className={styles['rows']}>
        <ol className={styles['whole']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const each = rows[index] ?? { differs: false };
            return (
              <li key={index} aria-setsize={rows.length} aria-posinset={index + 1} aria-current={index === current || undefined} className={classNames(styles['moment'], each.differs && styles['differs'])} style={{ transform: `translateY(${start}px)` }}>
                <Told line={each.left} side={words.side.a} nameOf={nameOf} />
                <Told line={each.right} side={words.side.b} nameOf={nameOf} />
              </li>
            );
          })}
        </ol>
      </ScrollArea>
      {row !== undefined && row.differs && <Parting row={row} isFirst={current === (parting === -1 ? differing[0] : parting)} />}
    </section>
  );
}

function Told({ line, side, nameOf }: { readonly line: RunLine | undefined; readonly side: string; readonly nameOf: (id: string) => string }) {
  if (line === undefined) return <span className={styles['absent']}><span className="visually-hidden">{side}: {words.noSide}</span></span>;
  const story = describeEvent(line, nameOf);
  return (
    <span className={styles['told']} title={story.detail}>
      <span className="visually-hidden">{side}: </span>
      <span className={styles['seq']}>{line.seq}</span>
      {story.title}
      {story.detail !== undefined && <span className={styles['note']}> {story.detail}</span>}
    </span>
  );
}

/** What differs in the moment that is looked at. */
function Parting({ row, isFirst }: { readonly row: AlignedRow; readonly isFirst: boolean }) {
  const { left, right } = row;
  const changes = left !== undefined && right !== undefined ? rowDiff(left, right) : [{ path: '', ...(left === undefined ? {} : { before: left.payload }), ...(right === undefined ? {} : { after: right.payload }) }];
  return (
    <div className={styles['parting']}>
      <h3>{isFirst ? words.first : words.diffs}</h3>
      <StructureDiff changes={changes} label={isFirst ? words.first : words.diffs} sides={[words.side.a, words.side.b]} />
    </div>
  );
}
