import { EmptyState } from '../components/EmptyState.tsx';
import { Button } from '../components/Button.tsx';
import { Page } from '../components/Page.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { tryAgainNow, useConnectionState } from '../state/connection.ts';
import { connectionWords } from '../strings/frame-connection.ts';

/** What stands in place of a screen whose files are not here yet. */
export function ScreenComes() {
  const state = useConnectionState();
  const { title, away, text } = connectionWords.comes;
  return (
    <Page title={title}>
      {state === 'live' ? (
        <Skeleton count={3} />
      ) : (
        <EmptyState icon="clock" title={away} text={text}>
          <Button onPress={tryAgainNow}>{connectionWords.tryNow}</Button>
        </EmptyState>
      )}
    </Page>
  );
}
