import { AppError, type ErrorCode, type ErrorWire } from '../../model/errors.ts';
import { readJson } from '../../model/normal-json.ts';
import type { FailureClass } from '../../model/run-input.ts';

export interface EffectFailure {
  readonly error: ErrorWire;
  readonly class: FailureClass;
  readonly retryAfterMs?: number;
}

/** Codes that another attempt may turn into a success. */
const transientCodes: readonly ErrorCode[] = ['connector_unavailable', 'rate_limited'];

/** What a throw of an effect means to the run: an error with a code, and whether a retry can help. */
export function effectFailure(thrown: unknown): EffectFailure {
  if (!(thrown instanceof AppError)) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { error: kept(new AppError('unexpected', `the effect failed unexpectedly: ${detail}`).toWire()), class: 'permanent' };
  }
  const retryAfterMs = thrown.data?.['retryAfterMs'];
  return {
    error: kept(thrown.toWire()),
    class: transientCodes.includes(thrown.code) ? 'transient' : 'permanent',
    ...(typeof retryAfterMs === 'number' && Number.isFinite(retryAfterMs) ? { retryAfterMs } : {}),
  };
}

/** The error as the journal gives it back: a failure is never lost because of what its words or facts hold. */
function kept({ code, message, next, data }: ErrorWire): ErrorWire {
  const facts = Object.entries(data ?? {}).flatMap(([name, fact]) => {
    const read = readJson(fact);
    return read.fault === undefined && name.isWellFormed() ? [[name, read.value] as const] : [];
  });
  return {
    code,
    message: message.toWellFormed(),
    ...(next === undefined ? {} : { next: next.toWellFormed() }),
    ...(data === undefined ? {} : { data: Object.fromEntries(facts) }),
  };
}

/** The failure of an attempt that was given `timeoutMs` and took longer. */
export function effectTimeout(effect: string, timeoutMs: number): EffectFailure {
  const error = new AppError('connector_unavailable', `effect '${effect}' took longer than ${timeoutMs} ms and was aborted`, {
    next: 'Give the action a longer timeout, or ask for less in one call.',
    data: { effect, timeoutMs },
  });
  return { error: error.toWire(), class: 'timeout' };
}
