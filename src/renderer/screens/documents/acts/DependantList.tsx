import { Link } from '@tanstack/react-router';
import type { DocumentUse } from '../../../../core/domain/operations/docs.ts';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { documentActWords, workspaceWords } from '../../../strings/documents.ts';
import styles from './acts.module.css';

const words = workspaceWords.dependants;

/** Workflows that use a document, each with where it does and how many problems its draft has. */
export function DependantList({ dependants }: { readonly dependants: readonly DocumentUse[] }) {
  return (
    <ul className={styles['uses']}>
      {dependants.map(({ workflowId, title, slug, nodes, problems, stale }) => (
        <li key={workflowId}>
          <Link to="/workflows/$id" params={{ id: slug }}>
            {title}
          </Link>
          {nodes.length > 0 && <span className={styles['soft']}>{documentActWords.nodes(nodes)}</span>}
          {problems.length === 0 ? (
            <StatusChip look={{ label: words.fine, tone: 'good', icon: 'check' }} isBare />
          ) : (
            <StatusChip look={{ label: words.problems(problems.length), tone: problems.some(({ severity }) => severity === 'error') ? 'bad' : 'warn', icon: 'alert' }} isBare />
          )}
          {stale && <StatusChip look={{ label: words.stale, tone: 'warn', icon: 'clock' }} isBare />}
        </li>
      ))}
    </ul>
  );
}
