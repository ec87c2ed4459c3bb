import type { Logger } from '../domain/ports/logger.ts';

/** Keeps what nobody foresaw, so that the correlation id a person was told leads to the cause. */
export type FaultLog = (error: unknown, facts?: { readonly [name: string]: string }) => void;

/**
 * A line of the log per fault, written at once: the next thing that happens may be the end of the process. On the error
 * stream only with AIWM_DEBUG: there a person reads what became of a command, and a program reads JSON.
 */
export function createFaultLog(log: Pick<Logger, 'error'>, redact: (text: string) => string): FaultLog {
  return (error, facts = {}) => {
    const fault = describe(error);
    log.error(`Something nobody foresaw: ${error instanceof Error ? error.message : String(error)}`, { ...facts, fault });
    if (process.env['AIWM_DEBUG'] !== undefined) process.stderr.write(`${redact(fault)}\n`);
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
