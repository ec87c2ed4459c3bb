import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, type CircuitBreakerPolicy } from 'cockatiel';
import { AppError } from '../domain/model/errors.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { withChat } from './decorated-connector.ts';

export interface CircuitOptions {
  /** Outages in a row until nobody is asked for a while. @default 5 */
  readonly failures?: number;
  /** How long nobody is asked; then one call tries. @default 15000 */
  readonly restMs?: number;
}

/** Counts outages in a row. Connectors that share one rest together. */
export class Circuit {
  readonly restMs: number;
  readonly policy: CircuitBreakerPolicy;

  constructor({ failures = 5, restMs = 15_000 }: CircuitOptions = {}) {
    this.restMs = restMs;
    this.policy = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) });
  }

  get state(): 'closed' | 'open' | 'half_open' {
    return stateWords[this.policy.state];
  }
}

/**
 * Asks nobody for a while after outages in a row, so that runs fail at once instead of each waiting for its own timeout.
 * Only outages count: a wrong key or request says nothing of the service. One circuit serves one connector with one key.
 */
export function withCircuitBreaker(inner: LLMConnector, { policy, restMs }: Circuit): LLMConnector {
  return withChat(inner, (request, signal) => guarded({ inner, policy, restMs }, request, signal));
}

const stateWords = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
} as const;

interface Guard {
  readonly inner: LLMConnector;
  readonly policy: CircuitBreakerPolicy;
  readonly restMs: number;
}

/** The policy watches a promise that ends as the whole answer does. */
async function* guarded({ inner, policy, restMs }: Guard, request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
  const admitted = Promise.withResolvers<undefined>();
  const outcome = Promise.withResolvers<undefined>();
  policy
    .execute(() => {
      admitted.resolve(undefined);
      return outcome.promise;
    })
    .catch((error: unknown) => { admitted.reject(error); });
  try {
    await admitted.promise;
  } catch (error) {
    throw error instanceof BrokenCircuitError ? resting(inner.id, restMs) : error;
  }
  try {
    yield* inner.chat(request, signal);
  } catch (error) {
    outcome.reject(error);
    throw error;
  } finally {
    outcome.resolve(undefined);
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'connector_unavailable';
}

function resting(id: string, restMs: number): AppError {
  return new AppError('connector_unavailable', `The connector "${id}" failed several times in a row and is given time to recover.`, {
    next: `Try again later; \`aiwm connectors test ${id}\` asks it at once.`,
    data: { connector: id, reason: 'circuit_open', retryAfterMs: restMs },
  });
}
