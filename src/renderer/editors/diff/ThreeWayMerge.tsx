import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { editorWords } from '../../strings/editors.ts';
import { lineEndOf } from '../text/line-ends.ts';
import { useDarkTheme } from '../use-dark-theme.ts';
import { ConflictCard } from './ConflictCard.tsx';
import styles from './diff.module.css';
import { mergeTexts } from './merge-texts.ts';
import type { MergeViewProps } from './MergeView.tsx';
import { type MergeState, OpenMerge } from './open-merge.ts';

const words = editorWords.merge;

/** The view itself, apart from what loads it. */
export function ThreeWayMerge({ base, mine, theirs, mineLabel, theirsLabel, language, onChange }: MergeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const open = useRef<OpenMerge>(undefined);
  const merged = useMemo(() => mergeTexts(base, mine, theirs), [base, mine, theirs]);
  const [state, setState] = useState<MergeState>();
  const isDark = useDarkTheme();
  const tell = useEffectEvent((next: MergeState) => {
    setState(next);
    onChange({ text: next.text, openConflicts: openOnes(next).length });
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = new OpenMerge(host.current, { merged, label: words.result, language, lineEnd: lineEndOf(mine), isDark }, (next) => { tell(next); });
    open.current = opened;
    tell(opened.state());
    return () => {
      open.current = undefined;
      opened.close();
    };
    // Another theme must not begin the merge anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [merged, mine, language]);

  const opens = state === undefined ? [] : openOnes(state);
  const goToNext = (): void => {
    const [next] = opens;
    if (next === undefined) return;
    open.current?.show(next);
    list.current?.querySelectorAll<HTMLElement>('[data-conflict]')[next]?.querySelector('button')?.focus();
  };
  return (
    <div className={styles['merge']}>
      <div className={styles['bar']}>
        <span role="status" className={styles['labels']}>
          {merged.conflicts.length === 0 ? words.none : words.open(opens.length)}
        </span>
        <Button size="small" look="quiet" icon="chevronDown" isDisabled={opens.length === 0} onPress={goToNext}>
          {words.next}
        </Button>
      </div>
      <div className={styles['parts']}>
        <ScrollArea label={words.conflicts} ref={list} className={styles['conflicts']}>
          {merged.conflicts.map((conflict, index) => (
            <ConflictCard
              key={conflict.from}
              number={index + 1}
              conflict={conflict}
              labels={{ mine: mineLabel, theirs: theirsLabel }}
              line={state?.conflicts[index]?.line ?? 1}
              settlement={state?.conflicts[index]?.settlement}
              onSettle={(settlement) => open.current?.settle(index, settlement)}
            />
          ))}
          {merged.conflicts.length === 0 && <p className={styles['none']}>{words.none}</p>}
        </ScrollArea>
        <div ref={host} className={styles['result']} data-takes-keys />
      </div>
    </div>
  );
}

/** The places of the conflicts that nobody settled. */
function openOnes({ conflicts }: MergeState): number[] {
  return conflicts.flatMap(({ settlement }, index) => (settlement === undefined ? [index] : []));
}
