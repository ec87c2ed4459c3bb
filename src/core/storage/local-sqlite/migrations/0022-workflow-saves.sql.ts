/** What a draft was like at each save, as far as it is kept: the way back, and checkpoints. */
export const workflowSaves = `
create table workflow_saves (
  workflow_id text not null references workflows (id) on delete cascade,
  number integer not null,
  kind text not null,
  at integer not null,
  author text not null,
  act text not null,
  note text,
  revision integer not null,
  repeats integer,
  hash text not null,
  definition text not null,
  attachments text not null,
  primary key (workflow_id, number)
) strict;
`;
