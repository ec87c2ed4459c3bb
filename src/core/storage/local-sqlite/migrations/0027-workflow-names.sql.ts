/**
 * The name of a workflow on the command line may change: it follows the display name while nothing can know it, and what it
 * was called before goes on leading to it. A kept one is given to no other; the rest yield to whoever takes them.
 */
export const workflowNames = `
alter table workflows add column slug_follows integer not null default 0;
create table former_slugs (
  slug text primary key,
  workflow_id text not null references workflows (id) on delete cascade,
  kept integer not null,
  at integer not null
) strict;
create index former_slugs_by_workflow on former_slugs (workflow_id, at, slug);
`;
