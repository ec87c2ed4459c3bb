import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { documentWords } from '../../../strings/documents.ts';
import { ExportManyDialog } from '../acts/ExportManyDialog.tsx';
import styles from './DocumentsScreen.module.css';

const words = documentWords.chosen;

export interface ChosenBarProps {
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

/** What is done to several documents at once. */
export function ChosenBar({ ids, onClear }: ChosenBarProps) {
  const [isExporting, setIsExporting] = useState(false);
  return (
    <div role="group" aria-label={words.label} className={styles['chosen']}>
      <span role="status">{words.count(ids.length)}</span>
      <Button
        size="small"
        onPress={() => {
          setIsExporting(true);
        }}
      >
        {words.export}
      </Button>
      <Button size="small" look="quiet" onPress={onClear}>
        {words.clear}
      </Button>
      {isExporting && (
        <ExportManyDialog
          ids={ids}
          onClose={() => {
            setIsExporting(false);
          }}
        />
      )}
    </div>
  );
}
