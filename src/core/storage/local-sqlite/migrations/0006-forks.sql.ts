/** A run may begin as a fork of another, and may have been handed to another data directory. */
export const forks = `
alter table workflow_runs add column parent_run_id text;
alter table workflow_runs add column parent_seq integer;
alter table workflow_runs add column released_at integer;
create index workflow_runs_forked on workflow_runs (parent_run_id) where parent_run_id is not null;
`;
