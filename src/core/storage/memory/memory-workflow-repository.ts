import { AppError } from '../../domain/model/errors.ts';
import { endedStatuses } from '../../domain/model/run.ts';
import type { WorkflowRepository, WorkflowRow } from '../../domain/ports/workflow-repository.ts';
import { slugTaken, staleRevision, stillRunning, workflowMissing, wrongNumber } from '../workflow-refusals.ts';
import { newestFirst, type MemoryState, type MemoryWorkflow } from './memory-state.ts';

export function createMemoryWorkflowRepository(state: MemoryState): WorkflowRepository {
  const get = (id: string): MemoryWorkflow => {
    const found = state.workflows.get(id);
    if (found === undefined) throw workflowMissing(id);
    return found;
  };
  const expectRevision = (id: string, expected: number): MemoryWorkflow => {
    const found = get(id);
    if (found.row.revision !== expected) throw staleRevision(id, expected, found.row.revision);
    return found;
  };
  const bySlug = (slug: string): MemoryWorkflow | undefined => [...state.workflows.values()].find(({ row }) => row.slug === slug);

  return {
    async list({ archived }) {
      const rows = [...state.workflows.values()].filter(({ row }) => row.archived === archived).map(toRow);
      return rows.toSorted(newestFirst((row) => row.updatedAt, (row) => row.id));
    },
    async find(idOrSlug) {
      const found = state.workflows.get(idOrSlug) ?? bySlug(idOrSlug);
      return found === undefined ? undefined : toRow(found);
    },
    async create(row, draft) {
      const taken = bySlug(row.slug);
      if (taken !== undefined) throw slugTaken(row.slug, taken.row.id);
      if (state.workflows.has(row.id)) throw new AppError('conflict', `Workflow ${row.id} exists already.`);
      const created: MemoryWorkflow = structuredClone({ row: { ...row, revision: 1 }, draft: { ...draft, updatedAt: row.updatedAt }, versions: [] });
      state.workflows.set(row.id, created);
      return toRow(created);
    },
    async draft(id) {
      const { row, draft } = get(id);
      return structuredClone({ ...draft, revision: row.revision });
    },
    async saveDraft(id, { definition, hash, attachments, name, description, expectedRevision, at }) {
      const found = expectRevision(id, expectedRevision);
      found.row = { ...found.row, name, description, revision: expectedRevision + 1, updatedAt: at };
      found.draft = structuredClone({ definition, hash, attachments, updatedAt: at });
      return toRow(found);
    },
    async publish(version, expectedRevision) {
      const found = expectRevision(version.workflowId, expectedRevision);
      const next = found.versions.length + 1;
      if (version.number !== next) throw wrongNumber(version.workflowId, version.number, next);
      found.versions.push(structuredClone(version));
      found.row = { ...found.row, publishedVersion: next, revision: expectedRevision + 1, updatedAt: version.publishedAt };
      return toRow(found);
    },
    async versions(id) {
      return structuredClone(state.workflows.get(id)?.versions ?? []).toReversed();
    },
    async version(id, number) {
      return structuredClone(state.workflows.get(id)?.versions[number - 1]);
    },
    async remove(id, expectedRevision) {
      expectRevision(id, expectedRevision);
      const open = [...state.runs.values()].find(({ row }) => row.workflowId === id && !endedStatuses.includes(row.status));
      if (open !== undefined) throw stillRunning(id, open.row.id);
      state.workflows.delete(id);
    },
  };
}

function toRow({ row, draft, versions }: MemoryWorkflow): WorkflowRow {
  const published = versions.at(-1);
  return structuredClone({ ...row, draftChanged: published === undefined || published.hash !== draft.hash });
}
