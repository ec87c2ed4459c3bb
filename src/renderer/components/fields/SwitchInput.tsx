import { Switch } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './fields.module.css';

export interface SwitchInputProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isDisabled?: boolean;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Something that is on or off. */
export function SwitchInput({ label, help, isDisabled = false, value, onChange }: SwitchInputProps) {
  return (
    <Switch className={classNames(styles['switch'])} isSelected={value} onChange={onChange} isDisabled={isDisabled}>
      <span className={styles['track']} aria-hidden="true" />
      <span className={styles['switchWords']}>
        <span>{label}</span>
        {help !== undefined && <span className={styles['help']}>{help}</span>}
      </span>
    </Switch>
  );
}
