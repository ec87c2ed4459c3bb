import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One line of the table: what is measured, what it is to be, and what it was. */
export interface Measure {
  readonly name: string;
  readonly goal: string;
  /** Measures both sides in turn, `pairs` times, and says the medians. */
  readonly measure: (pairs: number) => Promise<Result>;
}

export interface Result {
  /** What it is held against, in words with a number, such as `floor 2386/s`. */
  readonly against: string;
  readonly product: string;
  /** Compared with the goal. */
  readonly result: string;
  /** Absent where it could not be measured here. */
  readonly met?: boolean;
}

/** The same work for both sides: runs of some steps, each with one asynchronous effect between two commits. */
export interface Work {
  readonly directory: string;
  readonly steps: number;
  /** Carried by each run from its start, as JSON text. */
  readonly context: string;
  readonly effect: () => Promise<string>;
  /** Runs `oneRun` for ids from 1, `concurrency` at a time, and counts what was done per second. */
  readonly measure: (oneRun: (id: number) => Promise<void>) => Promise<{ readonly transitionsPerSecond: number }>;
}

export interface Measured {
  readonly transitionsPerSecond: number;
  /** Of the database when everything is done and it is closed. */
  readonly bytes: number;
}

export interface Shape {
  readonly runs: number;
  readonly concurrency: number;
}

const steps = 10;
const contextBytes = 2048;

/** One measurement of the work in a directory of its own. */
export function measureOnce(side: (work: Work) => Promise<Measured>, shape: Shape): Promise<Measured> {
  return inFreshDirectory((directory) => side({ directory, steps, context: contextOf(contextBytes), effect: laterEffect, measure: (oneRun) => measureRuns(oneRun, shape) }));
}

/** A directory that is gone afterwards. */
export async function inFreshDirectory<Given>(work: (directory: string) => Promise<Given>): Promise<Given> {
  const directory = mkdtempSync(join(tmpdir(), 'aiwm-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function contextOf(bytes: number): string {
  return JSON.stringify({ text: 'x'.repeat(bytes) });
}

/** An effect that answers in another turn of the event loop, as all that come from outside do. */
export function laterEffect(): Promise<string> {
  return new Promise((resolve) => { setImmediate(() => { resolve('{"ok":true}'); }); });
}

async function measureRuns(oneRun: (id: number) => Promise<void>, { runs, concurrency }: Shape): Promise<{ readonly transitionsPerSecond: number }> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < runs) {
        next += 1;
        await oneRun(next);
      }
    }),
  );
  return { transitionsPerSecond: (runs * steps) / ((performance.now() - began) / 1000) };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(numbers: readonly number[], part: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? Number.NaN;
}
