import type { RunId } from '../../../domain/model/ids.ts';
import type { RunEvent } from '../../../domain/model/run-event.ts';
import type { RunStatus } from '../../../domain/model/run.ts';
import type { UsageRow } from '../../../domain/ports/run-commit.ts';
import type { DamagedRun, KeptRun, KeptState, ListedRun, RunFilter, RunRow, WorkflowRunRepository } from '../../../domain/ports/workflow-run-repository.ts';
import type { Connection } from '../connection.ts';
import { findDamaged } from './damaged-runs.ts';
import { readEvents, readKeptRun, readKeptStates } from './kept-runs.ts';
import { listParameters, listStatement, needsSomebody } from './run-list.ts';
import { readUsage } from './usage-rows.ts';
import { type ListedRecord, runColumns, toListedRun, toShownRow, type RunRecord } from './run-records.ts';
import { startedWith } from './start-keys.ts';

type DueTimer = Awaited<ReturnType<WorkflowRunRepository['dueTimers']>>[number];

/** Runs whose journal was seen to be whole; above, all are looked at again. */
const keptWhole = 20_000;

export class SqliteRunRepository implements WorkflowRunRepository {
  readonly #connection: Connection;
  /** Where each run stood when its journal was whole: a page of a list looks again only at what moved on. Going on looks by itself. */
  readonly #whole = new Map<RunId, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async get(id: RunId): Promise<RunRow | undefined> {
    const record = this.#connection.read(() => this.#connection.prepare<RunRecord>(`select ${runColumns} from workflow_runs where id = @id`).get({ id }));
    return record === undefined ? undefined : toShownRow(record);
  }

  async load(id: RunId): Promise<KeptRun | undefined> {
    return this.#connection.read(() => readKeptRun(this.#connection, id));
  }

  async loadMany(ids: readonly RunId[]): Promise<readonly KeptState[]> {
    return this.#connection.read(() => readKeptStates(this.#connection, ids));
  }

  async byStartKey(key: string): Promise<RunId | undefined> {
    return this.#connection.read(() => startedWith(this.#connection, key));
  }

  async inputSeq(id: RunId, key: string): Promise<number | undefined> {
    return this.#connection.read(() =>
      this.#connection
        .prepare<{ readonly seq: number }>(`select seq from run_inputs where run = (select run from workflow_runs where id = @id) and key = @key`)
        .get({ id, key }),
    )?.seq;
  }

  async inputKeys(id: RunId): Promise<readonly { readonly key: string; readonly seq: number }[]> {
    return this.#connection.read(() =>
      this.#connection
        .prepare<{ readonly key: string; readonly seq: number }>(`select key, seq from run_inputs where run = (select run from workflow_runs where id = @id) order by seq, key`)
        .all({ id }),
    );
  }

  async list(filter: RunFilter): Promise<readonly ListedRun[]> {
    const records = this.#connection.read(() => this.#connection.prepare<ListedRecord>(listStatement(filter)).all(listParameters(filter)));
    return records.map(toListedRun);
  }

  async personWaits(): Promise<number> {
    return this.#connection.read(() => this.#connection.prepare<{ readonly sum: number }>(`select coalesce(sum(person_waits), 0) as sum from workflow_runs where ${needsSomebody}`).get())?.sum ?? 0;
  }

  async events(id: RunId, page: { readonly after: number; readonly limit: number }): Promise<readonly RunEvent[]> {
    return this.#connection.read(() => {
      const found = this.#connection.prepare<{ readonly run: number }>(`select run from workflow_runs where id = ?`).get(id);
      return found === undefined ? [] : readEvents(this.#connection, { run: found.run, ...page });
    });
  }

  async unfinished(): Promise<readonly { readonly id: RunId; readonly status: RunStatus }[]> {
    return this.#connection.read(() =>
      this.#connection
        .prepare<{ readonly id: RunId; readonly status: RunStatus }>(
          `select id, status from workflow_runs
           where status in ('queued', 'running', 'waiting', 'pausing', 'paused') and released_at is null
           order by started_at, id`,
        )
        .all(),
    );
  }

  async dueTimers({ before, limit }: { readonly before: number; readonly limit: number }): Promise<readonly DueTimer[]> {
    return this.#connection.read(() =>
      this.#connection
        .prepare<DueTimer>(
          `select run_id as runId, id, due_at as dueAt
           from workflow_run_schedules
           where due_at <= @before
           order by due_at, run_id, id
           limit @limit`,
        )
        .all({ before, limit }),
    );
  }

  async nextTimer(): Promise<number | undefined> {
    const next = this.#connection.read(() => this.#connection.prepare<{ readonly dueAt: number | null }>(`select min(due_at) as dueAt from workflow_run_schedules`).get());
    return next?.dueAt ?? undefined;
  }

  async usage(id: RunId): Promise<readonly UsageRow[]> {
    return this.#connection.read(() => readUsage(this.#connection, id));
  }

  async damaged(runs: readonly Pick<RunRow, 'id' | 'seq'>[]): Promise<readonly DamagedRun[]> {
    const unseen = runs.filter(({ id, seq }) => this.#whole.get(id) !== seq);
    if (unseen.length === 0) return [];
    const found = this.#connection.read(() => findDamaged(this.#connection, unseen.map(({ id }) => id)));
    const damaged = new Set(found.map(({ id }) => id));
    if (this.#whole.size >= keptWhole) this.#whole.clear();
    for (const { id, seq } of unseen) if (!damaged.has(id)) this.#whole.set(id, seq);
    return found;
  }
}
