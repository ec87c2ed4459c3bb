import { type ReactNode, useMemo } from 'react';
import { fieldOf } from '../../problems/fixes/fixes-by-code.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { TypedPlace } from '../editing/typed-place.tsx';
import { FieldFindingsProvider } from './field-findings.tsx';
import { FieldNotes } from './FieldNotes.tsx';
import styles from './form.module.css';

export interface FieldBoxProps {
  readonly where: string;
  /** No field inside it has a box of its own: what is found there is said here. */
  readonly isInnermost?: boolean;
  /** Places in it whose own boxes say what is found there. */
  readonly apart?: readonly string[];
  /** What the field is called. */
  readonly label?: string;
  /** It has to be given and is not, and says so itself. */
  readonly isMissing?: boolean;
  readonly children: ReactNode;
}

const none: readonly string[] = [];

/** One field with what was found wrong with it. `where` is its place as findings name it. */
export function FieldBox({ where, isInnermost = false, apart = none, label, isMissing = false, children }: FieldBoxProps) {
  const { findings } = useFindings();
  const own = useMemo(() => findings.filter((finding) => isAt(fieldOf(finding), where, isInnermost) && !apart.some((inner) => isAt(fieldOf(finding), inner, true)) && !(isMissing && finding.code === 'config_invalid' && finding.where === where)), [findings, where, isInnermost, apart, isMissing]);
  return (
    <div className={styles['box']} data-where={where}>
      <TypedPlace where={where}>
        <FieldFindingsProvider value={own}>{children}</FieldFindingsProvider>
      </TypedPlace>
      <FieldNotes findings={own} {...(label === undefined ? {} : { field: { where, label } })} />
    </div>
  );
}

/** `config.rules` holds `config.rules.0.that` and `config.rules[0]`, and not `config.rules_two`. */
function isAt(place: string, where: string, isInnermost: boolean): boolean {
  return place === where || (isInnermost && place.startsWith(where) && /[.[]/u.test(place[where.length] ?? ''));
}
