import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { formWords } from '../../strings/forms.ts';
import { classNames } from '../class-names.ts';
import { MarkedText } from '../MarkedText.tsx';
import styles from './fields.module.css';

export interface FieldFrameProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Label above, control, then the help or what is wrong. Stands inside a React Aria field, which joins the three. */
export function FieldFrame({ label, help, isRequired = false, error, children }: FieldFrameProps) {
  return (
    <>
      <Label className={classNames(styles['label'])}>
        {shownText(label)}
        {!isRequired && <span className={styles['optional']} data-note="optional">{formWords.optional}</span>}
      </Label>
      {children}
      {help !== undefined && (
        <Text slot="description" className={classNames(styles['help'])}>
          <MarkedText text={help} />
        </Text>
      )}
      <FieldError className={classNames(styles['error'])}>{error}</FieldError>
    </>
  );
}
