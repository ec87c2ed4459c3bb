import { type ReactNode, useEffect, useRef } from 'react';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { shellWords } from '../strings/shell.ts';
import { classNames } from './class-names.ts';
import styles from './Page.module.css';

export interface PageProps {
  /** The page's h1 and the window's title. */
  readonly title: string;
  /** Where the page stands, above the title: a {@link Breadcrumb}. */
  readonly above?: ReactNode;
  /** Chips and facts beside the title. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** The title takes the focus when the page appears, where what had it is gone. */
  readonly isTitleFocused?: boolean;
  /** The content takes all the room and scrolls inside itself. */
  readonly isFilled?: boolean;
  readonly children: ReactNode;
}

/** The frame of every screen: one h1, its actions on the right, the content below. */
export function Page({ title, above, beside, actions, isTitleFocused = false, isFilled = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${shownText(title)} · ${shellWords.product}`;
  }, [title]);
  useEffect(() => {
    if (isTitleFocused) heading.current?.focus();
  }, [isTitleFocused]);

  return (
    <div className={classNames(styles['page'], isFilled && styles['filled'])}>
      <header className={styles['header']}>
        <div className={styles['words']}>
          {above}
          <div className={styles['title']}>
            <h1 ref={heading} tabIndex={-1}>
              {shownText(title)}
            </h1>
            {beside}
          </div>
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['content']}>{children}</div>
    </div>
  );
}
