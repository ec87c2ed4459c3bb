import { useId } from 'react';
import { Checkbox } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** A single box to tick; where it is required, it must be ticked. */
export function CheckboxInput({ label, help, isDisabled = false, error, value, onChange }: FieldProps<boolean>) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <Checkbox
        className={classNames(styles['option'])}
        isSelected={value}
        onChange={onChange}
        isDisabled={isDisabled}
        isInvalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
      >
        <span className={styles['mark']} aria-hidden="true">
          <Icon name="check" size="small" />
        </span>
        {label}
      </Checkbox>
      {help !== undefined && (
        <span id={`${id}-help`} className={styles['help']}>
          {help}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles['error']}>
          {error}
        </span>
      )}
    </div>
  );
}
