import type { Overview } from '../../../core/domain/operations/overview.ts';
import { Failure } from '../../components/Failure.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { PinnedArtifacts } from '../../console/PinnedArtifacts.tsx';
import { useWorkflows } from '../../state/use-workflows.ts';
import { homeWords as words } from '../../strings/home.ts';
import { CreateMenu } from '../workflows/CreateMenu.tsx';
import { ImportButton } from '../workflows/ImportButton.tsx';
import { FailuresPart } from './FailuresPart.tsx';
import { FirstSteps } from './first/FirstSteps.tsx';
import styles from './HomeScreen.module.css';
import { MadePart } from './MadePart.tsx';
import { NeedsPart } from './NeedsPart.tsx';
import { RunningPart } from './RunningPart.tsx';
import { TouchedPart } from './TouchedPart.tsx';
import { UsagePart } from './UsagePart.tsx';
import { useOverview } from './use-overview.ts';

/** How everything stands: what to go on with, what needs somebody, what runs and failed, what was made and used. */
export function HomeScreen() {
  const { data, error, refetch } = useOverview();
  const workflows = useWorkflows();
  return (
    <Page title={words.title} actions={<><ImportButton /><CreateMenu workflows={workflows.data?.items ?? []} /></>}>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton shape="card" count={3} />}
      {data !== undefined && <Parts now={data} />}
    </Page>
  );
}

function Parts({ now }: { readonly now: Overview }) {
  return (
    <div className={styles['parts']}>
      <div className={styles['column']}>
        <FirstSteps now={now} />
        <NeedsPart needs={now.needs} more={now.needsMore} />
        <FailuresPart failures={now.failures} more={now.failuresMore} />
        <RunningPart running={now.running} hasMore={now.hasMoreRunning} />
      </div>
      <div className={styles['column']}>
        <TouchedPart touched={now.touched} />
        <PinnedArtifacts />
        <MadePart made={now.made} />
        <UsagePart usage={now.usage} />
      </div>
    </div>
  );
}
