import type { FocusEvent } from 'react';
import { Input, TextArea, TextField } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

export interface TextInputProps extends FieldProps<string> {
  readonly kind?: 'text' | 'lines' | 'code' | 'number' | 'date' | 'time' | 'datetime-local';
  readonly placeholder?: string;
  /** What stands in it is chosen when it is come to: typing writes over it. */
  readonly isTypedOver?: boolean;
  /** What is wrong with it is said around it. */
  readonly isFaulty?: boolean;
  /** Beside the input, such as a button that fills it. */
  readonly beside?: React.ReactNode;
  /** Below the input, such as suggestions. */
  readonly below?: React.ReactNode;
}

/** One line or several. Numbers and dates are text while they are typed; the form reads them when it is sent. */
export function TextInput({ label, help, isRequired = false, isDisabled = false, error, value, onChange, kind = 'text', placeholder, isTypedOver = false, isFaulty = false, beside, below }: TextInputProps) {
  const hasLines = kind === 'lines' || kind === 'code';
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <TextField
      className={classNames(styles['field'])}
      value={value}
      onChange={onChange}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined || isFaulty}
      validationBehavior="aria"
      type={kind === 'date' || kind === 'time' || kind === 'datetime-local' ? kind : 'text'}
      {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})}
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={error}>
        {hasLines ? (
          <TextArea {...hint} rows={4} className={classNames(styles['input'], kind === 'code' && styles['code'])} />
        ) : (
          <div className={styles['row']}>
            <Input {...hint} className={classNames(styles['input'])} {...(isTypedOver ? { onFocus: (event: FocusEvent<HTMLInputElement>) => { event.currentTarget.select(); } } : {})} />
            {beside}
          </div>
        )}
        {below}
      </FieldFrame>
    </TextField>
  );
}
