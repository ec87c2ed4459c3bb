import type { UsageRow } from '../../../domain/ports/run-commit.ts';
import type { Connection } from '../connection.ts';

type Column = string | number | null;

/** Columns that usage and reservations share, in order. */
export const usageColumns = `run_id, workflow_id, effect, attempt, node, at, connector, credential, model,
  input_tokens, cached_input_tokens, output_tokens, calls, micros, priced_as_of`;

const places = Array.from({ length: 15 }, () => '?').join(', ');

function usageValues(row: Omit<UsageRow, 'how' | 'claim'>): readonly Column[] {
  return [
    row.runId, row.workflowId, row.effect, row.attempt, row.node, row.at, row.connector, row.credential ?? '', row.model,
    row.inputTokens, row.cachedInputTokens, row.outputTokens, row.calls, row.micros ?? null, row.pricedAsOf ?? null,
  ];
}

/** Writes what an attempt used; a row of the same claim takes the place of what was assumed. */
export function insertUsage(connection: Connection, row: UsageRow): void {
  connection
    .prepare(
      `insert into token_usage (${usageColumns}, how, claim)
       values (${places}, ?, ?)
       on conflict (claim) where claim is not null do update set
         at = excluded.at, connector = excluded.connector, credential = excluded.credential, model = excluded.model,
         input_tokens = excluded.input_tokens, cached_input_tokens = excluded.cached_input_tokens, output_tokens = excluded.output_tokens,
         calls = excluded.calls, micros = excluded.micros, priced_as_of = excluded.priced_as_of, how = excluded.how
       where token_usage.how <> 'measured'`,
    )
    .run(...usageValues(row), row.how, row.claim ?? null);
}

/** Holds what an attempt may use at most; the same id again changes nothing. */
export function insertReservation(connection: Connection, { id, epoch, worst }: { readonly id: string; readonly epoch: number; readonly worst: Omit<UsageRow, 'how' | 'claim'> }): void {
  connection.prepare(`insert into run_reservations (${usageColumns}, id, epoch) values (${places}, ?, ?) on conflict do nothing`).run(...usageValues(worst), id, epoch);
}

export function deleteReservation(connection: Connection, id: string): void {
  connection.prepare(`delete from run_reservations where id = ?`).run(id);
}

type Stored = Omit<UsageRow, 'credential' | 'micros' | 'pricedAsOf' | 'claim'> & { readonly credential: string; readonly micros: number | null } & { readonly [Name in 'pricedAsOf' | 'claim']: string | null };

/** What the run used, in the order it was written. */
export function readUsage(connection: Connection, runId: string): readonly UsageRow[] {
  return connection
    .prepare<Stored>(
      `select run_id as runId, workflow_id as workflowId, effect, attempt, node, at, connector, credential, model,
         input_tokens as inputTokens, cached_input_tokens as cachedInputTokens, output_tokens as outputTokens,
         calls, micros, priced_as_of as pricedAsOf, how, claim
       from token_usage
       where run_id = ?
       order by token_usage.id`,
    )
    .all(runId)
    .map(({ credential, micros, pricedAsOf, claim, ...row }) => ({
      ...row,
      ...(credential === '' ? {} : { credential }),
      ...(micros === null ? {} : { micros }),
      ...(pricedAsOf === null ? {} : { pricedAsOf }),
      ...(claim === null ? {} : { claim }),
    }));
}
