import { Link } from '@tanstack/react-router';
import { readFailure } from '../client/read-failure.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { Failure } from '../components/Failure.tsx';
import { Page } from '../components/Page.tsx';
import { shellWords } from '../strings/shell.ts';

/** What stands where a screen broke; the rest of the frame goes on. */
export function ScreenFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <Page title={shellWords.failure.screen}>
      <Failure error={screenFailure(error)} onRetry={reset} />
    </Page>
  );
}

/** A fault of the page itself has no next step of its own. */
function screenFailure(error: unknown): AppError {
  const failure = readFailure(error);
  return failure.message.startsWith(shellWords.unreachable.title) ? failure : new AppError(failure.code, failure.message, { next: shellWords.failure.screenNext });
}

/** What stands at an address that names no screen. */
export function NotFound() {
  return (
    <Page title={shellWords.notFound.title}>
      <EmptyState icon="search" title={shellWords.notFound.what} text={shellWords.notFound.text}>
        <Link to="/workflows">{shellWords.notFound.action}</Link>
      </EmptyState>
    </Page>
  );
}
