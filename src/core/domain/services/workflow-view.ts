import type { Sha256 } from '../model/ids.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import { workflowAbout } from '../model/workflow-about.ts';
import type { WorkflowSummary, WorkflowView } from '../operations/workflows.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { Attachments } from '../ports/attachments.ts';
import type { DraftRow, WorkflowRow } from '../ports/workflow-repository.ts';
import { madeFromView } from './made-from.ts';

type Data = Pick<WorkflowDataPort, 'workflows' | 'runs'>;

/** A workflow as lists show it, with its latest run. */
export async function workflowSummary({ runs }: Pick<Data, 'runs'>, row: WorkflowRow): Promise<WorkflowSummary> {
  const [lastRun] = await runs.list({ workflowId: row.id, limit: 1 });
  const { tags, lifecycle } = row.about;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    status: statusOf(row),
    version: row.publishedVersion,
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(lifecycle === undefined ? {} : { deprecated: true }),
    ...(row.formerSlugs.length === 0 ? {} : { formerSlugs: [...row.formerSlugs] }),
    origin: row.origin,
    revision: row.revision,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    lastRun: lastRun === undefined ? undefined : { id: lastRun.id, status: lastRun.status, startedAt: toInstant(lastRun.startedAt) },
  };
}

type Shown = Pick<DraftRow, 'definition' | 'hash' | 'attachments'>;

/** What the caller has at hand: the draft need not be read again, and a published version may be shown instead. */
interface AtHand {
  readonly draft?: Shown & Pick<DraftRow, 'revision'>;
  readonly shown?: Shown;
}

/** A workflow with its draft, or with a published version where one is given. */
export async function workflowView(data: Data, row: WorkflowRow, atHand: AtHand = {}): Promise<WorkflowView> {
  const draft = atHand.draft ?? (await data.workflows.draft(row.id));
  const { definition, hash, attachments } = atHand.shown ?? draft;
  // Of the draft that was read: whoever writes over it names this revision.
  const read = { ...row, revision: draft.revision, about: workflowAbout(draft.definition['about']) };
  const slugFollows = row.slugFollows && row.publishedVersion === undefined;
  const madeFrom = await madeFromView(data.workflows, read.about);
  return { ...(await workflowSummary(data, read)), slugFollows, ...present({ madeFrom }), definition, hash, ...attachmentViews(attachments) };
}

export function statusOf({ publishedVersion, draftChanged }: WorkflowRow): WorkflowSummary['status'] {
  if (publishedVersion === undefined) return 'draft';
  return draftChanged ? 'changed' : 'published';
}

interface AttachmentView {
  readonly name: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly mediaType: string;
}

function attachmentViews({ mock, files }: Attachments): { readonly mock?: AttachmentView; readonly files: AttachmentView[] } {
  return { ...(mock === undefined ? {} : { mock: { name: 'mock.json', ...mock } }), files: [...files] };
}
