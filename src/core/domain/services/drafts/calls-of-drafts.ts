import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import { type Call, callsIn } from '../calls-in.ts';

export interface CallsDeps {
  readonly data: { readonly workflows: Pick<WorkflowDataPort['workflows'], 'list' | 'draft'> };
  readonly catalogue: Catalogue;
}

/** A call as it stands in a draft. */
export interface DraftCall extends Call {
  /** Slug of the workflow whose draft calls. */
  readonly by: string;
}

/** All calls in all drafts: published versions carry what they call. */
export async function callsOfDrafts({ data: { workflows }, catalogue }: CallsDeps): Promise<readonly DraftCall[]> {
  const found: DraftCall[] = [];
  for (const { id, slug } of await workflows.list()) {
    const { definition } = await workflows.draft(id);
    found.push(...callsIn(catalogue, definition['root']).map((call) => ({ ...call, by: slug })));
  }
  return found;
}
