import { Input, TextField } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** A text that is typed unseen. Whoever holds its value forgets it as soon as it was sent. */
export function SecretInput({ label, help, isRequired = false, isDisabled = false, error, value, onChange }: FieldProps<string>) {
  return (
    <TextField
      className={classNames(styles['field'])}
      type="password"
      autoComplete="off"
      spellCheck="false"
      value={value}
      onChange={onChange}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={error}>
        <Input className={classNames(styles['input'])} data-1p-ignore data-lpignore="true" />
      </FieldFrame>
    </TextField>
  );
}
