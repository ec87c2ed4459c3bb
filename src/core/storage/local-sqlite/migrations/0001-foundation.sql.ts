/**
 * Never edited once released: a change is the next file. Times are epoch milliseconds, JSON is text, ids of rows are UUIDv7.
 * The journal keeps an integer for its run instead of the id: three rows stand for one transition, and it is what most bytes go to.
 */
export const foundation = `
create table instance (
  id text primary key,
  machine text not null,
  path text not null,
  created_at integer not null
) strict;

create table hosts (
  epoch integer primary key,
  id text not null,
  claimed_at integer not null,
  released_at integer
) strict;

create table workflows (
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

create table workflow_drafts (
  workflow_id text primary key references workflows (id) on delete cascade,
  definition text not null,
  hash text not null,
  attachments text not null,
  updated_at integer not null
) strict;

create table workflow_versions (
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

create table workflow_runs (
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
  transitions integer not null,
  image text not null
) strict;

create index workflow_runs_newest on workflow_runs (started_at, id);
create index workflow_runs_of_workflow on workflow_runs (workflow_id, started_at, id);
create index workflow_runs_by_status on workflow_runs (status, started_at, id);

create table workflow_run_events (
  run integer not null,
  seq integer not null,
  at integer not null,
  type text not null,
  v integer not null,
  payload text not null,
  actor text,
  correlation_id text,
  unique (run, seq)
) strict;

create table run_inputs (
  run integer not null,
  key text not null,
  seq integer not null,
  primary key (run, key)
) strict, without rowid;

create table workflow_run_schedules (
  run_id text not null references workflow_runs (id),
  id text not null,
  due_at integer not null,
  primary key (run_id, id)
) strict, without rowid;

create index workflow_run_schedules_due on workflow_run_schedules (due_at);

create table card_requests (
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

create index card_requests_of_run on card_requests (run_id, requested_at, id);
create index card_requests_by_state on card_requests (state, requested_at, id);

create table card_submissions (
  card_id text primary key references card_requests (id),
  submitted_at integer not null,
  actor text,
  field_values text
) strict;

create table artifacts (
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

create index artifacts_of_run on artifacts (run_id, created_at, id);

create table token_usage (
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

create index token_usage_of_run on token_usage (run_id, id);

create table blobs (
  sha256 text primary key,
  media_type text not null,
  bytes integer not null,
  content blob
) strict;

create table settings (
  section text primary key,
  value text not null,
  revision integer not null
) strict;

create table audit_log (
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

create index audit_log_by_operation on audit_log (operation, id);
`;
