import type { ReactNode } from 'react';
import { useFindings } from '../../problems/use-findings.ts';
import { FieldNotes } from './FieldNotes.tsx';
import styles from './form.module.css';

/** One field with what was found wrong with it. `where` is its place as findings name it. */
export function FieldBox({ where, children }: { readonly where: string; readonly children: ReactNode }) {
  const { findings } = useFindings();
  return (
    <div className={styles['box']} data-where={where}>
      {children}
      <FieldNotes findings={findings.filter((each) => each.where === where)} />
    </div>
  );
}
