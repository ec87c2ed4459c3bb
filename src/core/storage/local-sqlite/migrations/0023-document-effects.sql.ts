/** What an effect of a run made of a document: known as long as the run, even where its revision went beyond the limit. */
export const documentEffects = `
create table document_effects (
  effect_key text primary key,
  run_id text not null,
  document integer not null references documents (document) on delete cascade,
  number integer not null,
  sha256 text not null
) strict, without rowid;

create index document_effects_of_run on document_effects (run_id);
create index document_effects_of_document on document_effects (document);

insert into document_effects (effect_key, run_id, document, number, sha256)
select effect_key, made_in, document, number, sha256 from document_revisions
where effect_key is not null and made_in in (select id from workflow_runs);
`;
