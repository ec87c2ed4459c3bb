import { useDeferredValue, useMemo, useState } from 'react';
import type { DocumentEntry, DocumentProblem } from '../../../../core/domain/operations/document-shapes.ts';
import { CsvGrid } from '../../../editors/grid/CsvGrid.tsx';
import { HtmlPreview } from '../../../editors/preview/HtmlPreview.tsx';
import { MarkdownPreview } from '../../../editors/preview/MarkdownPreview.tsx';
import { TextEditor, type TextEditorProps } from '../../../editors/text/TextEditor.tsx';
import { workspaceWords as words } from '../../../strings/documents.ts';
import styles from './TextDocument.module.css';
import { languageOf } from './text-language.ts';

export interface EditorAreaProps {
  readonly entry: DocumentEntry;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly isPreviewShown: boolean;
  readonly problems: readonly DocumentProblem[];
  readonly goTo: TextEditorProps['goTo'];
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** The editor of the format, with its preview beside it. */
export function EditorArea({ entry, text, isReadOnly, isPreviewShown, problems, goTo, onChange, onSave }: EditorAreaProps) {
  const [topLine, setTopLine] = useState(1);
  const drawn = useDeferredValue(text);
  // Marks are set anew for another list only.
  const marks = useMemo(() => problems.map(({ line = 1, column = 1, message, severity }) => ({ line, column, message, severity })), [problems]);
  const label = words.editor(entry.title);
  if (isPreviewShown && (entry.format === 'csv' || entry.format === 'tsv')) {
    return (
      <div className={styles['area']}>
        <div className={styles['editor']}>
          <CsvGrid label={label} value={text} onChange={onChange} isReadOnly={isReadOnly} {...(entry.format === 'tsv' ? { delimiter: '\t' as const } : {})} />
        </div>
      </div>
    );
  }
  return (
    <div className={styles['area']} data-split={isPreviewShown}>
      <div className={styles['editor']}>
        <TextEditor
          label={label}
          value={text}
          language={languageOf(entry.format)}
          isReadOnly={isReadOnly}
          problems={marks}
          onChange={onChange}
          onSave={onSave}
          onTopLine={setTopLine}
          {...(goTo === undefined ? {} : { goTo })}
        />
      </div>
      {isPreviewShown && (
        <section aria-label={words.preview} className={styles['preview']}>
          {entry.format === 'html' ? <HtmlPreview source={drawn} title={words.preview} /> : <MarkdownPreview source={drawn} label={words.preview} line={topLine} />}
        </section>
      )}
    </div>
  );
}
