import { Link } from '@tanstack/react-router';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { findingLooks } from '../../designer/problems/finding-look.ts';
import { mendingOf } from '../../designer/problems/fixes/fixes-by-code.ts';
import { libraryWords } from '../../strings/library.ts';
import styles from './library.module.css';

/** What to look at, with where it is and what mends it. */
export function ToReview({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return undefined;
  return (
    <section aria-label={title} className={styles['review']}>
      <h3>{title}</h3>
      <ul>
        {findings.map((finding) => <Line key={`${finding.code} ${finding.where} ${finding.message}`} finding={finding} />)}
      </ul>
    </section>
  );
}

function Line({ finding: { code, severity, where, message, fix } }: { readonly finding: Finding }) {
  const { screen } = mendingOf(code);
  return (
    <li>
      <StatusChip look={findingLooks[severity]} isBare /> <code>{where}</code>
      <p>{message}</p>
      {fix !== undefined && <p className={styles['hint']}>{fix}</p>}
      {screen !== undefined && <Link to={screen}>{libraryWords.mendAt[screen]}</Link>}
    </li>
  );
}
