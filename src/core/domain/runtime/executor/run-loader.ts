import { AppError } from '../../model/errors.ts';
import type { RunId, Sha256 } from '../../model/ids.ts';
import type { RunState } from '../../model/run-state.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { KeptState, RunRow } from '../../ports/workflow-run-repository.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { demandPins, pinsOf } from '../journal/run-pins.ts';
import type { RunKeys } from '../../ports/run-keys.ts';
import { openedState } from '../sealing/sealed-run.ts';
import { keptState } from './kept-state.ts';
import { createPinnedDefinitions, type PinnedDefinitions } from './pinned-definitions.ts';
import type { LoadedRun } from './run-entry.ts';
import { createSealedReading, type SealedReading } from './sealed-reading.ts';
import { stalledRun } from '../../model/stalled-run.ts';

type Data = Pick<WorkflowDataPort, 'runs' | 'blobs'>;

type Loaded = LoadedRun & { readonly state: RunState };
type ReadBlob = (sha256: Sha256) => Promise<Uint8Array>;

/** Reads runs back as the engine wrote them: large values in their place, definitions compiled once. */
export interface RunLoader extends SealedReading, PinnedDefinitions {
  load(runId: RunId): Promise<Loaded>;
  /** Those of them that can be read, with few reads for all; `onFault` hears of the others. */
  loadMany(runIds: readonly RunId[], onFault: (error: unknown) => void): Promise<readonly Loaded[]>;
}

export function createRunLoader(data: Data, catalogue: Catalogue, keys?: Pick<RunKeys, 'unwrap'>): RunLoader {
  const read: ReadBlob = (sha256) => data.blobs.read(sha256);
  const definitions = createPinnedDefinitions(catalogue, read);
  const sealed = createSealedReading({ data, compiled: (hash) => definitions.compiled(hash), keys });

  async function load(runId: RunId): Promise<Loaded> {
    const found = await data.runs.load(runId).catch((error: unknown) => { throw stalledRun(runId, error); });
    if (found === undefined) throw unknownRun(runId);
    return await loadedFrom(found, read);
  }

  async function loadedFrom(found: KeptState, readBlob: ReadBlob): Promise<Loaded> {
    const { row, later } = found;
    if (row.releasedAt !== undefined) throw releasedRun(row.id);
    demandWhole(row);
    const [state, program] = await Promise.all([keptState(found, readBlob), definitions.compiled(row.definitionHash)]).catch((error: unknown) => { throw stalledRun(row.id, error); });
    demandPins(row.id, pinsOf(state), program);
    const loaded = { runId: row.id, workflowId: row.workflowId, definition: program, seq: row.seq, imageSeq: row.seq - later.length };
    const seal = program.sensitive === undefined ? undefined : await sealed.sealOf(row);
    return seal === undefined ? { ...loaded, state } : { ...loaded, state: openedState(state, seal), sealed: { seal, state } };
  }

  return {
    ...definitions,
    load,
    async loadMany(runIds, onFault) {
      const unread = (error: unknown): undefined => {
        onFault(error);
        return undefined;
      };
      // One that cannot be read must not keep the others from it.
      const found = await data.runs.loadMany(runIds).catch(() => undefined);
      const readOnce = once(read);
      // Compiled before all ask for them at once. What is wrong with one is said by each run that needs it.
      for (const hash of new Set(found?.map(({ row }) => row.definitionHash))) await definitions.compiled(hash).catch(() => undefined);
      const loaded = await Promise.all(found === undefined ? runIds.map((runId) => load(runId).catch(unread)) : found.map((one) => loadedFrom(one, readOnce).catch(unread)));
      return loaded.filter((run) => run !== undefined);
    },
    ...sealed,
  };
}

/** Runs of one workflow share large values: each is read once. */
function once(read: ReadBlob): ReadBlob {
  const known = new Map<Sha256, Promise<Uint8Array>>();
  return (sha256) => {
    const bytes = known.get(sha256) ?? read(sha256);
    known.set(sha256, bytes);
    return bytes;
  };
}

export function unknownRun(runId: RunId): AppError {
  return new AppError('not_found', `no run '${runId}' is kept here`, { next: 'Run `aiwm runs list` to see which are.' });
}

/** What retention took from a run cannot be decided again. */
export function demandWhole({ id, pruned }: Pick<RunRow, 'id' | 'pruned'>): void {
  if (pruned === undefined) return;
  throw new AppError('precondition_failed', `run '${id}' has lost its ${pruned === 'events' ? 'journal' : 'large values'} to retention`, {
    next: 'Pin runs that are to be replayed: `aiwm runs pin <run>`.',
    data: { reason: 'pruned' },
  });
}

/** What callers hear of a run that was handed to another data directory. */
export function releasedRun(runId: RunId): AppError {
  return new AppError('precondition_failed', `run '${runId}' was handed to another data directory`, {
    next: 'Speak to it there; its rows stay readable here.',
    data: { reason: 'released' },
  });
}
