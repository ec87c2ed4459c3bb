import type { ReactNode } from 'react';
import { Button, IconButton } from '../../../components/Button.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { blankFor } from './field-shape.ts';
import styles from './form.module.css';

/** A group that is not there, and what puts it there. */
export function AbsentField({ label, help, schema, onChange }: ValueInputProps) {
  return (
    <div className={styles['absent']}>
      <span className={styles['absentName']}>{label}</span>
      <Button size="small" look="quiet" icon="plus" aria-label={inspectorWords.setNamed(label)} onPress={() => { onChange(blankFor(schema)); }}>{inspectorWords.setIt}</Button>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
    </div>
  );
}

/** A group that need not be there, with what takes it away. */
export function Removable({ label, isRequired, value, onChange, children }: ValueInputProps & { readonly children: ReactNode }) {
  if (isRequired || value === undefined) return children;
  return (
    <div className={structuredStyles['member']}>
      {children}
      <IconButton icon="trash" label={formWords.removeNamed(label)} onPress={() => { onChange(undefined); }} />
    </div>
  );
}
