import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What belongs here and how it gets here. */
  readonly text: ReactNode;
  readonly children?: ReactNode;
}

/** Says what would stand here, and offers the step that brings it. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <section className={styles['empty']}>
      <Icon name={icon} size="large" />
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </section>
  );
}
