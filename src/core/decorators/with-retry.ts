import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import { AppError } from '../domain/model/errors.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import { begin, goOn, withChat } from './decorated-connector.ts';

export interface RetryOptions {
  /** Besides the first. @default 2 */
  readonly retries?: number;
  /** Doubled each time, unless the other side says how long. @default 500 */
  readonly pauseMs?: number;
}

/** Whoever waits at a screen waits no longer than this for another try. */
const longestPauseMs = 10_000;

/** Asks again where the other side was away or busy and has not said a word yet: for calls outside of runs, in which the engine does. */
export function withRetry(inner: LLMConnector, { retries = 2, pauseMs = 500 }: RetryOptions = {}): LLMConnector {
  const pause = ({ attempt, result }: IRetryBackoffContext<unknown>): number => retryAfterMs('error' in result ? result.error : undefined) ?? pauseMs * 2 ** (attempt - 1);
  const policy = retry(handleWhen(mayPass), { maxAttempts: retries, backoff: new DelegateBackoff(pause) });
  return withChat(inner, async function* retried(request, signal) {
    yield* goOn(await policy.execute(async () => begin(inner.chat(request, signal)), signal));
  });
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof AppError) || error.data?.['reason'] === 'circuit_open') return false;
  return (error.code === 'connector_unavailable' || error.code === 'rate_limited') && (retryAfterMs(error) ?? 0) <= longestPauseMs;
}

function retryAfterMs(error: unknown): number | undefined {
  const said = error instanceof AppError ? error.data?.['retryAfterMs'] : undefined;
  return typeof said === 'number' ? said : undefined;
}
