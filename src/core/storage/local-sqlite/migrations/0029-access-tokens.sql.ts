/** Tokens of programs, by name: what they may do, until when, when they were used and revoked. Of the token itself only the hash. */
export const accessTokens = `
create table access_tokens (
  name text primary key,
  hash text not null unique,
  description text not null,
  scopes text not null,
  created_at integer not null,
  created_by text not null,
  expires_at integer not null,
  last_used_at integer,
  revoked_at integer,
  revoked_by text
) strict;
`;
