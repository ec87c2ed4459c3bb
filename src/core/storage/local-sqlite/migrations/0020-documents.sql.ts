/**
 * Documents with their revisions. A revision holds its blob by a use of the document, whose integer is counted below zero,
 * beside those of runs. No column is called after runs: a run that is removed takes with it what is.
 */
export const documents = `
create table documents (
  document integer primary key,
  id text not null unique,
  namespace text not null default 'local',
  revision integer not null default 1,
  title text not null,
  format text not null,
  role text not null,
  tags text not null,
  searched text not null,
  version integer not null,
  schema_document integer references documents (document),
  pinned integer,
  usage integer not null default 0,
  last_used_at integer,
  removed integer not null default 0,
  created_at integer not null,
  modified_at integer not null
) strict;

create index documents_changed on documents (modified_at, id);
create index documents_titled on documents (title);
create index documents_with_schema on documents (schema_document) where schema_document is not null;

create table document_links (
  document integer not null references documents (document) on delete cascade,
  workflow_id text not null references workflows (id) on delete cascade,
  primary key (document, workflow_id)
) strict, without rowid;

create index document_links_of_workflow on document_links (workflow_id);

create table document_revisions (
  document integer not null references documents (document) on delete cascade,
  number integer not null,
  at integer not null,
  author text not null,
  note text not null,
  sha256 text not null,
  bytes integer not null,
  restored_from integer,
  made_in text,
  effect_key text unique,
  primary key (document, number)
) strict;
`;
