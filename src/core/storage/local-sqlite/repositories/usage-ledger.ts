import { added, measureBeyond, nothing, type Total } from '../../../domain/model/budget.ts';
import type { Reservation, ReserveAnswer, Cap, UsageFilter, UsageGroup, UsageLedger, UsageSum } from '../../../domain/ports/usage-ledger.ts';
import { currentEpoch } from '../commit-run.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';
import { deleteReservation, insertReservation, insertUsage, usageColumns } from './usage-rows.ts';

/** Usage and reservations in the database. Sums are made when they are asked for: nothing kept beside the rows can differ from them. */
export function createUsageLedger(connection: Connection, writer: Writer): UsageLedger {
  return {
    sums: async (group, filter) => connection.read(() => readSums(connection, group, filter)),
    standing: async (filter) => connection.read(() => standing(connection, filter)),
    reserve: (reservation, caps) => writer.run(() => reserve(connection, reservation, caps)),
    settle: (id, usage) =>
      writer.run(() => {
        deleteReservation(connection, id);
        if (usage !== undefined) insertUsage(connection, usage);
      }),
    async settleBefore(epoch, at) {
      const count = connection.read(() => connection.prepare<{ readonly count: number }>(`select count(*) as count from run_reservations where epoch < ?`).get(epoch)?.count ?? 0);
      if (count === 0) return 0;
      return await writer.run(() => settleBefore(connection, epoch, at));
    },
  };
}

function reserve(connection: Connection, reservation: Reservation, caps: readonly Cap[]): ReserveAnswer {
  const epoch = currentEpoch(connection);
  if (reservation.epoch !== epoch) return { kind: 'fenced', epoch };
  const { inputTokens, outputTokens, calls, micros = 0 } = reservation.worst;
  const asked: Total = { micros, tokens: inputTokens + outputTokens, calls };
  const isHeld = connection.prepare(`select 1 from run_reservations where id = ?`).get(reservation.id) !== undefined;
  for (const { id, most, counts } of isHeld ? [] : caps) {
    const { used, reserved } = standing(connection, counts);
    const measure = measureBeyond(most, added(used, reserved), asked);
    if (measure !== undefined) return { kind: 'refused', cap: id, measure, most: most[measure] ?? 0, used: used[measure], reserved: reserved[measure], asked: asked[measure] };
  }
  insertReservation(connection, reservation);
  return { kind: 'reserved' };
}

function settleBefore(connection: Connection, epoch: number, at: number): number {
  connection
    .prepare(
      `insert into token_usage (${usageColumns}, how, claim)
       select ${usageColumns.replace(' at,', ' @at,')}, 'assumed', id
       from run_reservations
       where epoch < @epoch
       on conflict do nothing`,
    )
    .run({ epoch, at });
  return connection.prepare(`delete from run_reservations where epoch < ?`).run(epoch).changes;
}

interface Question {
  readonly where: string;
  readonly values: { readonly [name: string]: string | number };
}

const conditions: { readonly [Name in keyof UsageFilter]-?: string } = {
  runId: 'run_id = @runId',
  // Of `visit/action` and any number after it: the sign after the full stop is the slash.
  step: `effect > @step || '.' and effect < @step || '/'`,
  workflowId: 'workflow_id = @workflowId',
  node: 'node = @node',
  connector: 'connector = @connector',
  model: 'model = @model',
  credential: 'credential = @credential',
  from: 'at >= @from',
  to: 'at < @to',
};

function questionOf(filter: UsageFilter): Question {
  const values: { [name: string]: string | number } = {};
  const parts: string[] = [];
  for (const [name, condition] of Object.entries(conditions)) {
    const value = filter[name as keyof UsageFilter];
    if (value === undefined) continue;
    values[name] = value;
    parts.push(condition);
  }
  return { where: parts.length === 0 ? 'true' : parts.join(' and '), values };
}

const totals = `coalesce(sum(micros), 0) as micros, coalesce(sum(input_tokens + output_tokens), 0) as tokens, coalesce(sum(calls), 0) as calls`;

function standing(connection: Connection, { from, to, ...whose }: UsageFilter): { readonly used: Total; readonly reserved: Total } {
  const used = questionOf({ ...whose, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  // What is under way may end at any time: it counts in every span.
  const held = questionOf(whose);
  return {
    used: connection.prepare<Total>(`select ${totals} from token_usage where how <> 'inherited' and ${used.where}`).get(used.values) ?? nothing,
    reserved: connection.prepare<Total>(`select ${totals} from run_reservations where ${held.where}`).get(held.values) ?? nothing,
  };
}

const groups: { readonly [Group in UsageGroup]: string } = {
  model: 'model',
  connector: 'connector',
  node: 'node',
  workflow: 'workflow_id',
  run: 'run_id',
  day: `strftime('%Y-%m-%d', at / 1000, 'unixepoch')`,
  key: `case when credential = '' then connector else connector || '/' || credential end`,
};

function readSums(connection: Connection, group: UsageGroup, filter: UsageFilter): readonly UsageSum[] {
  const { where, values } = questionOf(filter);
  const order = group === 'day' ? '1' : 'micros desc, inputTokens + outputTokens desc, 1';
  return connection
    .prepare<UsageSum>(
      `with counted as (
         select ${groups[group]} as what, *, how <> 'inherited' as counts
         from token_usage
         where ${where}
       )
       select what as "group", coalesce(sum(calls) filter (where counts), 0) as calls,
         coalesce(sum(input_tokens) filter (where counts), 0) as inputTokens,
         coalesce(sum(cached_input_tokens) filter (where counts), 0) as cachedInputTokens,
         coalesce(sum(output_tokens) filter (where counts), 0) as outputTokens,
         coalesce(sum(micros) filter (where counts), 0) as micros,
         coalesce(sum(calls) filter (where counts and micros is null), 0) as unpricedCalls,
         coalesce(sum(calls) filter (where how = 'assumed'), 0) as assumedCalls,
         coalesce(sum(calls) filter (where how = 'inherited'), 0) as inheritedCalls
       from counted
       group by what
       order by ${order}`,
    )
    .all(values);
}
