/**
 * What a history with a ceiling needs: what of a run is kept and why, sealed segments, which run uses which blob, and numbers
 * that are kept instead of counted. A blob use is `run` by `blobUse(address)`; blobs from before are kept for good.
 */
export const history = `
alter table workflow_runs add column pinned integer;
alter table workflow_runs add column pruned integer not null default 0;
alter table workflow_runs add column archived_at integer;
alter table workflow_runs add column sealed integer not null default 0;

drop index workflow_runs_of_workflow;
create index workflow_runs_of_workflow on workflow_runs (workflow_id, status, started_at, id);
create index workflow_runs_ended on workflow_runs (pruned, ended_at) where ended_at is not null;

create table workflow_run_segments (
  run integer not null,
  seq integer not null,
  first integer not null,
  codec text not null,
  batches blob not null,
  primary key (run, seq)
) strict;

create table blob_uses (
  address integer not null,
  used_by integer not null,
  primary key (address, used_by)
) strict, without rowid;

alter table blobs add column kept integer not null default 1;

create table run_loose_ends (
  id integer primary key,
  run_id text not null references workflow_runs (id),
  effect text not null,
  attempt integer not null,
  at integer not null,
  output text not null
) strict;

create index run_loose_ends_of_run on run_loose_ends (run_id, id);

create table run_counts (
  workflow_id text not null,
  status text not null,
  count integer not null,
  primary key (workflow_id, status)
) strict, without rowid;

insert into run_counts (workflow_id, status, count) select workflow_id, status, count(*) from workflow_runs group by workflow_id, status;

create trigger run_counts_added after insert on workflow_runs begin
  insert into run_counts (workflow_id, status, count) values (new.workflow_id, new.status, 1) on conflict do update set count = count + 1;
end;

create trigger run_counts_changed after update of status on workflow_runs when new.status <> old.status begin
  update run_counts set count = count - 1 where workflow_id = old.workflow_id and status = old.status;
  insert into run_counts (workflow_id, status, count) values (new.workflow_id, new.status, 1) on conflict do update set count = count + 1;
end;

create trigger run_counts_removed after delete on workflow_runs begin
  update run_counts set count = count - 1 where workflow_id = old.workflow_id and status = old.status;
end;

create table blob_counts (
  place text primary key,
  count integer not null,
  bytes integer not null
) strict, without rowid;

insert into blob_counts (place, count, bytes) select 'row', count(*), coalesce(sum(bytes), 0) from blobs where content is not null;
insert into blob_counts (place, count, bytes) select 'file', count(*), coalesce(sum(bytes), 0) from blobs where content is null;

create trigger blob_counts_added after insert on blobs begin
  update blob_counts set count = count + 1, bytes = bytes + new.bytes where place = case when new.content is null then 'file' else 'row' end;
end;

create trigger blob_counts_removed after delete on blobs begin
  update blob_counts set count = count - 1, bytes = bytes - old.bytes where place = case when old.content is null then 'file' else 'row' end;
end;
`;
