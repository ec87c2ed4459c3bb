import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { WorkflowCanvas } from '../../canvas/WorkflowCanvas.tsx';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../components/Breadcrumb.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { useAddressId } from '../../state/use-address-id.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { describeVersion, workflowLook } from './describe-workflow.ts';
import { PublishButton } from './PublishButton.tsx';
import { RunDialog } from './RunDialog.tsx';
import { WorkflowMenu } from './WorkflowMenu.tsx';
import { WorkflowPanel } from './WorkflowPanel.tsx';
import styles from './WorkflowScreen.module.css';

/** One workflow: its map, what verification found, its versions; run it, publish it. */
export function WorkflowScreen() {
  const id = useAddressId() ?? '';
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.workflows.get.queryOptions({ input: { id } }));

  if (data !== undefined) return <OpenWorkflow key={data.id} draft={data} />;
  return (
    <Page title={workflowWords.one} above={<Breadcrumb list={<Link to="/workflows">{workflowWords.title}</Link>} />}>
      {error === null ? <Skeleton shape="block" /> : <Failure error={error} title={workflowWords.cannotShow} onRetry={() => void refetch()} />}
    </Page>
  );
}

function OpenWorkflow({ draft }: { readonly draft: WorkflowView }) {
  const queries = useQueries();
  const [version, setVersion] = useState<number>();
  const [isRunning, setIsRunning] = useState(false);
  const chosen = useQuery(queries.workflows.get.queryOptions({ input: { id: draft.id, ...(version === undefined ? {} : { version }) } }));
  const shown = chosen.data ?? draft;

  return (
    <Page
      title={draft.name}
      above={<Breadcrumb list={<Link to="/workflows">{workflowWords.title}</Link>} own={<code>{draft.slug}</code>} />}
      beside={<StatusChip look={workflowLook(draft.status)} />}
      actions={
        <>
          <WorkflowMenu workflow={draft} />
          {draft.status !== 'published' && <PublishButton workflow={draft} />}
          <Button
            look="primary"
            icon="play"
            onPress={() => {
              setIsRunning(true);
            }}
          >
            {workflowWords.run}
          </Button>
        </>
      }
      isFilled
    >
      <div className={styles['grid']}>
        <div className={styles['left']}>
          <p className={styles['shown']}>
            {workflowWords.versions.shown}: {describeVersion(version)}
          </p>
          <WorkflowCanvas definition={shown.definition} label={workflowWords.canvas} />
        </div>
        <WorkflowPanel workflow={draft} version={version} onVersion={setVersion} />
      </div>
      {isRunning && (
        <RunDialog
          workflowId={draft.id}
          onClose={() => {
            setIsRunning(false);
          }}
        />
      )}
    </Page>
  );
}
