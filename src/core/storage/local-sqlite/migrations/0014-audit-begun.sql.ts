/** Commands that were begun and whose row of the audit log is not there yet: what a crash leaves here is told of by the next host. */
export const auditBegun = `
create table audit_begun (
  id integer primary key autoincrement,
  entry text not null
) strict;
`;
