import { conflictWords, type MergeConflict } from '../model/definition/merge-conflict.ts';
import { mergeDefinitions } from '../model/definition/merge-definitions.ts';
import { definitionHash } from '../model/definition-hash.ts';
import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { sameJson } from '../model/same-json.ts';
import type { AreaService } from './area-service.ts';
import { givenSide, namedSide } from './definition-sides.ts';
import { changesBetween } from './diff-workflows.ts';
import { draftDefinition } from './draft-definition.ts';
import { writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';
import { findWorkflow } from './lookups.ts';
import { withoutCalled } from './without-called.ts';

type MergeDeps = WriteDraftDeps;
type Merge = AreaService<'workflows'>['merge'];
type Input = Parameters<Merge>[0];

/**
 * Merges another definition into a draft. It is written only when that was asked for, there is no conflict, and the draft
 * is still the one that was read; conflicts are `conflict` with each place and its three sides as data.
 */
export async function mergeIntoDraft(deps: MergeDeps, input: Input, { actor }: CallContext): ReturnType<Merge> {
  const { data } = deps;
  const row = await findWorkflow(data, input.id);
  const { definition: ours, attachments, revision } = await data.workflows.draft(row.id);
  if (input.revision !== undefined && input.revision !== revision) throw stale(row.slug, revision);
  const theirs = await sideOf(data, { reference: input.theirs, definition: input.theirDefinition, field: 'theirs' });
  const base = await sideOf(data, { reference: input.base ?? (input.baseDefinition === undefined ? `${row.id}@published` : undefined), definition: input.baseDefinition, field: 'base' });

  const merged = mergeDefinitions({ base, ours, theirs });
  if (merged.conflicts !== undefined) throw conflicting(row.slug, merged.conflicts);
  const definition = draftDefinition(merged.definition, 'The merged definition');

  const hash = definitionHash(definition);
  const changes = changesBetween(ours, definition);
  // A draft that would stay as it is keeps its revision: whoever has it open is not told of a change that is none.
  if (!input.save || sameJson(definition, ours)) return { slug: row.slug, definition, hash, saved: false, revision, changes };
  const save = { kind: 'merge' as const, author: actor, act: `Merge ${input.theirs ?? 'changes'}` };
  const saved = await writeDraft(deps, row, { definition, attachments, expectedRevision: revision, save });
  return { slug: row.slug, definition, hash, saved: true, revision: saved.row.revision, changes };
}

interface Side {
  readonly reference: string | undefined;
  readonly definition: JsonObject | undefined;
  readonly field: 'theirs' | 'base';
}

async function sideOf(data: MergeDeps['data'], { reference, definition, field }: Side): Promise<JsonObject> {
  if (definition !== undefined && reference === undefined) return givenSide(definition, `definition of ${field}`).definition;
  if (reference !== undefined && definition === undefined) return withoutCalled((await namedSide(data, reference, field === 'base' ? 'published' : 'draft')).definition);
  throw new AppError('input_invalid', `A merge needs \`${field}\` by name or as a definition, one of the two.`, {
    next: 'Name a workflow, such as data-report, data-report@2 or data-report@draft, or give a definition.',
    data: { fields: [{ path: field, message: 'give a name or a definition' }] },
  });
}

function conflicting(slug: string, conflicts: readonly MergeConflict[]): AppError {
  const told = conflicts.slice(0, 5).map(conflictWords);
  return new AppError('conflict', `${conflicts.length === 1 ? 'One place' : `${conflicts.length} places`} of "${slug}" cannot be merged: ${told.join('; ')}${conflicts.length > told.length ? '; …' : ''}.`, {
    next: 'Make the two sides agree at the places named, in the draft or in the other definition, and merge again.',
    data: { conflicts: conflicts.map((conflict) => ({ ...JSON.parse(JSON.stringify(conflict)) as JsonObject, text: conflictWords(conflict) })) as Json },
  });
}

function stale(slug: string, revision: number): AppError {
  return new AppError('version_conflict', `The draft of "${slug}" has changed: it is at revision ${revision}.`, { next: 'Read it again, and merge into what is there now.', data: { workflow: slug, revision } });
}
