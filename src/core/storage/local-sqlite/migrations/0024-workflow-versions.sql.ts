/** Versions that came out of a file, and what is left of those that went: a number is given once. */
export const workflowVersions = `
alter table workflow_versions add column imported_at integer;

create table purged_versions (
  workflow_id text not null references workflows (id) on delete cascade,
  number integer not null,
  hash text not null,
  note text not null,
  published_at integer not null,
  published_by text not null,
  purged_at integer not null,
  purged_by text not null,
  primary key (workflow_id, number)
) strict, without rowid;
`;
