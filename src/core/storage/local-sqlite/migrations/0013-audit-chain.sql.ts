/** Rows that were there before are chained by the migration's second part; only they may be changed, once. */
export const auditChain = `
alter table audit_log add column reason text;
alter table audit_log add column prev text not null default '';
alter table audit_log add column hash text not null default '';

create table audit_head (
  one integer primary key check (one = 1),
  count integer not null,
  id integer not null,
  hash text not null
) strict;

create trigger audit_log_stays before update on audit_log when old.hash <> ''
begin
  select raise(abort, 'rows of the audit log are not changed');
end;

create trigger audit_log_keeps before delete on audit_log
begin
  select raise(abort, 'rows of the audit log are not removed');
end;
`;
