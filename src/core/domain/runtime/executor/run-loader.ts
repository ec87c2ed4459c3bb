import { AppError } from '../../model/errors.ts';
import { definitionMeaning } from '../../model/definition-hash.ts';
import { Sha256, type RunId, type VersionId } from '../../model/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { RunState } from '../../model/run-state.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { KeptRun, RunRow } from '../../ports/workflow-run-repository.ts';
import { compileDefinition } from '../compile-definition.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { demandPins, pinsOf } from '../journal/run-pins.ts';
import type { RunKeys } from '../../ports/run-keys.ts';
import { openedState } from '../sealing/sealed-run.ts';
import { keptState } from './kept-state.ts';
import type { LoadedRun } from './run-entry.ts';
import { createSealedReading, type SealedReading } from './sealed-reading.ts';

type Data = Pick<WorkflowDataPort, 'runs' | 'blobs'>;

type Loaded = LoadedRun & { readonly state: RunState };
type ReadBlob = (sha256: Sha256) => Promise<Uint8Array>;

/** Reads runs back as the engine wrote them: large values in their place, definitions compiled once. */
export interface RunLoader extends SealedReading {
  load(runId: RunId): Promise<Loaded>;
  /** Those of them that can be read, with few reads for all; `onFault` hears of the others. */
  loadMany(runIds: readonly RunId[], onFault: (error: unknown) => void): Promise<readonly Loaded[]>;
  definition(hash: string): Promise<JsonObject>;
  compiled(hash: string): Promise<CompiledDefinition>;
  /** As {@link RunLoader.compiled}, for a definition at hand. */
  compile(meaning: { readonly hash: string; readonly definition: JsonObject }): CompiledDefinition;
  /** What a run of the definition is pinned to. A published version never changes, so that its address is made once. */
  meaning(version: { readonly versionId?: VersionId; readonly definition: JsonObject }): DefinitionMeaning;
}

type DefinitionMeaning = ReturnType<typeof definitionMeaning>;

/** Definitions kept ready; one is a few hundred kilobytes at most. */
const keptDefinitions = 200;

export function createRunLoader(data: Data, catalogue: Catalogue, keys?: Pick<RunKeys, 'unwrap'>): RunLoader {
  const kept = new Map<string, CompiledDefinition>();
  const meanings = new Map<VersionId, DefinitionMeaning>();
  const read: ReadBlob = (sha256) => data.blobs.read(sha256);

  async function definition(hash: string): Promise<JsonObject> {
    const value = JSON.parse(new TextDecoder().decode(await read(Sha256.parse(hash)))) as Json;
    if (isJsonObject(value)) return value;
    throw new AppError('integrity', `the definition kept at ${hash} is not an object`);
  }

  async function compiled(hash: string): Promise<CompiledDefinition> {
    return kept.get(hash) ?? compile({ hash, definition: await definition(hash) });
  }

  function compile(meaning: { readonly hash: string; readonly definition: JsonObject }): CompiledDefinition {
    const known = kept.get(meaning.hash);
    if (known !== undefined) return known;
    return keep(kept, meaning.hash, compileDefinition(meaning.definition, catalogue));
  }

  function meaningOf({ versionId, definition: given }: { readonly versionId?: VersionId; readonly definition: JsonObject }): DefinitionMeaning {
    if (versionId === undefined) return definitionMeaning(given);
    return meanings.get(versionId) ?? keep(meanings, versionId, definitionMeaning(given));
  }

  const sealed = createSealedReading({ data, compiled, keys });

  async function load(runId: RunId): Promise<Loaded> {
    const found = await data.runs.load(runId);
    if (found === undefined) throw unknownRun(runId);
    return await loadedFrom(found, read);
  }

  async function loadedFrom(found: KeptRun, readBlob: ReadBlob): Promise<Loaded> {
    const { row, later } = found;
    if (row.releasedAt !== undefined) throw releasedRun(row.id);
    demandWhole(row);
    const [state, program] = await Promise.all([keptState(found, readBlob), compiled(row.definitionHash)]);
    demandPins(row.id, pinsOf(state), program);
    const loaded = { runId: row.id, workflowId: row.workflowId, definition: program, seq: row.seq, imageSeq: row.seq - later.length };
    const seal = await sealed.sealOf(row);
    return seal === undefined ? { ...loaded, state } : { ...loaded, state: openedState(state, seal), sealed: { seal, state } };
  }

  return {
    definition,
    compiled,
    compile,
    meaning: meaningOf,
    load,
    async loadMany(runIds, onFault) {
      const unread = (error: unknown): undefined => void onFault(error);
      // One that cannot be read must not keep the others from it.
      const found = await data.runs.loadMany(runIds).catch(() => undefined);
      const readOnce = once(read);
      const loaded = await Promise.all(found === undefined ? runIds.map((runId) => load(runId).catch(unread)) : found.map((kept) => loadedFrom(kept, readOnce).catch(unread)));
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

/** The oldest goes when there are too many. */
function keep<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value): Value {
  const [oldest] = kept.size >= keptDefinitions ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(key, value);
  return value;
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
