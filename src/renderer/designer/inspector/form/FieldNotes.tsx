import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { Icon } from '../../../components/Icon.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { problemWords } from '../../../strings/designer-problems.ts';
import styles from './form.module.css';
import { MendLink } from './MendLink.tsx';

const icons = { error: 'cross', warning: 'alert', info: 'info' } as const;

/** What was found wrong at one place, each with what mends it. */
export function FieldNotes({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles['notes']}>
      {findings.map(({ code, severity, message, fix }) => (
        <li key={`${code} ${message}`} className={styles[severity]}>
          <Icon name={icons[severity]} size="small" />
          <span>
            <span className="visually-hidden">{problemWords.severity[severity]}: </span>
            <MarkedText text={fix === undefined ? message : `${message} ${fix}`} /> <MendLink code={code} />
          </span>
        </li>
      ))}
    </ul>
  );
}
