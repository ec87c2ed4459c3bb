import type { ReactNode, Ref } from 'react';
import styles from './HomeScreen.module.css';

export interface HomePartProps {
  /** For the heading, which names the part. */
  readonly id: string;
  readonly title: string;
  /** Beside the title: a count, a link to all. */
  readonly beside?: ReactNode;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A part of the dashboard: a region named by its heading. */
export function HomePart({ id, title, beside, headingRef, children }: HomePartProps) {
  return (
    <section className={styles['part']} aria-labelledby={`home-${id}`}>
      <header className={styles['head']}>
        <h2 id={`home-${id}`} ref={headingRef} tabIndex={-1}>
          {title}
        </h2>
        {beside}
      </header>
      {children}
    </section>
  );
}
