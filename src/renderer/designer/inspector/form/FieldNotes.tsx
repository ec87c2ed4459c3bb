import { Link } from '@tanstack/react-router';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { wordsOf } from '../../../components/field-words.ts';
import { Icon } from '../../../components/Icon.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { workflowAddress } from '../../../state/addresses.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { useUnpublished } from '../../problems/use-unpublished.ts';
import styles from './form.module.css';
import { MendLink } from './MendLink.tsx';

const icons = { error: 'cross', warning: 'alert', info: 'info' } as const;

export interface FieldName {
  readonly where: string;
  readonly label: string;
}

/** What was found wrong at one place, each with what mends it. */
export function FieldNotes({ findings, field }: { readonly findings: readonly Finding[]; readonly field?: FieldName }) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles['notes']}>
      {findings.map((finding) => <FieldNote key={`${finding.code} ${finding.message}`} finding={finding} message={withSubject(finding.message, finding.where, field)} />)}
    </ul>
  );
}

/** Where a link leads to what mends it, no command has to be typed. */
function FieldNote({ finding, message }: { readonly finding: Finding; readonly message: string }) {
  const { code, severity, fix } = finding;
  const called = useUnpublished(finding);
  return (
    <li className={styles[severity]}>
      <Icon name={icons[severity]} size="small" />
      <span>
        <span className="visually-hidden">{problemWords.severity[severity]}: </span>
        <MarkedText text={fix === undefined || called !== undefined ? message : `${message} ${fix}`} /> {called === undefined ? <MendLink code={code} /> : <Link {...workflowAddress(called.slug)}>{problemWords.publishCalled(called.name)}</Link>}
      </span>
    </li>
  );
}

/** What does not fit says "must not be empty": of what, its place knows. */
export function withSubject(message: string, where: string, field: FieldName | undefined): string {
  if (field === undefined || !/^(?:must|is|has|does) /u.test(message)) return message;
  const inner = where === field.where ? undefined : where.slice(field.where.length).split(/[.[\]]+/u).findLast((part) => /^[A-Za-z]/u.test(part));
  return `${inner === undefined ? field.label : wordsOf(inner)} ${message}`;
}
