import { AppError } from '../../../domain/model/errors.ts';
import type { CardRepository, CardRow } from '../../../domain/ports/card-repository.ts';
import type { RunCommit } from '../../../domain/ports/run-commit.ts';
import type { Connection } from '../connection.ts';
import { readActor, readJsonObject, writeActor } from '../stored-values.ts';

interface CardRecord extends Omit<CardRow, 'card' | 'expiresAt' | 'answeredAt' | 'answeredBy' | 'values'> {
  readonly card: string;
  readonly expiresAt: number | null;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
  readonly fieldValues: string | null;
}

type ClosedCard = RunCommit['cards']['closed'][number];

const selection = `
  select c.id, c.run_id as runId, c.workflow_id as workflowId, c.visit, c.node_id as nodeId, c.title, c.card, c.state,
    c.requested_at as requestedAt, c.expires_at as expiresAt,
    s.submitted_at as answeredAt, s.actor as answeredBy, s.field_values as fieldValues
  from card_requests c
  left join card_submissions s on s.card_id = c.id`;

export function createCardRepository(connection: Connection): CardRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<CardRecord>(`${selection} where c.id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list({ state, runId, limit }) {
      const conditions = [...(state === undefined ? [] : ['c.state = @state']), ...(runId === undefined ? [] : ['c.run_id = @runId'])];
      const records = connection.read(() =>
        connection
          .prepare<CardRecord>(`${selection} where ${conditions.join(' and ') || 'true'} order by c.requested_at desc, c.id desc limit @limit`)
          .all({ limit, ...(state === undefined ? {} : { state }), ...(runId === undefined ? {} : { runId }) }),
      );
      return records.map(toRow);
    },
  };
}

/** Part of a run's commit. A card that was answered may be opened again: what was entered is gone from it, not from the journal. */
export function insertCard(connection: Connection, row: CardRow): void {
  connection.prepare('delete from card_submissions where card_id = @id').run({ id: row.id });
  const { changes } = connection
    .prepare(
      `insert into card_requests (id, run_id, workflow_id, visit, node_id, title, card, state, requested_at, expires_at)
       values (@id, @runId, @workflowId, @visit, @nodeId, @title, @card, @state, @requestedAt, @expiresAt)
       on conflict (id) do update
       set title = excluded.title, card = excluded.card, state = excluded.state, requested_at = excluded.requested_at, expires_at = excluded.expires_at, closed_at = null
       where state = 'submitted'`,
    )
    .run({
      id: row.id, runId: row.runId, workflowId: row.workflowId, visit: row.visit, nodeId: row.nodeId, title: row.title,
      card: JSON.stringify(row.card), state: row.state, requestedAt: row.requestedAt, expiresAt: row.expiresAt ?? null,
    });
  if (changes === 0) throw new AppError('conflict', `The card ${row.id} exists already.`);
}

/** Part of a run's commit. A card closes once: closing one that is not open refuses the whole batch. */
export function closeCard(connection: Connection, closed: ClosedCard): void {
  const { changes } = connection
    .prepare(`update card_requests set state = @state, closed_at = @at where id = @id and state = 'open'`)
    .run({ id: closed.id, state: closed.state, at: closed.at });
  if (changes === 0) throw new AppError('conflict', `The card ${closed.id} is not open.`, { data: { cardId: closed.id } });
  if (closed.state !== 'submitted') return;
  connection
    .prepare(`insert into card_submissions (card_id, submitted_at, actor, field_values) values (@id, @at, @actor, @fieldValues)`)
    .run({
      id: closed.id,
      at: closed.at,
      actor: closed.actor === undefined ? null : writeActor(closed.actor),
      fieldValues: closed.values === undefined ? null : JSON.stringify(closed.values),
    });
}

function toRow({ card, expiresAt, answeredAt, answeredBy, fieldValues, ...record }: CardRecord): CardRow {
  return {
    ...record,
    card: readJsonObject(card),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(answeredAt === null ? {} : { answeredAt }),
    ...(answeredBy === null ? {} : { answeredBy: readActor(answeredBy) }),
    ...(fieldValues === null ? {} : { values: readJsonObject(fieldValues) }),
  };
}
