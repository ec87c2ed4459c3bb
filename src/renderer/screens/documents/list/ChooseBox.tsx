import { Checkbox } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { Icon } from '../../../components/Icon.tsx';
import styles from './DocumentTable.module.css';

export interface ChooseBoxProps {
  readonly label: string;
  readonly isChosen: boolean;
  /** Some of what it stands for is chosen. */
  readonly isPart?: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

/** The box of a row, or of all of them. */
export function ChooseBox({ label, isChosen, isPart = false, onChange }: ChooseBoxProps) {
  return (
    <Checkbox aria-label={label} isSelected={isChosen} isIndeterminate={isPart} onChange={onChange} className={classNames(fieldStyles['option'], styles['choose'])}>
      <span className={fieldStyles['mark']} aria-hidden="true">
        <Icon name={isPart ? 'minus' : 'check'} size="small" />
      </span>
    </Checkbox>
  );
}
