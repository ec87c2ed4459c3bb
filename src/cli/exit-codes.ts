import { errorCodes, type ErrorCode } from '../core/domain/model/errors.ts';

/** What the process ends with for a failure of this code. */
export function exitCodeOf(code: ErrorCode): number {
  return errorCodes[code].exit;
}

/** The lines of help about exit codes: each number with the failures behind it. */
export function exitCodeLines(): string[] {
  const byExit = Map.groupBy(Object.keys(errorCodes) as ErrorCode[], exitCodeOf);
  const lines = [...byExit].toSorted(([a], [b]) => a - b).map(([exit, codes]) => `  ${String(exit).padStart(3)}  ${codes.join(', ')}`);
  return ['    0  done; the run completed, or waits for something outside', ...lines];
}
