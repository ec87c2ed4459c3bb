import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const pattern = /^aiwm-(\d{6})\.log$/u;

/** Numbers of the log files in a directory, the oldest first. */
export function logNumbers(directory: string): readonly number[] {
  return readdirSync(directory).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number).toSorted((a, b) => a - b);
}

export function logFile(directory: string, number: number): string {
  return path.join(directory, `aiwm-${String(number).padStart(6, '0')}.log`);
}

export function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

export interface LogLimits {
  readonly maxBytes: number;
  readonly keepFiles: number;
}

/**
 * Appends whole lines to the newest file of a directory. Several processes may: a file that is large enough is followed by
 * one with the next number, which whoever comes first makes and the others join; nothing is renamed, so no line is lost.
 */
export function createLogFiles(directory: string, limits: () => LogLimits): (lines: string) => void {
  let current: number | undefined;
  return (lines) => {
    const { maxBytes, keepFiles } = limits();
    if (current === undefined || bytesOf(logFile(directory, current)) >= maxBytes) {
      const numbers = logNumbers(directory);
      const newest = numbers.at(-1) ?? 1;
      current = bytesOf(logFile(directory, newest)) >= maxBytes ? newest + 1 : newest;
      for (const old of numbers) if (old <= current - keepFiles) rmSync(logFile(directory, old), { force: true });
    }
    appendFileSync(logFile(directory, current), lines, { mode: 0o600 });
  };
}
