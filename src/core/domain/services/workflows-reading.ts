import { orderedDefinition } from '../model/definition/key-order.ts';
import { toInstant } from '../model/instant.ts';
import { nextVersion } from '../model/next-version.ts';
import { present } from '../model/present.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowSummary } from '../operations/workflows.ts';
import type { VersionFacts } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { draftPast } from './drafts/draft-past.ts';
import { findSave, saveView } from './drafts/save-view.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { statusOf, workflowSummary, workflowView } from './workflow-view.ts';

/** What rows alone answer of workflows: nothing is compiled, so that a list is cheap to ask for. */
export function createWorkflowsReading({ data }: { readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs'> }): Pick<AreaService<'workflows'>, 'list' | 'get' | 'history' | 'recall'> {
  const { workflows } = data;
  return {
    async list({ status, search }) {
      const rows = (await workflows.list({ archived: false })).filter((row) => status === undefined || statusOf(row) === status);
      const items = await Promise.all(rows.toSorted((left, right) => right.updatedAt - left.updatedAt).map((row) => workflowSummary(data, row)));
      return { items: items.filter((item) => holds(item, search)) };
    },
    async get({ id, version, wrote: asked }) {
      const row = await findWorkflow(data, id);
      const draft = await workflows.draft(row.id);
      const view = await workflowView(data, row, version === undefined ? { draft } : { draft, shown: await findVersion(data, row, version) });
      if (asked === undefined) return view;
      // Of this very draft: what arrived since it was read is not in it.
      const wrote = (await workflows.writes(row.id, asked)).filter(({ revision }) => revision <= draft.revision);
      return { ...view, wrote: wrote.map(({ write }) => write) };
    },
    async history({ id }) {
      const row = await findWorkflow(data, id);
      const [versions, gone, saves] = await Promise.all([workflows.versions(row.id), workflows.purgedVersions(row.id), workflows.saves(row.id)]);
      const { past, present: here, future } = draftPast(saves);
      const actOf = (number: number | undefined): string | undefined => saves.find((save) => save.number === number)?.act;
      return {
        items: versions.map(({ importedAt, ...version }) => ({ ...historyItem(version), ...(importedAt === undefined ? {} : { importedAt: toInstant(importedAt) }) })),
        purged: gone.map(({ purgedAt, purgedBy, ...version }) => ({ ...historyItem(version), purgedAt: toInstant(purgedAt), purgedBy: `${purgedBy.kind}:${purgedBy.id}` })),
        saves: saves.map(saveView),
        next: nextVersion(versions),
        ...present({ undo: past.length === 0 ? undefined : actOf(here), redo: actOf(future.at(-1)) }),
      };
    },
    async recall({ id, save }) {
      const found = await findSave(data, await findWorkflow(data, id), save);
      return { ...saveView(found), definition: orderedDefinition(found.definition) };
    },
  };
}

function holds({ name, slug, description, tags = [] }: WorkflowSummary, search: string | undefined): boolean {
  const wanted = search?.toLowerCase() ?? '';
  if (/^#./u.test(wanted)) return tags.some((tag) => tag.toLowerCase().startsWith(wanted.slice(1)));
  return [name, slug, description].some((text) => text.toLowerCase().includes(wanted));
}

function historyItem({ number, hash, note, publishedAt, publishedBy }: Pick<VersionFacts, 'number' | 'hash' | 'note' | 'publishedAt' | 'publishedBy'>) {
  return { version: number, hash, note, publishedAt: toInstant(publishedAt), publishedBy: `${publishedBy.kind}:${publishedBy.id}` };
}
