import { toInstant } from '../model/instant.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { VersionRow, WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { statusOf, workflowSummary, workflowView } from './workflow-view.ts';

/** What rows alone answer of workflows: nothing is compiled, so that a list is cheap to ask for. */
export function createWorkflowsReading({ data }: { readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs'> }): Pick<AreaService<'workflows'>, 'list' | 'get' | 'history'> {
  const { workflows } = data;
  return {
    async list({ status, search }) {
      const rows = (await workflows.list({ archived: false })).filter((row) => (status === undefined || statusOf(row) === status) && holds(row, search));
      const items = await Promise.all(rows.toSorted((left, right) => right.updatedAt - left.updatedAt).map((row) => workflowSummary(data, row)));
      return { items };
    },
    async get({ id, version }) {
      const row = await findWorkflow(data, id);
      return workflowView(data, row, version === undefined ? undefined : await findVersion(data, row, version));
    },
    async history({ id }) {
      const versions = await workflows.versions((await findWorkflow(data, id)).id);
      return { items: versions.toSorted((left, right) => right.number - left.number).map(historyItem) };
    },
  };
}

function holds({ name, slug, description }: WorkflowRow, search: string | undefined): boolean {
  const wanted = search?.toLowerCase() ?? '';
  return [name, slug, description].some((text) => text.toLowerCase().includes(wanted));
}

function historyItem({ number, hash, note, publishedAt, publishedBy }: VersionRow) {
  return { version: number, hash, note, publishedAt: toInstant(publishedAt), publishedBy: `${publishedBy.kind}:${publishedBy.id}` };
}
