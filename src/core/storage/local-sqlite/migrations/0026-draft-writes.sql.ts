/** The last writes of each draft by their names: whoever got no answer asks whether one arrived, and none is carried out twice. */
export const draftWrites = `
create table draft_writes (
  number integer primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  write text not null,
  revision integer not null,
  unique (workflow_id, write)
) strict;
`;
