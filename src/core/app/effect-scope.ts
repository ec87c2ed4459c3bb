import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../domain/ports/clock.ts';
import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { EffectSurroundings, EffectWork } from '../domain/ports/effect-surroundings.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { RunCorrelations } from './run-correlations.ts';

/** For whom something outside is asked: an effect, with the correlation id its run began with. */
export interface CurrentWork extends EffectWork {
  readonly correlationId?: string;
}

export interface EffectScope {
  /** The effect on whose behalf this code runs; nothing outside of effects. */
  readonly current: () => CurrentWork | undefined;
  readonly around: EffectSurroundings;
}

/** Lets whatever an effect calls know which run it is for, and notes each effect in the log. */
export function createEffectScope(correlations: Pick<RunCorrelations, 'known' | 'of'>, log: Logger, clock: Pick<Clock, 'monotonic'>): EffectScope {
  const storage = new AsyncLocalStorage<CurrentWork>();
  return {
    current: () => storage.getStore(),
    async around(work, perform) {
      const correlationId = correlations.known(work.runId) ?? (await correlations.of(work.runId));
      const current: CurrentWork = { ...work, ...present({ correlationId }) };
      return log.writes('info') ? noted({ log, clock, current }, () => storage.run(current, perform)) : storage.run(current, perform);
    },
  };
}

interface Noting {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly current: CurrentWork;
}

async function noted<Result>({ log, clock, current: { kind, ...facts } }: Noting, perform: () => Promise<Result>): Promise<Result> {
  const began = clock.monotonic();
  if (log.writes('debug')) log.debug(`${kind} begins`, { ...facts, kind });
  try {
    const result = await perform();
    if (log.writes('debug')) log.debug(`${kind} ended with ok`, { ...facts, kind, code: 'ok', durationMs: Math.round(clock.monotonic() - began) });
    return result;
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'unexpected';
    log.info(`${kind} ended with ${code}`, { ...facts, kind, code, durationMs: Math.round(clock.monotonic() - began) });
    throw error;
  }
}
