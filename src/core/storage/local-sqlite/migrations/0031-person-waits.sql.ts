/**
 * How many waits of a run only a person ends, and an index of the runs that have any: what needs somebody is found and
 * counted as fast among a million runs as alone. Written with the reasons. What a row says of itself that is no JSON
 * counts as nothing.
 */
export const personWaits = `
alter table workflow_runs add column person_waits integer not null default 0;
update workflow_runs
  set person_waits = max(
    case when json_valid(reasons) then (select count(*) from json_each(reasons) where json_extract(reasons, fullkey || '.code') in ('card', 'incident', 'approval', 'selection', 'person')) else 0 end,
    open_incidents > 0)
  where status in ('queued', 'running', 'waiting', 'pausing', 'paused');
create index workflow_runs_needing on workflow_runs (started_at, id, person_waits, released_at) where person_waits > 0 and released_at is null;
`;
