import { Link, useNavigate } from '@tanstack/react-router';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { runLook } from '../../console/describe-run.ts';
import { lifecycleWords } from '../../strings/designer-lifecycle.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { workflowLook } from './describe-workflow.ts';
import styles from './WorkflowCard.module.css';
import { WorkflowMenu } from './WorkflowMenu.tsx';

export interface WorkflowCardProps {
  readonly workflow: WorkflowSummary;
  readonly onRun: () => void;
}

/** One workflow; Enter on its name opens it, Shift+Enter runs it. */
export function WorkflowCard({ workflow, onRun }: WorkflowCardProps) {
  const navigate = useNavigate();
  const { lastRun } = workflow;
  return (
    <article className={styles['card']} aria-labelledby={`workflow-${workflow.id}`}>
      <div className={styles['head']}>
        <div className={styles['names']}>
          <h2 id={`workflow-${workflow.id}`}>
            <Link
              to="/workflows/$id"
              params={{ id: workflow.slug }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !event.shiftKey) return;
                event.preventDefault();
                onRun();
              }}
            >
              {shownText(workflow.name)}
            </Link>
          </h2>
          <code className={styles['slug']}>{workflow.slug}</code>
        </div>
        {workflow.deprecated === true && <StatusChip look={{ label: lifecycleWords.badge, tone: 'warn', icon: 'alert' }} />}
        <StatusChip look={workflowLook(workflow.status)} />
        <WorkflowMenu workflow={workflow} />
      </div>
      <p className={styles['description']}>{shownText(workflow.description)}</p>
      {workflow.tags !== undefined && <p className={styles['slug']}>{workflow.tags.map((tag) => `#${tag}`).join(' ')}</p>}
      <div className={styles['foot']}>
        <p className={styles['last']}>
          {lastRun === undefined ? (
            workflowWords.never
          ) : (
            <Link to="/runs/$id" params={{ id: lastRun.id }} className={styles['lastRun']}>
              <span className="visually-hidden">{workflowWords.lastRun}</span>
              <StatusChip look={runLook(lastRun.status)} isBare />
              <span className={styles['when']}>
                <Ago at={lastRun.startedAt} />
              </span>
            </Link>
          )}
        </p>
        <Button
          size="small"
          look="quiet"
          onPress={() => void navigate({ to: '/workflows/$id', params: { id: workflow.slug } })}
          aria-label={`${workflowWords.open} ${workflow.name}`}
        >
          {workflowWords.open}
        </Button>
        <Button size="small" icon="play" onPress={onRun} aria-label={workflowWords.runNamed(workflow.name)}>
          {workflowWords.run}
        </Button>
      </div>
    </article>
  );
}
