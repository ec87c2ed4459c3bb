import { nextVersion } from '../../domain/model/next-version.ts';
import { AppError } from '../../domain/model/errors.ts';
import type { WorkflowId } from '../../domain/model/ids.ts';
import { present } from '../../domain/model/present.ts';
import { endedStatuses } from '../../domain/model/run.ts';
import { type DraftSave, type DraftSaveRow, keptWriteMs, type KeptWrite, keptWrites, type NamedWrite, writerOf } from '../../domain/ports/draft-save.ts';
import { workflowAbout } from '../../domain/model/workflow-about.ts';
import type { DraftChange, DraftRow, PurgedVersion, SlugChange, VersionFacts, VersionRow, WorkflowRepository, WorkflowRow } from '../../domain/ports/workflow-repository.ts';
import { slugTaken, staleRevision, stillRunning, workflowMissing, wrongNumber } from '../workflow-refusals.ts';
import { planCheckpoint, planSave, type SavePlan } from '../plan-save.ts';
import { newestFirst, type MemoryState, type MemoryWorkflow } from './memory-state.ts';

type NewWorkflow = Parameters<WorkflowRepository['create']>[0];
type NewDraft = Parameters<WorkflowRepository['create']>[1];
type CheckpointMark = Parameters<WorkflowRepository['checkpoint']>[1];

export class MemoryWorkflowRepository implements WorkflowRepository {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async list(wanted?: { readonly archived: boolean }): Promise<readonly WorkflowRow[]> {
    const rows = [...this.#state.workflows.values()].filter(({ row }) => wanted === undefined || row.archived === wanted.archived).map(toRow);
    return rows.toSorted(newestFirst((row) => row.updatedAt, (row) => row.id));
  }

  async find(idOrSlug: string): Promise<WorkflowRow | undefined> {
    const found = this.#state.workflows.get(idOrSlug) ?? this.#bySlug(idOrSlug) ?? this.#ledToBy(idOrSlug);
    return found === undefined ? undefined : toRow(found);
  }

  async named(slug: string): Promise<WorkflowRow | undefined> {
    const found = this.#holderOf(slug);
    return found === undefined ? undefined : toRow(found);
  }

  async rename(id: WorkflowId, change: SlugChange): Promise<WorkflowRow> {
    const found = this.#get(id);
    this.#changeSlug(found, change);
    found.row = { ...found.row, slugFollows: false };
    return toRow(found);
  }

  async create(row: NewWorkflow, { versions = [], ...draft }: NewDraft): Promise<WorkflowRow> {
    if (this.#state.workflows.has(row.id)) throw new AppError('conflict', `Workflow ${row.id} exists already.`);
    this.#takeSlug(row.slug);
    const created: MemoryWorkflow = structuredClone({ row: { slugFollows: false, ...row, revision: 1 }, former: [], draft: { ...draft, updatedAt: row.updatedAt }, versions: versions.map((version) => ({ ...version, workflowId: row.id })), purged: [], saves: [], writes: [] });
    this.#state.workflows.set(row.id, created);
    return toRow(created);
  }

  async draft(id: WorkflowId): Promise<DraftRow> {
    const { row, draft } = this.#get(id);
    return structuredClone({ ...draft, revision: row.revision });
  }

  async saveDraft(id: WorkflowId, change: DraftChange): Promise<WorkflowRow> {
    const { definition, hash, attachments, name, description, expectedRevision, at, write } = change;
    const found = this.#expectRevision(id, expectedRevision);
    const lastWrite = found.writes.find(({ revision }) => revision === expectedRevision)?.write;
    keep(found, planSave({ saves: found.saves, lastWrite, draft: () => ({ ...found.draft, revision: expectedRevision }) }, change));
    keepWrite(found, { write, revision: expectedRevision + 1, at });
    this.#follow(found, change);
    found.row = { ...found.row, name, description, revision: expectedRevision + 1, updatedAt: at };
    found.draft = structuredClone({ definition, hash, attachments, updatedAt: at });
    return toRow(found);
  }

  async checkpoint(id: WorkflowId, { expectedRevision, write, ...mark }: CheckpointMark): Promise<DraftSaveRow> {
    const found = this.#expectRevision(id, expectedRevision);
    keep(found, planCheckpoint({ saves: found.saves, draft: () => ({ ...found.draft, revision: expectedRevision }) }, mark));
    keepWrite(found, { write, revision: expectedRevision, at: mark.at });
    return toSaveRow(found.saves.reduce((last, save) => (save.number > last.number ? save : last)));
  }

  async writes(id: WorkflowId, names: readonly string[]): Promise<readonly KeptWrite[]> {
    return (this.#state.workflows.get(id)?.writes ?? []).filter(({ write }) => names.includes(write));
  }

  async saves(id: WorkflowId): Promise<readonly DraftSaveRow[]> {
    const saves = this.#state.workflows.get(id)?.saves ?? [];
    return saves.map(toSaveRow).toSorted((left, right) => right.number - left.number);
  }

  async save(id: WorkflowId, number: number): Promise<DraftSave | undefined> {
    return structuredClone(this.#state.workflows.get(id)?.saves.find((save) => save.number === number));
  }

  async publish(version: VersionRow, expectedRevision: number): Promise<WorkflowRow> {
    const found = this.#expectRevision(version.workflowId, expectedRevision);
    const next = nextVersion(found.versions);
    if (version.number !== next) throw wrongNumber(version.workflowId, version.number, next);
    found.versions = [...found.versions, structuredClone(version)];
    found.row = { ...found.row, publishedVersion: next, revision: expectedRevision + 1, updatedAt: version.publishedAt };
    return toRow(found);
  }

  async versions(id: WorkflowId): Promise<readonly VersionFacts[]> {
    return (this.#state.workflows.get(id)?.versions ?? []).map(factsOf).toSorted((left, right) => right.number - left.number);
  }

  async version(id: WorkflowId, number: number): Promise<VersionRow | undefined> {
    return structuredClone(this.#state.workflows.get(id)?.versions.find((version) => version.number === number));
  }

  async purgedVersions(id: WorkflowId): Promise<readonly PurgedVersion[]> {
    return structuredClone(this.#state.workflows.get(id)?.purged ?? []).toSorted((left, right) => right.number - left.number);
  }

  async versionsOfRuns(id: WorkflowId): Promise<readonly number[]> {
    const numbers = [...this.#state.runs.values()].flatMap(({ row }) => (row.workflowId === id && row.versionNumber !== undefined ? [row.versionNumber] : []));
    return [...new Set(numbers)].toSorted((left, right) => left - right);
  }

  async purgeVersions(id: WorkflowId, { numbers, at, by }: Parameters<WorkflowRepository['purgeVersions']>[1]): Promise<readonly number[]> {
    const found = this.#get(id);
    const stays = [found.row.publishedVersion, ...(await this.versionsOfRuns(id))];
    const gone = found.versions.filter(({ number }) => numbers.includes(number) && !stays.includes(number));
    found.versions = found.versions.filter((version) => !gone.includes(version));
    found.purged = structuredClone([...found.purged, ...gone.map(({ number, hash, note, publishedAt, publishedBy }) => ({ number, hash, note, publishedAt, publishedBy, purgedAt: at, purgedBy: by }))]);
    return gone.map(({ number }) => number);
  }

  async remove(id: WorkflowId, expectedRevision: number): Promise<void> {
    this.#expectRevision(id, expectedRevision);
    const open = [...this.#state.runs.values()].find(({ row }) => row.workflowId === id && row.releasedAt === undefined && !endedStatuses.includes(row.status));
    if (open !== undefined) throw stillRunning(id, open.row.id);
    this.#state.workflows.delete(id);
    for (const document of this.#state.documents.values()) document.row = { ...document.row, workflows: document.row.workflows.filter((linked) => linked !== id) };
    for (const test of [...this.#state.tests.values()]) if (test.workflowId === id) this.#state.tests.delete(test.id);
  }

  #get(id: string): MemoryWorkflow {
    const found = this.#state.workflows.get(id);
    if (found === undefined) throw workflowMissing(id);
    return found;
  }

  #expectRevision(id: string, expected: number): MemoryWorkflow {
    const found = this.#get(id);
    if (found.row.revision !== expected) throw staleRevision(id, expected, found.row.revision);
    return found;
  }

  #bySlug(slug: string): MemoryWorkflow | undefined {
    return [...this.#state.workflows.values()].find(({ row }) => row.slug === slug);
  }

  #ledToBy(slug: string, isKept = false): MemoryWorkflow | undefined {
    return [...this.#state.workflows.values()].find(({ former }) => former.some((name) => name.slug === slug && (name.kept || !isKept)));
  }

  #holderOf(slug: string): MemoryWorkflow | undefined {
    return this.#bySlug(slug) ?? this.#ledToBy(slug, true);
  }

  #takeSlug(slug: string, taker?: MemoryWorkflow): void {
    const holder = this.#holderOf(slug);
    if (holder !== undefined && holder !== taker) throw slugTaken(slug, holder.row);
    for (const workflow of this.#state.workflows.values()) workflow.former = workflow.former.filter((name) => name.slug !== slug);
  }

  #changeSlug(found: MemoryWorkflow, { slug, former }: Pick<SlugChange, 'slug' | 'former'>): void {
    const { slug: was } = found.row;
    this.#takeSlug(slug, found);
    if (former === 'gone') found.former = [];
    else if (slug !== was) found.former = [{ slug: was, kept: former === 'kept' }, ...found.former];
    found.row = { ...found.row, slug };
  }

  /** Only while nobody chose a slug, and only to one that is free. */
  #follow(found: MemoryWorkflow, { slug }: Pick<DraftChange, 'slug'>): void {
    const holder = slug === undefined ? undefined : this.#holderOf(slug);
    if (slug !== undefined && found.row.slugFollows && (holder === undefined || holder === found)) this.#changeSlug(found, { slug, former: 'yielding' });
  }
}

function toRow({ row, former, draft, versions }: MemoryWorkflow): WorkflowRow {
  const published = versions.find(({ number }) => number === row.publishedVersion);
  return structuredClone({ ...row, formerSlugs: former.filter(({ kept }) => kept).map(({ slug }) => slug), about: workflowAbout(draft.definition['about']), draftChanged: published === undefined || published.hash !== draft.hash });
}

function keep(found: MemoryWorkflow, { added, replaced, dropped }: SavePlan): void {
  const stays = found.saves.filter(({ number }) => number !== replaced && !dropped.includes(number));
  found.saves = structuredClone([...stays, ...added.filter(({ number }) => !dropped.includes(number))]);
}

function keepWrite(found: MemoryWorkflow, { write, revision, at }: Pick<KeptWrite, 'revision' | 'at'> & { readonly write: NamedWrite | undefined }): void {
  if (write === undefined || found.writes.some((kept) => kept.write === write.name)) return;
  const all = [...found.writes, { write: write.name, hash: write.hash, revision, at }];
  const ofWriter = all.filter((kept) => writerOf(kept.write) === writerOf(write.name)).slice(0, -keptWrites);
  found.writes = all.filter((kept) => !ofWriter.includes(kept) && kept.at > at - keptWriteMs);
}

function factsOf({ id, workflowId, number, hash, note, publishedAt, publishedBy, importedAt }: VersionRow): VersionFacts {
  return structuredClone(present({ id, workflowId, number, hash, note, publishedAt, publishedBy, importedAt }));
}

function toSaveRow({ number, kind, at, author, act, note, revision, repeats, hash }: DraftSave): DraftSaveRow {
  return structuredClone(present({ number, kind, at, author, act, note, revision, repeats, hash }));
}
