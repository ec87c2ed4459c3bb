import { AppError } from '../../model/errors.ts';
import type { RunId, Sha256 } from '../../model/ids.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { RunState } from '../../model/run-state.ts';
import type { RunKeys, RunSeal } from '../../ports/run-keys.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { KeptRun, RunRow } from '../../ports/workflow-run-repository.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { maskedState } from '../sealing/sealed-run.ts';
import { holdsSealed, maskedFields, opened as openedValue } from '../sealing/sealed-value.ts';
import { keptState, restoredEvent } from './kept-state.ts';

interface Page {
  readonly after: number;
  readonly limit: number;
}

/** Reads runs for doors, which see masks in the place of sensitive values, and for the engine, which sees the values. */
export interface SealedReading {
  /** The state of a kept run as doors show it: sensitive values are masked, and no key is needed. */
  shown(kept: KeptRun): Promise<RunState>;
  /** Rows as doors show them: large values in their place, sensitive ones masked. */
  events(runId: RunId, page: Page): Promise<readonly RunEvent[]>;
  /** Rows as the engine wrote them, sensitive values included. */
  opened(runId: RunId, page: Page): Promise<readonly RunEvent[]>;
  /** Rows as they are kept, with large values in their place. */
  kept(runId: RunId, page: Page): Promise<readonly RunEvent[]>;
  /** Fields of one of its rows as they are seen by who may act on the run; masked where its key cannot be had. */
  revealed<Fields extends JsonObject>(runId: RunId, fields: Fields): Promise<Fields>;
  /** The run's key; undefined when it holds nothing sensitive. `precondition_failed` when its key cannot be had. */
  sealOf(row: Pick<RunRow, 'id' | 'definitionHash'>): Promise<RunSeal | undefined>;
}

export interface SealedReadingDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs'>;
  readonly keys?: Pick<RunKeys, 'unwrap'> | undefined;
  readonly compiled: (hash: string) => Promise<CompiledDefinition>;
}

export function createSealedReading({ data, keys, compiled }: SealedReadingDeps): SealedReading {
  const read = (sha256: Sha256): Promise<Uint8Array> => data.blobs.read(sha256);
  const isSensitive = async ({ definitionHash }: Pick<RunRow, 'definitionHash'>): Promise<boolean> => (await compiled(definitionHash)).sensitive !== undefined;

  async function kept(runId: RunId, page: Page): Promise<readonly RunEvent[]> {
    const rows = await data.runs.events(runId, page);
    return await Promise.all(rows.map((row) => restoredEvent(row, read)));
  }

  async function sealOf(row: Pick<RunRow, 'id' | 'definitionHash'>): Promise<RunSeal | undefined> {
    if (!(await isSensitive(row))) return undefined;
    const seal = await keys?.unwrap(row.id);
    if (seal === undefined) throw withoutKey(row.id);
    return seal;
  }

  return {
    kept,
    sealOf,
    async shown(found) {
      const [state, isSealed] = await Promise.all([keptState(found, read), isSensitive(found.row)]);
      return isSealed ? maskedState(state) : state;
    },
    async events(runId, page) {
      const [rows, row] = await Promise.all([kept(runId, page), data.runs.get(runId)]);
      return row !== undefined && (await isSensitive(row)) ? rows.map((one) => ({ ...one, payload: maskedFields(one.payload) })) : rows;
    },
    async opened(runId, page) {
      const [rows, row] = await Promise.all([kept(runId, page), data.runs.get(runId)]);
      const seal = row === undefined ? undefined : await sealOf(row);
      return seal === undefined ? rows : rows.map((one) => openedRow(one, seal));
    },
    async revealed(runId, fields) {
      if (!holdsSealed(fields)) return fields;
      const row = await data.runs.get(runId);
      const seal = row === undefined ? undefined : await sealOf(row).catch(lacking);
      // Opening puts back what was sealed, texts for texts.
      return seal === undefined ? maskedFields(fields) : (openedValue(fields, seal) as typeof fields);
    },
  };
}

function openedRow(row: RunEvent, seal: RunSeal): RunEvent {
  const payload = openedValue(row.payload, seal);
  return isJsonObject(payload) ? { ...row, payload } : row;
}

/** Without its key a run shows what it can. */
function lacking(error: unknown): undefined {
  if (!(error instanceof AppError) || (error.code !== 'precondition_failed' && error.code !== 'vault_locked')) throw error;
}

function withoutKey(runId: RunId): AppError {
  return new AppError('precondition_failed', `run '${runId}' holds sensitive values, and its key is not here`, {
    next: 'Put the key back from where it is kept. Without it the run cannot go on; what is not sensitive of it stays readable.',
    data: { reason: 'key_missing' },
  });
}
