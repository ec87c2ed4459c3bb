/**
 * Where a run goes when nobody answers a card in time, and which card nobody answered before it; who had a card open, and
 * which answers were not taken.
 */
export const cardNotes = `
alter table card_requests add column otherwise text;
alter table card_requests add column follows text;

create table card_notes (
  number integer primary key,
  card_id text not null references card_requests (id),
  run_id text not null references workflow_runs (id),
  at integer not null,
  kind text not null,
  actor text not null,
  problems text
) strict;
create index card_notes_of_card on card_notes (card_id, number);
create index card_notes_of_run on card_notes (run_id);
`;
