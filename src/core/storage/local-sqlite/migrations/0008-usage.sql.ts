/**
 * Usage with what it cost, whom it concerns and how that is known; it outlives its run, so that sums and budgets stay true.
 * Reservations hold what attempts under way may use at most. Node names of older rows are read out of their effects' ids.
 */
export const usage = `
create table usage_with_money (
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

insert into usage_with_money (id, run_id, workflow_id, effect, attempt, node, at, connector, credential, model, input_tokens, cached_input_tokens, output_tokens, calls, how)
  select u.id, u.run_id, coalesce(r.workflow_id, ''), u.effect, 1,
    replace(upto, rtrim(upto, replace(upto, '/', '')), ''),
    u.at, u.connector, '', u.model, u.input_tokens, u.cached_input_tokens, u.output_tokens, 1, 'measured'
  from (
    select *, rtrim(rtrim(visit, replace(visit, '#', '')), '#') as upto
    from (select *, rtrim(rtrim(effect, replace(effect, '/', '')), '/') as visit from token_usage)
  ) as u
  left join workflow_runs as r on r.id = u.run_id;

drop table token_usage;
alter table usage_with_money rename to token_usage;

create index token_usage_of_run on token_usage (run_id, id);
create index token_usage_by_time on token_usage (at);
create index token_usage_of_workflow on token_usage (workflow_id, at);
create index token_usage_of_connector on token_usage (connector, credential, at);
create unique index token_usage_of_claim on token_usage (claim) where claim is not null;

create table run_reservations (
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
`;
