import { Suspense } from 'react';
import { lazyPart } from '../../client/lazy-part.ts';
import { Skeleton } from '../../components/Skeleton.tsx';

const CodeMirrorText = lazyPart(async () => ({ default: (await import('./CodeMirrorText.tsx')).CodeMirrorText }));

/** How a text is coloured, folded and indented. */
export type TextLanguage = 'md' | 'html' | 'json' | 'yaml' | 'txt';

/** Something wrong at a place of a text; line and column from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
}

export interface TextEditorProps {
  /** What is edited, read aloud. */
  readonly label: string;
  /** A value other than the one last told by `onChange` takes the text's place; undo here does not take it back. */
  readonly value: string;
  /** The whole text after each edit. */
  readonly onChange?: (value: string) => void;
  readonly language: TextLanguage;
  readonly isReadOnly?: boolean;
  readonly problems?: readonly TextProblem[];
  /** The keys for saving were pressed. */
  readonly onSave?: () => void;
  /** Undo or redo was asked for, and nothing that was done in this text is left to take back or to do again. */
  readonly onUndo?: (way: 'undo' | 'redo') => void;
  /** The first line in sight, from 1, whenever it changes. */
  readonly onTopLine?: (line: number) => void;
  /** Line and column of the cursor, from 1, whenever a person moves it. */
  readonly onCursor?: (line: number, column: number) => void;
  /** Another object brings this place into sight; cursor and focus stay where they are, and nothing happens while the editor has the focus. */
  readonly reveal?: { readonly line: number; readonly column: number };
  /** Another object moves the cursor there and takes the focus. */
  readonly goTo?: { readonly line: number; readonly column: number };
}

/** An editor of a text by its format; it fills its parent. Tab indents, Escape and then Tab leaves. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <CodeMirrorText {...props} />
    </Suspense>
  );
}
