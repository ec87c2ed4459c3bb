/** Commands that were sent with a key of their own: that they were begun, and that they were done. Of the key and of what was sent only hashes. */
export const commandKeys = `
create table command_keys (
  id text primary key,
  fingerprint text not null,
  begun_at integer not null,
  done_at integer
) strict;
create index command_keys_by_age on command_keys (begun_at);
`;
