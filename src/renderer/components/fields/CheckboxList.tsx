import { Checkbox, CheckboxGroup } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { Icon } from '../Icon.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import type { Choice, FieldProps } from './field-props.ts';
import styles from './fields.module.css';

export interface CheckboxListProps extends FieldProps<readonly string[]> {
  readonly choices: readonly Choice[];
}

/** Any number of several, all in sight. */
export function CheckboxList({ label, help, isRequired = false, isDisabled = false, error, value, onChange, choices }: CheckboxListProps) {
  return (
    <CheckboxGroup
      className={classNames(styles['field'])}
      value={[...value]}
      onChange={onChange}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame label={label} help={help} isRequired={isRequired} error={error}>
        <div className={styles['options']}>
          {choices.map((choice) => (
            <Checkbox key={choice.value} value={choice.value} className={classNames(styles['option'])}>
              <span className={styles['mark']} aria-hidden="true">
                <Icon name="check" size="small" />
              </span>
              {choice.label}
            </Checkbox>
          ))}
        </div>
      </FieldFrame>
    </CheckboxGroup>
  );
}
