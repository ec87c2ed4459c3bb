CREATE VIEW workflow_run_events as
select batch.run, batch.seq - json_array_length(batch.events) + 1 + event.key as seq,
  coalesce(event.value ->> '$[2].at', batch.at) as at,
  event.value ->> '$[0]' as type,
  event.value -> '$[1]' as payload,
  event.value ->> '$[2].actor' as actor
from workflow_run_batches as batch, json_each(batch.events) as event;

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
) strict;

CREATE TABLE blobs (
  sha256 text primary key,
  media_type text not null,
  bytes integer not null,
  content blob
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
) strict;

CREATE TABLE card_submissions (
  card_id text primary key references card_requests (id),
  submitted_at integer not null,
  actor text,
  field_values text
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

CREATE TABLE run_inputs (
  run integer not null,
  key text not null,
  seq integer not null,
  primary key (run, key)
) strict, without rowid;

CREATE TABLE settings (
  section text primary key,
  value text not null,
  revision integer not null
) strict;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE token_usage (
  id integer primary key,
  run_id text not null references workflow_runs (id),
  effect text not null,
  at integer not null,
  connector text not null,
  model text not null,
  input_tokens integer not null,
  cached_input_tokens integer not null,
  output_tokens integer not null
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
  transitions integer not null) strict;

CREATE TABLE workflow_versions (
  id text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  number integer not null,
  hash text not null,
  definition text not null,
  attachments text not null,
  note text not null,
  published_at integer not null,
  published_by text not null,
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
  origin text not null,
  unique (namespace, slug)
) strict;

CREATE INDEX artifacts_of_run on artifacts (run_id, created_at, id);

CREATE INDEX audit_log_by_operation on audit_log (operation, id);

CREATE INDEX card_requests_by_state on card_requests (state, requested_at, id);

CREATE INDEX card_requests_of_run on card_requests (run_id, requested_at, id);

CREATE INDEX token_usage_of_run on token_usage (run_id, id);

CREATE INDEX workflow_run_schedules_due on workflow_run_schedules (due_at);

CREATE INDEX workflow_runs_by_status on workflow_runs (status, started_at, id);

CREATE INDEX workflow_runs_newest on workflow_runs (started_at, id);

CREATE INDEX workflow_runs_of_workflow on workflow_runs (workflow_id, started_at, id);
