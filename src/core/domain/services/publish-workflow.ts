import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor } from '../model/actor.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { AppError } from '../model/errors.ts';
import { nextVersion } from '../model/next-version.ts';
import { VersionId } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Finding } from '../operations/workflows.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Attachments } from '../ports/attachments.ts';
import type { VersionRow, WorkflowRepository, WorkflowRow } from '../ports/workflow-repository.ts';
import { type FindingsContext, workflowFindings } from './workflow-findings.ts';
import { pinCalled } from './pin-called.ts';

export interface PublishDeps {
  readonly workflows: WorkflowRepository;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What `verify` finds; errors are `verify_failed` with all findings in `data`. */
export function demandPublishable(definition: JsonObject, { name, ...context }: FindingsContext & { readonly name: string }): Finding[] {
  const { findings } = workflowFindings(definition, context);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return findings;
  const more = errors.length > 1 ? ` There are ${errors.length - 1} more.` : '';
  throw new AppError('verify_failed', `"${name}" cannot be published: ${first.where}: ${first.message}${more}`, {
    next: first.fix ?? 'Correct what `aiwm workflows verify` finds, and publish again.',
    data: { findings: JSON.parse(JSON.stringify(findings)) as Json },
  });
}

/** Makes the draft the next version. A draft that means what the current version means, with the same files, is `conflict`. */
export async function publishDraft({ workflows, catalogue, clock, ids }: PublishDeps, row: WorkflowRow, { actor, note }: { readonly actor: Actor; readonly note: string }): Promise<VersionRow> {
  const draft = await workflows.draft(row.id);
  const definition = await pinCalled({ workflows, catalogue }, draft.definition, row.slug);
  const current = await unchangedSince({ workflows, catalogue }, row);
  if (current !== undefined) {
    throw new AppError('conflict', `Nothing in "${row.slug}" has changed since version ${current.number}.`, {
      next: 'Change the draft first; layout and notes alone make no version.',
      data: { workflow: row.slug, version: current.number },
    });
  }
  const version: VersionRow = {
    id: VersionId.parse(ids.next()),
    workflowId: row.id,
    number: nextVersion(await workflows.versions(row.id)),
    hash: draft.hash,
    definition,
    attachments: draft.attachments,
    note,
    publishedAt: clock.now(),
    publishedBy: actor,
  };
  await workflows.publish(version, row.revision);
  return version;
}

/** The published version, if the draft means what it means, calls the same and has the same files. */
export async function unchangedSince({ workflows, catalogue }: Pick<PublishDeps, 'workflows' | 'catalogue'>, row: WorkflowRow): Promise<VersionRow | undefined> {
  const current = row.publishedVersion === undefined ? undefined : await workflows.version(row.id, row.publishedVersion);
  if (current === undefined) return undefined;
  const draft = await workflows.draft(row.id);
  const definition = await pinCalled({ workflows, catalogue }, draft.definition, row.slug);
  return current.hash === draft.hash && callsTheSame(current.definition, definition) && haveSameFiles(current.attachments, draft.attachments) ? current : undefined;
}

/** The hash is the draft's own meaning: a workflow it calls may have been published again since. */
function callsTheSame(left: JsonObject, right: JsonObject): boolean {
  return canonicalJson(left['called'] ?? {}) === canonicalJson(right['called'] ?? {});
}

/** Whether two sets of attachments hold the same bytes under the same names. */
export function haveSameFiles(left: Attachments, right: Attachments): boolean {
  return canonicalJson(addresses(left)) === canonicalJson(addresses(right));
}

function addresses({ mock, files }: Attachments): Json {
  return { mock: mock?.sha256 ?? null, files: files.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted() };
}
