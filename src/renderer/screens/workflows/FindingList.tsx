import { useQuery } from '@tanstack/react-query';
import type { Finding, WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { workflowWords } from '../../strings/workflows.ts';
import styles from './FindingList.module.css';

const words = workflowWords.findings;

const looks: Readonly<Record<Finding['severity'], StatusLook>> = {
  error: { label: words.severity.error, tone: 'bad', icon: 'cross' },
  warning: { label: words.severity.warning, tone: 'warn', icon: 'alert' },
  info: { label: words.severity.info, tone: 'live', icon: 'info' },
};

/** What verification of the draft found, where, and how to mend it. */
export function FindingList({ workflow }: { readonly workflow: Pick<WorkflowView, 'id' | 'hash'> }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery({
    ...queries.workflows.verify.queryOptions({ input: { id: workflow.id } }),
    staleTime: 0,
  });
  if (error !== null) return <Failure error={error} title={words.cannot} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  const errors = data.findings.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      {data.publishable ? (
        <p className={styles['good']}>
          <Icon name="check" /> {words.none}
        </p>
      ) : (
        <p className={styles['bad']}>
          <Icon name="alert" /> {words.errors(errors)}
        </p>
      )}
      <ul className={styles['findings']}>
        {data.findings.map((finding) => (
          <li key={`${finding.code} ${finding.where} ${finding.message}`} className={styles['finding']}>
            <div className={styles['head']}>
              <StatusChip look={looks[finding.severity]} isBare />
              <code>{finding.where}</code>
            </div>
            <p>{finding.message}</p>
            {finding.fix !== undefined && <p className={styles['fix']}>{finding.fix}</p>}
          </li>
        ))}
      </ul>
      {data.notAnalysed.length > 0 && (
        <details className={styles['rest']}>
          <summary>{words.notAnalysed}</summary>
          <ul>
            {data.notAnalysed.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
