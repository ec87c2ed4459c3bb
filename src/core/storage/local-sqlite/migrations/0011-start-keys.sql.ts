/** The keys that runs were started with which are not kept any more: for a time a key starts nothing else. */
export const startKeys = `
create table run_start_keys (
  key text primary key,
  id text not null,
  started_at integer not null
) strict, without rowid;
create index run_start_keys_by_time on run_start_keys (started_at);
`;
