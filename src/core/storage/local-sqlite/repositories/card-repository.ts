import { AppError } from '../../../domain/model/errors.ts';
import { present } from '../../../domain/model/present.ts';
import { type CardNote, type CardRepository, type CardRow, mostCardNotes } from '../../../domain/ports/card-repository.ts';
import type { RunCommit } from '../../../domain/ports/run-commit.ts';
import type { Connection } from '../connection.ts';
import { readActor, readJsonObject, writeActor } from '../stored-values.ts';
import type { Writer } from '../writer.ts';

interface CardRecord extends Omit<CardRow, 'card' | 'expiresAt' | 'answeredAt' | 'answeredBy' | 'values' | 'closedAt' | 'otherwise' | 'follows'> {
  readonly card: string;
  readonly expiresAt: number | null;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
  readonly fieldValues: string | null;
  readonly closedAt: number | null;
  readonly otherwise: string | null;
  readonly follows: string | null;
}

interface NoteRecord extends Pick<CardNote, 'kind' | 'at'> {
  readonly actor: string;
  readonly problems: string | null;
}

type ClosedCard = RunCommit['cards']['closed'][number];

const selection = `
  select c.id, c.run_id as runId, c.workflow_id as workflowId, c.visit, c.node_id as nodeId, c.title, c.card, c.state,
    c.requested_at as requestedAt, c.expires_at as expiresAt, c.otherwise, c.follows,
    case when c.state in ('expired', 'withdrawn') then c.closed_at end as closedAt,
    s.submitted_at as answeredAt, s.actor as answeredBy, s.field_values as fieldValues
  from card_requests c
  left join card_submissions s on s.card_id = c.id`;

export function createCardRepository(connection: Connection, writer: Writer): CardRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<CardRecord>(`${selection} where c.id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list({ state, runId, after, limit }) {
      const order = state === undefined || state === 'open' ? 'asc' : 'desc';
      const conditions = [
        ...(state === undefined ? [] : ['c.state = @state']),
        ...(runId === undefined ? [] : ['c.run_id = @runId']),
        ...(after === undefined ? [] : [`(c.requested_at, c.id) ${order === 'asc' ? '>' : '<'} (select requested_at, id from card_requests where id = @after)`]),
      ];
      const records = connection.read(() =>
        connection
          .prepare<CardRecord>(`${selection} where ${conditions.join(' and ') || 'true'} order by c.requested_at ${order}, c.id ${order} limit @limit`)
          .all({ limit, ...present({ state, runId, after }) }),
      );
      return records.map(toRow);
    },
    async count(state) {
      return connection.read(() => connection.prepare<{ readonly count: number }>('select count(*) as count from card_requests where state = @state').get({ state })?.count ?? 0);
    },
    async note(id, note) {
      return writer.run(() => isNews(connection, id, note) && writeNote(connection, id, note));
    },
    async notes(id) {
      const records = connection.read(() => connection.prepare<NoteRecord>(`select kind, at, actor, problems from card_notes where card_id = @id order by number`).all({ id }));
      return records.map(({ kind, at, actor, problems }): CardNote => ({ kind, at, actor: readActor(actor), ...(problems === null ? {} : { problems: readJsonObject(problems) as { readonly [field: string]: string } }) }));
    },
  };
}

function isNews(connection: Connection, id: string, { kind, actor }: CardNote): boolean {
  if (kind !== 'opened') return true;
  const found = connection
    .prepare(`select 1 from card_notes n join card_requests c on c.id = n.card_id where n.card_id = @id and n.kind = @kind and n.actor = @actor and n.at >= c.requested_at`)
    .get({ id, kind, actor: writeActor(actor) });
  return found === undefined;
}

function writeNote(connection: Connection, id: string, { kind, at, actor, problems }: CardNote): boolean {
  const { changes } = connection
    .prepare(`insert into card_notes (card_id, run_id, at, kind, actor, problems) select id, run_id, @at, @kind, @actor, @problems from card_requests where id = @id`)
    .run({ id, at, kind, actor: writeActor(actor), problems: problems === undefined ? null : JSON.stringify(problems) });
  connection
    .prepare(`delete from card_notes where card_id = @id and kind = @kind and number not in (select number from card_notes where card_id = @id and kind = @kind order by number desc limit @most)`)
    .run({ id, kind, most: mostCardNotes });
  return changes > 0;
}

/** Part of a run's commit. A card that was answered may be opened again: what was entered is gone from it, not from the journal. */
export function insertCard(connection: Connection, row: CardRow): void {
  connection.prepare('delete from card_submissions where card_id = @id').run({ id: row.id });
  const { changes } = connection
    .prepare(
      `insert into card_requests (id, run_id, workflow_id, visit, node_id, title, card, state, requested_at, expires_at, otherwise, follows)
       values (@id, @runId, @workflowId, @visit, @nodeId, @title, @card, @state, @requestedAt, @expiresAt, @otherwise, @follows)
       on conflict (id) do update
       set title = excluded.title, card = excluded.card, state = excluded.state, requested_at = excluded.requested_at, expires_at = excluded.expires_at, closed_at = null, otherwise = excluded.otherwise, follows = excluded.follows
       where state = 'submitted'`,
    )
    .run({
      id: row.id, runId: row.runId, workflowId: row.workflowId, visit: row.visit, nodeId: row.nodeId, title: row.title,
      card: JSON.stringify(row.card), state: row.state, requestedAt: row.requestedAt, expiresAt: row.expiresAt ?? null,
      otherwise: row.otherwise === undefined ? null : JSON.stringify(row.otherwise), follows: row.follows ?? null,
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

function toRow({ card, expiresAt, answeredAt, answeredBy, fieldValues, closedAt, otherwise, follows, ...record }: CardRecord): CardRow {
  return {
    ...record,
    card: readJsonObject(card),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(answeredAt === null ? {} : { answeredAt }),
    ...(answeredBy === null ? {} : { answeredBy: readActor(answeredBy) }),
    ...(fieldValues === null ? {} : { values: readJsonObject(fieldValues) }),
    ...(closedAt === null ? {} : { closedAt }),
    // The column holds what a commit wrote, so that it has its shape.
    ...(otherwise === null ? {} : { otherwise: JSON.parse(otherwise) as NonNullable<CardRow['otherwise']> }),
    ...(follows === null ? {} : { follows }),
  };
}
