import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import styles from './PlusButton.module.css';

export interface PlusButtonProps {
  readonly label: string;
  /** Nothing is there yet: it only offers. */
  readonly isHint?: boolean;
  readonly onPress: () => void;
}

/** The place on the canvas where something can be added; the keyboard has a command for it. */
export function PlusButton({ label, isHint = false, onPress }: PlusButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classNames('nodrag', 'nopan', styles['plus'], isHint && styles['hint'])}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon name="plus" size="small" />
    </button>
  );
}
