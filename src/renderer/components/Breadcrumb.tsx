import type { ReactNode } from 'react';
import { shellWords } from '../strings/shell.ts';
import styles from './Breadcrumb.module.css';

/** Where a page stands: links to what holds it, its own short name last. */
export function Breadcrumb({ list, own }: { readonly list: ReactNode; readonly own?: ReactNode }) {
  return (
    <nav aria-label={shellWords.breadcrumb}>
      <ol className={styles['trail']}>
        <li>{list}</li>
        {own !== undefined && <li>{own}</li>}
      </ol>
    </nav>
  );
}
