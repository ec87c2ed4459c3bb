import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import { Icon } from '../../../components/Icon.tsx';
import styles from './fold.module.css';

export interface FoldProps {
  readonly title: string;
  readonly isOpenFirst?: boolean;
  /** Somebody is to see what is in it: it opens when that begins. */
  readonly isWanted?: boolean;
  /** At the end of the line, outside the button. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A part that can be folded away. */
export function Fold({ title, isOpenFirst = false, isWanted = false, beside, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(isOpenFirst || isWanted);
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted !== wasWanted) {
    setWasWanted(isWanted);
    if (isWanted) setIsOpen(true);
  }
  return (
    <section className={styles['fold']} aria-label={title}>
      <div className={styles['head']}>
        <AriaButton className={classNames(styles['button'])} aria-expanded={isOpen} onPress={() => { setIsOpen(!isOpen); }}>
          <Icon name={isOpen ? 'chevronDown' : 'chevron'} size="small" />
          <span>{title}</span>
        </AriaButton>
        {beside}
      </div>
      {isOpen && <div className={styles['content']}>{children}</div>}
    </section>
  );
}
