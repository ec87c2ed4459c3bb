import { AppError } from '../domain/model/errors.ts';
import type { RunExecutor } from '../domain/ports/run-executor.ts';

/** Stands where no host is: queries do not need one, and doors send everything else to it. */
export const nobodyDrives: RunExecutor = {
  capabilities: { multiHost: false, abortEffects: false, maxContextBytes: 0 },
  fork: () => Promise.reject(noHost()),
  release: () => Promise.reject(noHost()),
  adopt: () => Promise.reject(noHost()),
  purge: () => Promise.reject(noHost()),
  start: () => Promise.reject(noHost()),
  deliver: () => Promise.reject(noHost()),
  settled: () => Promise.resolve(),
  health: () => Promise.resolve({ open: false, driving: 0, effectsInFlight: 0 }),
};

function noHost(): AppError {
  return new AppError('precondition_failed', 'Nobody drives the runs of this data directory.', { next: 'Start a host with `aiwm serve`, and try again.', data: { reason: 'no_host' } });
}
