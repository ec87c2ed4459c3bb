import type { RunId } from '../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../src/core/domain/model/run-event.ts';
import type { RunCommand, RunExecutor } from '../../src/core/domain/ports/run-executor.ts';
import type { ListedRun, RunRow } from '../../src/core/domain/ports/workflow-run-repository.ts';
import { canonicalJournal } from '../../src/core/domain/runtime/journal/canonical-journal.ts';
import type { Gates } from '../domain/runtime/executor/support/gates.ts';

/** One executor with its store, whose effects and whose time are the test's. */
export interface ExecutorSite {
  readonly executor: RunExecutor;
  readonly gates: Gates;
  /** Lets time pass. */
  pass(ms: number): void;
  now(): number;
  start(definition: JsonObject, more?: { readonly key?: string; readonly inputs?: JsonObject; readonly attended?: boolean }): Promise<RunId>;
  say(runId: RunId, command: RunCommand, key?: string): Promise<{ readonly kind: 'accepted' | 'duplicate'; readonly seq: number }>;
  status(runId: RunId, status: RunRow['status']): Promise<RunRow>;
  row(runId: RunId): Promise<RunRow>;
  list(): Promise<readonly ListedRun[]>;
  /** Rows with their values in place. */
  journal(runId: RunId): Promise<readonly RunEvent[]>;
  /** Everything it keeps outside the process, byte by byte as text: rows, logs, files beside them. */
  kept(): Promise<string>;
  /** The process dies where it stands, and another one takes over. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export interface ExecutorHarness {
  open(): Promise<ExecutorSite>;
}

/** The journal in its canonical form; two runs that were started apart have seeds of their own. */
export async function linesOf(site: ExecutorSite, runId: RunId): Promise<readonly string[]> {
  return canonicalJournal(await site.journal(runId)).map((line) => line.replaceAll(/"seed":"[0-9a-f]+"/gu, '"seed":""'));
}
