import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { PinnedArtifacts } from '../../console/PinnedArtifacts.tsx';
import { workflowWords } from '../../strings/workflows.ts';
import { ImportButton } from './ImportButton.tsx';
import { RunDialog } from './RunDialog.tsx';
import { WorkflowCard } from './WorkflowCard.tsx';
import styles from './WorkflowsScreen.module.css';

/** Every workflow as a card: what it is, how its last run went, run it, open it. */
export function WorkflowsScreen() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.workflows.list.queryOptions({ input: {}, refetchInterval: 10_000 }));
  const [search, setSearch] = useState('');
  const [running, setRunning] = useState<string>();
  const shown = data?.items.filter((workflow) => matches(workflow, search));

  return (
    <Page
      title={workflowWords.title}
      actions={
        <>
          <SearchInput label={workflowWords.search} value={search} onChange={setSearch} />
          <ImportButton />
        </>
      }
    >
      {error !== null && data === undefined && <Failure error={error} title={workflowWords.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton shape="card" count={4} />}
      {data?.items.length === 0 && (
        <EmptyState icon="workflow" title={workflowWords.empty.title} text={workflowWords.empty.text}>
          <CommandLine command={workflowWords.empty.command} />
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && shown?.length === 0 && (
        <EmptyState icon="search" title={workflowWords.noMatch.title} text={workflowWords.noMatch.text}>
          <Button
            onPress={() => {
              setSearch('');
            }}
          >
            {workflowWords.noMatch.action}
          </Button>
        </EmptyState>
      )}
      <PinnedArtifacts />
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

function matches({ name, slug, description }: WorkflowSummary, search: string): boolean {
  return `${name} ${slug} ${description}`.toLowerCase().includes(search.trim().toLowerCase());
}
