/**
 * Writes are kept by who wrote them, so that one busy window does not have another's forgotten, and for some time; with what
 * was sent, so that a name stands for one content. A writer is what a name says before its last dot.
 */
export const writesByWriter = `
alter table draft_writes add column writer text not null default '';
alter table draft_writes add column at integer not null default 0;
alter table draft_writes add column hash text;
update draft_writes set
  writer = case when instr(write, '.') = 0 then '' else substr(write, 1, length(rtrim(write, replace(write, '.', ''))) - 1) end,
  at = (select updated_at from workflows where id = workflow_id);
create index draft_writes_by_writer on draft_writes (workflow_id, writer, number);
`;
