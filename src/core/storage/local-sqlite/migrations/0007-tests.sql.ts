/** Runs that are kept as tests of their workflow. A test goes with its workflow; its run stays as long as it. */
export const tests = `
create table workflow_tests (
  id text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  run_id text not null references workflow_runs (id),
  name text not null,
  rules text not null,
  created_at integer not null,
  created_by text not null,
  unique (workflow_id, name)
) strict;

create index workflow_tests_of_run on workflow_tests (run_id);
`;
