/** What people are asked to approve, with their answers. */
export const approvals = `
create table approvals (
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

create index approvals_of_run on approvals (run_id, requested_at, id);
create index approvals_by_state on approvals (state, requested_at, id);
`;
