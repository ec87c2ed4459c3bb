/** Runs by what started them; and what a text is looked for in stands in the index along which it is looked for. */
export const runLists = `
alter table workflow_runs add column started_by text generated always as (substr(actor, 1, instr(actor, ':') - 1)) virtual;
create index workflow_runs_by_starter on workflow_runs (started_by, started_at, id);

drop index workflow_runs_newest;
create index workflow_runs_newest on workflow_runs (started_at, id, workflow_id);
`;
