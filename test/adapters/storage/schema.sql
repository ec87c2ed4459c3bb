CREATE VIEW workflow_run_events as
select batch.run, batch.seq - json_array_length(batch.events) + 1 + event.key as seq,
  coalesce(event.value ->> '$[2].at', batch.at) as at,
  event.value ->> '$[0]' as type,
  event.value -> '$[1]' as payload,
  event.value ->> '$[2].actor' as actor
from workflow_run_batches as batch, json_each(batch.events) as event;

CREATE TRIGGER audit_log_keeps before delete on audit_log
begin
  select raise(abort, 'rows of the audit log are not removed');
end;

CREATE TRIGGER audit_log_stays before update on audit_log when old.hash <> ''
begin
  select raise(abort, 'rows of the audit log are not changed');
end;

CREATE TRIGGER blob_counts_added after insert on blobs begin
  update blob_counts set count = count + 1, bytes = bytes + new.bytes where place = case when new.content is null then 'file' else 'row' end;
end;

CREATE TRIGGER blob_counts_removed after delete on blobs begin
  update blob_counts set count = count - 1, bytes = bytes - old.bytes where place = case when old.content is null then 'file' else 'row' end;
end;

CREATE TRIGGER run_counts_added after insert on workflow_runs begin
  insert into run_counts (workflow_id, status, count) values (new.workflow_id, new.status, 1) on conflict do update set count = count + 1;
end;

CREATE TRIGGER run_counts_changed after update of status on workflow_runs when new.status <> old.status begin
  update run_counts set count = count - 1 where workflow_id = old.workflow_id and status = old.status;
  insert into run_counts (workflow_id, status, count) values (new.workflow_id, new.status, 1) on conflict do update set count = count + 1;
end;

CREATE TRIGGER run_counts_removed after delete on workflow_runs begin
  update run_counts set count = count - 1 where workflow_id = old.workflow_id and status = old.status;
end;

CREATE TABLE access_tokens (
  name text primary key,
  hash text not null unique,
  description text not null,
  scopes text not null,
  created_at integer not null,
  created_by text not null,
  expires_at integer not null,
  last_used_at integer,
  revoked_at integer,
  revoked_by text
) strict;

CREATE TABLE approvals (
  id text primary key,
  run_id text not null references workflow_runs (id),
  workflow_id text not null,
  visit text not null,
  node_id text not null,
  validator text not null,
  transition text not null,
  title text not null,
  text text not null,
  quorum integer not null,
  principals text,
  requests text not null,
  hash text not null,
  state text not null,
  requested_at integer not null,
  expires_at integer,
  closed_at integer,
  votes text not null
) strict;

CREATE TABLE artifacts (
  id text primary key,
  run_id text not null references workflow_runs (id),
  node_id text not null,
  effect text not null,
  name text not null,
  media_type text not null,
  sha256 text not null,
  bytes integer not null,
  created_at integer not null,
  path text
, pinned_at integer) strict;

CREATE TABLE audit_begun (
  id integer primary key autoincrement,
  entry text not null
) strict;

CREATE TABLE audit_head (
  one integer primary key check (one = 1),
  count integer not null,
  id integer not null,
  hash text not null
) strict;

CREATE TABLE audit_log (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  door text not null,
  operation text not null,
  target text,
  input text not null,
  outcome text not null,
  correlation_id text not null
, reason text, prev text not null default '', hash text not null default '') strict;

CREATE TABLE blob_counts (
  place text primary key,
  count integer not null,
  bytes integer not null
) strict, without rowid;

CREATE TABLE blob_uses (
  address integer not null,
  used_by integer not null,
  primary key (address, used_by)
) strict, without rowid;

CREATE TABLE blobs (
  sha256 text primary key,
  media_type text not null,
  bytes integer not null,
  content blob
, kept integer not null default 1) strict;

CREATE TABLE card_notes (
  number integer primary key,
  card_id text not null references card_requests (id),
  run_id text not null references workflow_runs (id),
  at integer not null,
  kind text not null,
  actor text not null,
  problems text
) strict;

CREATE TABLE card_requests (
  id text primary key,
  run_id text not null references workflow_runs (id),
  workflow_id text not null,
  visit text not null,
  node_id text not null,
  title text not null,
  card text not null,
  state text not null,
  requested_at integer not null,
  expires_at integer,
  closed_at integer
, otherwise text, follows text) strict;

CREATE TABLE card_submissions (
  card_id text primary key references card_requests (id),
  submitted_at integer not null,
  actor text,
  field_values text
) strict;

CREATE TABLE command_keys (
  id text primary key,
  fingerprint text not null,
  begun_at integer not null,
  done_at integer
) strict;

CREATE TABLE document_effects (
  effect_key text primary key,
  run_id text not null,
  document integer not null references documents (document) on delete cascade,
  number integer not null,
  sha256 text not null
) strict, without rowid;

CREATE TABLE document_links (
  document integer not null references documents (document) on delete cascade,
  workflow_id text not null references workflows (id) on delete cascade,
  primary key (document, workflow_id)
) strict, without rowid;

CREATE TABLE document_revisions (
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

CREATE TABLE documents (
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

CREATE TABLE draft_writes (
  number integer primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  write text not null,
  revision integer not null, writer text not null default '', at integer not null default 0, hash text,
  unique (workflow_id, write)
) strict;

CREATE TABLE former_slugs (
  slug text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  kept integer not null,
  at integer not null
) strict;

CREATE TABLE hosts (
  epoch integer primary key,
  id text not null,
  claimed_at integer not null,
  released_at integer
) strict;

CREATE TABLE instance (
  id text primary key,
  machine text not null,
  path text not null,
  created_at integer not null
) strict;

CREATE TABLE migrations (number integer primary key, name text not null, checksum text not null, applied_at integer not null) strict;

CREATE TABLE purged_versions (
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

CREATE TABLE run_counts (
  workflow_id text not null,
  status text not null,
  count integer not null,
  primary key (workflow_id, status)
) strict, without rowid;

CREATE TABLE run_inputs (
  run integer not null,
  key text not null,
  seq integer not null,
  primary key (run, key)
) strict, without rowid;

CREATE TABLE run_loose_ends (
  id integer primary key,
  run_id text not null references workflow_runs (id),
  effect text not null,
  attempt integer not null,
  at integer not null,
  output text not null
) strict;

CREATE TABLE run_reservations (
  id text primary key,
  epoch integer not null,
  run_id text not null,
  workflow_id text not null,
  effect text not null,
  attempt integer not null,
  node text not null,
  at integer not null,
  connector text not null,
  credential text not null,
  model text not null,
  input_tokens integer not null,
  cached_input_tokens integer not null,
  output_tokens integer not null,
  calls integer not null,
  micros integer,
  priced_as_of text
) strict, without rowid;

CREATE TABLE run_start_keys (
  key text primary key,
  id text not null,
  started_at integer not null
) strict, without rowid;

CREATE TABLE settings (
  section text primary key,
  value text not null,
  revision integer not null
) strict;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE "token_usage" (
  id integer primary key,
  run_id text not null,
  workflow_id text not null,
  effect text not null,
  attempt integer not null,
  node text not null,
  at integer not null,
  connector text not null,
  credential text not null,
  model text not null,
  input_tokens integer not null,
  cached_input_tokens integer not null,
  output_tokens integer not null,
  calls integer not null,
  micros integer,
  priced_as_of text,
  how text not null,
  claim text
) strict;

CREATE TABLE workflow_drafts (
  workflow_id text primary key references workflows (id) on delete cascade,
  definition text not null,
  hash text not null,
  attachments text not null,
  updated_at integer not null
) strict;

CREATE TABLE workflow_run_batches (
  run integer not null,
  seq integer not null,
  at integer not null,
  events text not null,
  unique (run, seq)
) strict;

CREATE TABLE workflow_run_images (
  run integer primary key,
  seq integer not null,
  image text not null
) strict;

CREATE TABLE workflow_run_schedules (
  run_id text not null references workflow_runs (id),
  id text not null,
  due_at integer not null,
  primary key (run_id, id)
) strict, without rowid;

CREATE TABLE workflow_run_segments (
  run integer not null,
  seq integer not null,
  first integer not null,
  codec text not null,
  batches blob not null,
  primary key (run, seq)
) strict;

CREATE TABLE workflow_runs (
  run integer primary key,
  id text not null unique,
  workflow_id text not null,
  version_id text,
  version_number integer,
  definition_hash text not null,
  attended integer not null,
  started_at integer not null,
  actor text not null,
  start_key text not null unique,
  correlation_id text not null,
  seq integer not null,
  updated_at integer not null,
  status text not null,
  reasons text not null,
  active_nodes text not null,
  open_incidents integer not null,
  outcome text,
  outputs text,
  error text,
  ended_at integer,
  transitions integer not null, pinned integer, pruned integer not null default 0, archived_at integer, sealed integer not null default 0, parent_run_id text, parent_seq integer, released_at integer, started_by text generated always as (substr(actor, 1, instr(actor, ':') - 1)) virtual, person_waits integer not null default 0) strict;

CREATE TABLE workflow_saves (
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

CREATE TABLE workflow_tests (
  id text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  run_id text not null references workflow_runs (id),
  name text not null,
  rules text not null,
  created_at integer not null,
  created_by text not null, end_seq integer,
  unique (workflow_id, name)
) strict;

CREATE TABLE workflow_versions (
  id text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  number integer not null,
  hash text not null,
  definition text not null,
  attachments text not null,
  note text not null,
  published_at integer not null,
  published_by text not null, imported_at integer,
  unique (workflow_id, number)
) strict;

CREATE TABLE workflows (
  id text primary key,
  namespace text not null default 'local',
  slug text not null,
  name text not null,
  description text not null,
  created_at integer not null,
  updated_at integer not null,
  revision integer not null,
  published_version integer,
  archived integer not null,
  origin text not null, slug_follows integer not null default 0,
  unique (namespace, slug)
) strict;

CREATE INDEX approvals_by_state on approvals (state, requested_at, id);

CREATE INDEX approvals_of_run on approvals (run_id, requested_at, id);

CREATE INDEX artifacts_of_run on artifacts (run_id, created_at, id);

CREATE INDEX artifacts_pinned on artifacts (pinned_at desc, id) where pinned_at is not null;

CREATE INDEX audit_log_by_operation on audit_log (operation, id);

CREATE INDEX card_notes_of_card on card_notes (card_id, number);

CREATE INDEX card_notes_of_run on card_notes (run_id);

CREATE INDEX card_requests_by_state on card_requests (state, requested_at, id);

CREATE INDEX card_requests_of_run on card_requests (run_id, requested_at, id);

CREATE INDEX command_keys_by_age on command_keys (begun_at);

CREATE INDEX document_effects_of_document on document_effects (document);

CREATE INDEX document_effects_of_run on document_effects (run_id);

CREATE INDEX document_links_of_workflow on document_links (workflow_id);

CREATE INDEX documents_changed on documents (modified_at, id);

CREATE INDEX documents_titled on documents (title);

CREATE INDEX documents_with_schema on documents (schema_document) where schema_document is not null;

CREATE INDEX draft_writes_by_writer on draft_writes (workflow_id, writer, number);

CREATE INDEX former_slugs_by_workflow on former_slugs (workflow_id, at, slug);

CREATE INDEX run_loose_ends_of_run on run_loose_ends (run_id, id);

CREATE INDEX run_start_keys_by_time on run_start_keys (started_at);

CREATE INDEX token_usage_by_time on token_usage (at);

CREATE UNIQUE INDEX token_usage_of_claim on token_usage (claim) where claim is not null;

CREATE INDEX token_usage_of_connector on token_usage (connector, credential, at);

CREATE INDEX token_usage_of_run on token_usage (run_id, id);

CREATE INDEX token_usage_of_workflow on token_usage (workflow_id, at);

CREATE INDEX workflow_run_schedules_due on workflow_run_schedules (due_at);

CREATE INDEX workflow_runs_by_starter on workflow_runs (started_by, started_at, id);

CREATE INDEX workflow_runs_by_status on workflow_runs (status, started_at, id);

CREATE INDEX workflow_runs_ended on workflow_runs (pruned, ended_at) where ended_at is not null;

CREATE INDEX workflow_runs_forked on workflow_runs (parent_run_id) where parent_run_id is not null;

CREATE INDEX workflow_runs_needing on workflow_runs (started_at, id, person_waits, released_at) where person_waits > 0 and released_at is null;

CREATE INDEX workflow_runs_newest on workflow_runs (started_at, id, workflow_id);

CREATE INDEX workflow_runs_of_workflow on workflow_runs (workflow_id, status, started_at, id);

CREATE INDEX workflow_tests_of_run on workflow_tests (run_id);
