/**
 * A batch of the journal is one row instead of one row for each of its events, and a run's image stands beside its row, for
 * it is written far less often. What a batch holds is said by `../repositories/batch-rows.ts`; the view gives its events.
 */
export const batches = `
create table workflow_run_batches (
  run integer not null,
  seq integer not null,
  at integer not null,
  events text not null,
  unique (run, seq)
) strict;

insert into workflow_run_batches (run, seq, at, events)
select run, seq, at,
  case when v = 1 and actor is null and correlation_id is null
    then json_array(json_array(type, json(payload)))
    else json_array(json_array(type, json(payload), json_object('v', v, 'actor', actor, 'correlationId', correlation_id)))
  end
from workflow_run_events
order by rowid;

drop table workflow_run_events;

create view workflow_run_events as
select batch.run, batch.seq - json_array_length(batch.events) + 1 + event.key as seq,
  coalesce(event.value ->> '$[2].at', batch.at) as at,
  event.value ->> '$[0]' as type,
  event.value -> '$[1]' as payload,
  event.value ->> '$[2].actor' as actor
from workflow_run_batches as batch, json_each(batch.events) as event;

create table workflow_run_images (
  run integer primary key,
  seq integer not null,
  image text not null
) strict;

insert into workflow_run_images (run, seq, image) select run, seq, image from workflow_runs;

alter table workflow_runs drop column image;
`;
