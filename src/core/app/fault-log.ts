import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../domain/ports/clock.ts';

/** Keeps what nobody foresaw, so that the correlation id a person was told leads to the cause. */
export type FaultLog = (error: unknown, facts?: { readonly [name: string]: string }) => void;

/**
 * A JSON line per fault in `logs/faults.log`. On the error stream only with AIWM_DEBUG: there a person reads what became
 * of a command, and a program reads JSON.
 */
export function createFaultLog(directory: string, clock: Pick<Clock, 'now'>): FaultLog {
  return (error, facts = {}) => {
    const line = `${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...facts, fault: describe(error) })}\n`;
    try {
      // At once and in order: the next thing that happens may be the end of the process.
      appendFileSync(path.join(directory, 'faults.log'), line, { mode: 0o600 });
    } catch (notWritten) {
      if (isDebugging()) process.stderr.write(`${describe(notWritten)}\n`);
    }
    if (isDebugging()) process.stderr.write(line);
  };
}

function isDebugging(): boolean {
  return process.env['AIWM_DEBUG'] !== undefined;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
