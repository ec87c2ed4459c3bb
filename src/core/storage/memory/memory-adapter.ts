import { hash } from 'node:crypto';
import { AppError } from '../../domain/model/errors.ts';
import type { ApprovalRepository, ApprovalRow } from '../../domain/ports/approval-repository.ts';
import type { ArtifactRepository } from '../../domain/ports/artifact-repository.ts';
import type { BlobStore } from '../../domain/ports/blob-store.ts';
import type { SettingsRepository } from '../../domain/ports/settings-repository.ts';
import type { WorkflowDataPort } from '../../domain/ports/workflow-data-port.ts';
import { checkRunCommit } from '../check-run-commit.ts';
import { applyRunCommit } from './commit-run.ts';
import { purgeRun, releaseRun } from './leave-run.ts';
import { createMemoryAudit } from './memory-audit.ts';
import { createMemoryCommandKeys } from './memory-command-keys.ts';
import { createMemoryDocuments } from './memory-documents.ts';
import { createMemoryHistory } from './memory-history.ts';
import { MemoryRunRepository } from './memory-run-repository.ts';
import { createCards } from './memory-cards.ts';
import { behind, createMemoryState, newestFirst, oldestFirst, type MemoryState } from './memory-state.ts';
import { createMemoryTests } from './memory-tests.ts';
import { createMemoryTokens } from './memory-tokens.ts';
import { createMemoryUsage } from './memory-usage.ts';
import { MemoryWorkflowRepository } from './memory-workflow-repository.ts';

/** Everything in memory, gone with the process: for tests and for trying things out. It answers as SQLite does. */
export function openMemory(): WorkflowDataPort {
  const state = createMemoryState();
  return {
    workflows: new MemoryWorkflowRepository(state),
    runs: new MemoryRunRepository(state),
    cards: createCards(state),
    approvals: createApprovals(state),
    artifacts: createArtifacts(state),
    tests: createMemoryTests(state),
    documents: createMemoryDocuments(state),
    settings: createSettings(state),
    tokens: createMemoryTokens(state),
    commandKeys: createMemoryCommandKeys(state),
    audit: createMemoryAudit(state.audit),
    blobs: createBlobs(state),
    history: createMemoryHistory(state),
    usage: createMemoryUsage(state),
    async claim() {
      const afterCrash = state.epoch > 0 && state.released !== state.epoch;
      state.epoch += 1;
      return { epoch: state.epoch, afterCrash };
    },
    async release({ epoch }) {
      state.released = epoch;
    },
    isForeign: () => Promise.resolve(false),
    adopt: () => Promise.resolve(),
    async commitRun(commit) {
      checkRunCommit(commit);
      return applyRunCommit(state, commit);
    },
    releaseRun: async (release) => releaseRun(state, release),
    purgeRun: async (run) => purgeRun(state, run),
    async inspect() {
      return {
        adapter: 'memory',
        schemaVersion: 0,
        integrity: 'ok',
        workflows: state.workflows.size,
        runs: state.runs.size,
        blobs: state.blobs.size,
        epoch: state.epoch,
        instanceChanged: false,
      };
    },
    async close() {
      // Nothing is held that would have to be given back.
    },
  };
}

function createApprovals(state: MemoryState): ApprovalRepository {
  return {
    async get(id) {
      return structuredClone(state.approvals.get(id));
    },
    async list({ state: wanted, runId, after, limit }) {
      const order = newestFirst<ApprovalRow>((approval) => approval.requestedAt, (approval) => approval.id);
      const approvals = [...state.approvals.values()]
        .filter((approval) => wanted === undefined || approval.state === wanted)
        .filter((approval) => runId === undefined || approval.runId === runId)
        .filter(behind(after === undefined ? undefined : { row: state.approvals.get(after) }, order))
        .toSorted(order);
      return structuredClone(approvals.slice(0, limit));
    },
  };
}

function createArtifacts(state: MemoryState): ArtifactRepository {
  return {
    async get(id) {
      return structuredClone(state.artifacts.get(id));
    },
    async list(runId) {
      const own = [...state.artifacts.values()].filter((artifact) => artifact.runId === runId);
      return structuredClone(own.toSorted(oldestFirst((artifact) => artifact.createdAt, (artifact) => artifact.id)));
    },
    async pin(id, at) {
      const found = state.artifacts.get(id);
      if (found === undefined) return false;
      const { pinnedAt: _, ...row } = found;
      state.artifacts.set(id, at === undefined ? row : { ...row, pinnedAt: at });
      return true;
    },
    async pinned(limit) {
      const all = [...state.artifacts.values()].filter(({ pinnedAt }) => pinnedAt !== undefined);
      return structuredClone(all.toSorted((left, right) => (right.pinnedAt ?? 0) - (left.pinnedAt ?? 0) || (left.id < right.id ? -1 : 1)).slice(0, limit));
    },
    async newest(limit) {
      return structuredClone([...state.artifacts.values()].toReversed().slice(0, limit));
    },
  };
}

function createSettings(state: MemoryState): SettingsRepository {
  return {
    async read(section) {
      return structuredClone(state.settings.get(section));
    },
    async all() {
      const sections = [...state.settings.keys()].toSorted();
      return sections.flatMap((section) => {
        const setting = state.settings.get(section);
        return setting === undefined ? [] : [structuredClone({ section, ...setting })];
      });
    },
    async write(section, value, expectedRevision) {
      const revision = state.settings.get(section)?.revision ?? 0;
      if (revision !== expectedRevision) {
        throw new AppError('version_conflict', `The settings section "${section}" was saved by somebody else since revision ${String(expectedRevision)}.`, {
          next: 'Read it again and repeat the change.',
          data: { section, expectedRevision },
        });
      }
      state.settings.set(section, structuredClone({ value, revision: revision + 1 }));
      return revision + 1;
    },
  };
}

function createBlobs(state: MemoryState): BlobStore {
  return {
    async read(sha256) {
      const bytes = state.blobs.get(sha256);
      if (bytes === undefined) throw new AppError('not_found', `There are no bytes under the address ${sha256}.`, { data: { sha256 } });
      return bytes.slice();
    },
    async put(bytes, mediaType) {
      const sha256 = hash('sha256', bytes, 'hex');
      state.blobs.set(sha256, bytes.slice());
      state.keptBlobs.add(sha256);
      return { sha256, bytes: bytes.byteLength, mediaType };
    },
  };
}
