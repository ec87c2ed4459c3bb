import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { clockTime } from '../../../components/time-words.ts';
import { MergeView, type MergeViewProps } from '../../../editors/diff/MergeView.tsx';
import { workspaceWords as words } from '../../../strings/documents.ts';
import type { Editing } from './editing.ts';
import styles from './MergePanel.module.css';
import type { CurrentDocument } from './current-document.ts';
import { languageOf } from './text-language.ts';

type Merged = Parameters<MergeViewProps['onChange']>[0];

export interface MergePanelProps {
  readonly current: CurrentDocument;
  readonly editing: Editing;
  readonly isPending: boolean;
  readonly onBack: () => void;
  readonly onMerged: (text: string) => void;
}

/** Two versions of one text side by side with what they began as; the result is saved when every place is decided. Its heading takes the focus: the editor is gone. */
export function MergePanel({ current, editing, isPending, onBack, onMerged }: MergePanelProps) {
  const [merged, setMerged] = useState<Merged>();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
  }, []);
  const { entry } = current;
  const open = merged?.openConflicts ?? 0;
  return (
    <section aria-label={words.mergeTitle} className={styles['panel']}>
      <header className={styles['head']}>
        <div className={styles['words']}>
          <h2 ref={head} tabIndex={-1}>
            {words.mergeTitle}
          </h2>
          <p>{words.mergeText(editing.base)}</p>
          <p role="status">{merged === undefined ? '' : open === 0 ? words.mergeClean : words.mergeConflicts(open)}</p>
        </div>
        <Button onPress={onBack}>{words.back}</Button>
        <Button
          look="primary"
          isDisabled={merged === undefined || open > 0}
          isPending={isPending}
          onPress={() => {
            if (merged !== undefined) onMerged(merged.text);
          }}
        >
          {words.mergeSave}
        </Button>
      </header>
      <div className={styles['view']}>
        <MergeView
          key={current.revision}
          base={editing.baseText}
          mine={editing.text}
          theirs={current.text ?? ''}
          mineLabel={words.mine}
          theirsLabel={words.theirs(current.revision, entry.modifiedBy, clockTime(entry.modifiedAt))}
          language={languageOf(entry.format)}
          onChange={setMerged}
        />
      </div>
    </section>
  );
}
