import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { editorWords } from '../../strings/editors.ts';
import { useDarkTheme } from '../use-dark-theme.ts';
import styles from './diff.module.css';
import type { DiffViewProps } from './DiffView.tsx';
import { type OpenDiff, openDiff } from './open-diff.ts';
import { useIsNarrow } from './use-is-narrow.ts';

const words = editorWords.diff;

/** The view itself, apart from what loads it. */
export function TextDiff({ before, after, beforeLabel, afterLabel, language, layout = 'side' }: DiffViewProps) {
  const whole = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const diff = useRef<OpenDiff>(undefined);
  const [changes, setChanges] = useState(0);
  const isDark = useDarkTheme();
  const isNarrow = useIsNarrow(whole, 640);
  const shown = isNarrow ? 'unified' : layout;

  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = openDiff(host.current, { before, after, beforeLabel, afterLabel, language, layout: shown }, isDark);
    diff.current = opened;
    setChanges(opened.changes);
    return () => {
      diff.current = undefined;
      opened.close();
    };
  }, [before, after, beforeLabel, afterLabel, language, shown, isDark]);

  return (
    <div ref={whole} className={styles['diff']}>
      <div className={styles['bar']}>
        <p className={styles['labels']}>
          <span className={styles['out']}>{beforeLabel}</span> <span className={styles['in']}>{afterLabel}</span>
        </p>
        <span role="status" className={styles['count']}>
          {words.changes(changes)}
        </span>
        <IconButton label={words.previous} icon="chevronUp" isDisabled={changes === 0} onPress={() => diff.current?.go('previous')} />
        <IconButton label={words.next} icon="chevronDown" isDisabled={changes === 0} onPress={() => diff.current?.go('next')} />
      </div>
      <div ref={host} className={styles['host']} data-takes-keys />
    </div>
  );
}
