import { useState } from 'react';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { PinnedArtifacts } from '../../console/PinnedArtifacts.tsx';
import { useWorkflows } from '../../state/use-workflows.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { CreateMenu } from './CreateMenu.tsx';
import { ImportButton } from './ImportButton.tsx';
import { matchesSearch } from './matches-search.ts';
import { RunDialog } from './RunDialog.tsx';
import { type Pill, StatusPills } from './StatusPills.tsx';
import { useCreateWorkflow } from './use-create-workflow.ts';
import { useNeedsFix } from './use-needs-fix.ts';
import { WorkflowCard } from './WorkflowCard.tsx';
import styles from './WorkflowsScreen.module.css';

/** Every workflow as a card: what it is, how its last run went, run it, open it. */
export function WorkflowsScreen() {
  const { data, error, refetch } = useWorkflows();
  const [search, setSearch] = useState('');
  const [running, setRunning] = useState<string>();
  const [pill, setPill] = useState<Pill>('all');
  const all = data?.items ?? noWorkflows;
  const create = useCreateWorkflow();
  const needsFix = useNeedsFix(all, pill === 'fix');
  const shown = data?.items.filter((workflow) => matchesSearch(workflow, search) && isOf(workflow, pill, needsFix.ids));

  return (
    <Page
      title={workflowWords.title}
      actions={
        <>
          <SearchInput label={workflowWords.search} value={search} onChange={setSearch} />
          <ImportButton />
          <CreateMenu workflows={all} />
        </>
      }
    >
      {error !== null && data === undefined && <Failure error={error} title={workflowWords.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton shape="card" count={4} />}
      {data?.items.length === 0 && (
        <EmptyState icon="workflow" title={workflowWords.empty.title} text={workflowWords.empty.text}>
          <Button look="primary" icon="plus" isPending={create.isPending} onPress={() => { create.begin('ask'); }}>{workflowWords.empty.action}</Button>
        </EmptyState>
      )}
      <PinnedArtifacts />
      {data !== undefined && data.items.length > 0 && <StatusPills value={pill} onChange={setPill} />}
      {data !== undefined && data.items.length > 0 && shown?.length === 0 && !needsFix.isChecking && (
        <EmptyState icon="search" title={workflowWords.noMatch.title} text={workflowWords.noMatch.text}>
          <Button
            onPress={() => {
              setSearch('');
              setPill('all');
            }}
          >
            {workflowWords.noMatch.action}
          </Button>
        </EmptyState>
      )}
      {needsFix.isChecking && <Skeleton shape="card" count={1} />}
      <ul className={styles['cards']}>
        {shown?.map((workflow) => (
          <li key={workflow.id}>
            <WorkflowCard
              workflow={workflow}
              onRun={() => {
                setRunning(workflow.id);
              }}
            />
          </li>
        ))}
      </ul>
      {running !== undefined && (
        <RunDialog
          workflowId={running}
          onClose={() => {
            setRunning(undefined);
          }}
        />
      )}
    </Page>
  );
}

const noWorkflows: readonly WorkflowSummary[] = [];

function isOf({ id, status }: WorkflowSummary, pill: Pill, needsFix: ReadonlySet<string>): boolean {
  switch (pill) {
    case 'all':
      return true;
    case 'draft':
      return status !== 'published';
    case 'published':
      return status !== 'draft';
    case 'fix':
      return needsFix.has(id);
  }
}
