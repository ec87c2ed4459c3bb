import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { findingLooks } from '../../designer/problems/finding-look.ts';
import styles from './library.module.css';

/** What to look at, with where it is and what mends it. */
export function ToReview({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return undefined;
  return (
    <section aria-label={title} className={styles['review']}>
      <h3>{title}</h3>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.where} ${finding.message}`}>
            <StatusChip look={findingLooks[finding.severity]} isBare /> <code>{finding.where}</code>
            <p>{finding.message}</p>
            {finding.fix !== undefined && <p className={styles['hint']}>{finding.fix}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
