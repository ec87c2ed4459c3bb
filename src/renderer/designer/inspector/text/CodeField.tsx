import { Suspense, useId, useState } from 'react';
import { lazyPart } from '../../../client/lazy-part.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useFieldFindings } from '../form/field-findings.tsx';
import { useEditing } from '../editing/use-editing.ts';
import type { CodeFacts, CodeProblem } from './open-code.ts';
import styles from './text.module.css';
import { type Completion } from './completions.ts';
import { useOffered } from '../scope/use-scope.ts';
import { ValuePreview } from './ValuePreview.tsx';
import { usePreview } from './use-preview.ts';

const CodeMirrorCode = lazyPart(async () => ({ default: (await import('./CodeMirrorCode.tsx')).CodeMirrorCode }));

export interface CodeFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired: boolean;
  readonly error?: string | undefined;
  readonly language: 'expression' | 'template';
  readonly hasLines?: boolean;
  /** Of an expression over rows: what is offered. It has no value of its own to show. */
  readonly rows?: readonly Completion[] | undefined;
  readonly value: string;
  readonly placeholder?: string | undefined;
  /** Beside the label, such as a button that makes it large. */
  readonly beside?: React.ReactNode;
  /** Below the text, before its help. */
  readonly below?: React.ReactNode;
  /** It fills the place it is in. */
  readonly isLarge?: boolean;
  readonly onChange: (value: string) => void;
}

/** `isOffering`: with all that may be put there. */
interface FocusOn {
  readonly isOffering: boolean;
}

export interface CodeTextProps extends Omit<CodeFacts, 'isDark'> {
  readonly completions: readonly Completion[];
  readonly problems: readonly CodeProblem[];
  readonly onChange: (value: string) => void;
  /** Another object takes the focus into the text. */
  readonly focusOn: FocusOn | undefined;
}

/** Opens the list of what may be put into the text; said in words where there is room for them. */
function InsertButton({ label, isNamed, onPress }: { readonly label: string; readonly isNamed: boolean; readonly onPress: () => void }) {
  if (!isNamed) return <IconButton icon="plus" label={inspectorWords.insertInto(label)} onPress={onPress} />;
  return <Button size="small" look="quiet" icon="plus" aria-label={inspectorWords.insertInto(label)} onPress={onPress}>{inspectorWords.insertValue}</Button>;
}

/** An expression or a template: coloured, completed from what may be read there, its problems underlined, what it yields below. */
export function CodeField({ label, help, isRequired, error, language, hasLines = false, rows, value, placeholder = '', beside, below, isLarge = false, onChange }: CodeFieldProps) {
  const { isReadOnly } = useEditing();
  const id = useId();
  const [focusOn, setFocusOn] = useState<FocusOn>();
  const offered = useOffered();
  const preview = usePreview(language, value, rows !== undefined);
  const told = useFieldFindings();
  const fault = error ?? preview.fault;
  // What stands below the field already, with what mends it, is not said twice.
  const isTold = error === undefined && told.some(({ message }) => preview.about !== undefined && message.includes(preview.about));
  const description = [help, fault].filter(Boolean).join(' ');
  return (
    <div className={classNames(fieldStyles['field'], isLarge && styles['large'])}>
      <div className={styles['head']}>
        {/* The editor has its name as an attribute; a press on the words takes the focus there, as with every field. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
        <span id={id} className={fieldStyles['label']} onClick={() => { setFocusOn({ isOffering: false }); }}>
          {label}
          {!isRequired && <span className={fieldStyles['optional']} data-note="optional">{formWords.optional}</span>}
        </span>
        <span className={styles['tools']}>
          {!isReadOnly && <InsertButton label={label} isNamed={hasLines} onPress={() => { setFocusOn({ isOffering: true }); }} />}
          {beside}
        </span>
      </div>
      <div className={classNames(styles['frame'], hasLines && styles['lines'], fault !== undefined && styles['invalid'], isReadOnly && styles['still'])}>
        <Suspense fallback={<pre className={styles['waiting']}>{value}</pre>}>
          <CodeMirrorCode label={label} description={description} value={value} language={language} hasLines={hasLines} isReadOnly={isReadOnly} isInvalid={fault !== undefined} placeholder={placeholder} completions={rows ?? offered} problems={preview.marks} onChange={onChange} focusOn={focusOn} />
        </Suspense>
      </div>
      {below}
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {fault !== undefined && !isTold && <p className={fieldStyles['error']}><MarkedText text={fault} /></p>}
      <ValuePreview preview={preview} />
    </div>
  );
}
