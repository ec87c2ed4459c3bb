import { canonicalJson } from '../../model/canonical-json.ts';
import { AppError } from '../../model/errors.ts';
import { type RunId, Sha256 } from '../../model/ids.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import { effectParts } from '../../model/effect-id.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { inputOf } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunCommit, RunHeader, UsageRow } from '../../ports/run-commit.ts';
import type { RunKeys, RunSeal } from '../../ports/run-keys.ts';
import type { RunSnapshot } from '../../ports/run-snapshot.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { RunRow } from '../../ports/workflow-run-repository.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import { openedState } from '../sealing/sealed-run.ts';
import { opened } from '../sealing/sealed-value.ts';
import { restoredEvent } from './kept-state.ts';
import { runBatch } from './run-batch.ts';
import type { RunLoader } from './run-loader.ts';

type Data = Pick<WorkflowDataPort, 'runs' | 'artifacts' | 'blobs'>;

/** What a run with sensitive values is opened with, for whoever is to go on with it. */
export interface SnapshotOpening {
  readonly loader: Pick<RunLoader, 'sealOf' | 'opened'>;
  readonly keys?: RunKeys | undefined;
}

/** Everything another data directory needs to go on with the run; without an opening its sensitive values stay sealed for good. */
export async function snapshotRun(data: Data, row: RunRow, opening?: SnapshotOpening): Promise<RunSnapshot> {
  const { id } = row;
  const isSealed = (await opening?.loader.sealOf(row)) !== undefined;
  const key = isSealed ? await opening?.keys?.handOut(id) : undefined;
  // What is sealed may name bytes, too.
  const inside = isSealed && opening !== undefined ? await opening.loader.opened(id, { after: 0, limit: row.seq }) : [];
  const [rows, inputKeys, usage, artifacts] = await Promise.all([data.runs.events(id, { after: 0, limit: row.seq }), data.runs.inputKeys(id), data.runs.usage(id), data.artifacts.list(id)]);
  const named = [row.definitionHash, ...[...rows, ...inside].map((event) => event.payload), ...artifacts.map(({ sha256, mediaType }) => ({ sha256, mediaType }))];
  return { format: 'aiwm.run/1', runId: id, header: headerOf(row), rows, inputKeys, usage, artifacts, blobs: await blobsOf(data, named), ...present({ key }) };
}

function headerOf({ workflowId, versionId, versionNumber, definitionHash, attended, startedAt, actor, startKey, correlationId, parent }: RunRow): RunHeader {
  return {
    workflowId, definitionHash, attended, startedAt, actor, startKey, correlationId,
    ...(versionId === undefined ? {} : { versionId }),
    ...(versionNumber === undefined ? {} : { versionNumber }),
    ...(parent === undefined ? {} : { parent }),
  };
}

/** The bytes behind every address the values name, those that stand inside such bytes included. */
async function blobsOf({ blobs }: Data, values: readonly Json[]): Promise<readonly BlobWrite[]> {
  const found = new Map<string, BlobWrite>();
  const seen = new Set<string>();
  let open = values.flatMap((value) => addressesIn(value));
  while (open.length > 0) {
    const next: Address[] = [];
    for (const { sha256, mediaType } of open) {
      if (seen.has(sha256)) continue;
      seen.add(sha256);
      const bytes = await readIfKept(blobs, sha256);
      if (bytes === undefined) continue;
      found.set(sha256, { sha256, mediaType, bytes });
      if (mediaType === 'application/json') next.push(...addressesIn(jsonOf(bytes)));
    }
    open = next;
  }
  return [...found.values()];
}

interface Address {
  readonly sha256: Sha256;
  readonly mediaType: string;
}

const address = /^[0-9a-f]{64}$/u;

/** Hashes of other things look alike; whoever reads them finds no bytes. */
function addressesIn(value: Json, mediaType = 'application/json'): readonly Address[] {
  if (typeof value === 'string') return address.test(value) ? [{ sha256: Sha256.parse(value), mediaType }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (!isJsonObject(value)) return value.flatMap((item) => addressesIn(item));
  const own = typeof value['mediaType'] === 'string' ? value['mediaType'] : undefined;
  return Object.values(value).flatMap((item) => addressesIn(item, own));
}

async function readIfKept(blobs: Data['blobs'], sha256: Sha256): Promise<Uint8Array | undefined> {
  try {
    return await blobs.read(sha256);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function jsonOf(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    // Bytes that only look like JSON by their address' place name nothing.
    return null;
  }
}

/** What a run is taken in with. */
export interface SnapshotTaking {
  readonly epoch: number;
  readonly loader: Pick<RunLoader, 'compile'>;
  /** Of a run with sensitive values, if its key came along: what is sealed is decided on where it is opened. */
  readonly seal?: RunSeal | undefined;
}

/** The commit that writes a run as it was handed out: its rows, and everything that follows from where they stand. Throws for a snapshot the run could not go on from. */
export async function adoptCommit(snapshot: RunSnapshot, { epoch, loader, seal }: SnapshotTaking): Promise<RunCommit> {
  const { runId, header, rows, blobs, inputKeys, usage, artifacts } = snapshot;
  const bytes = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  const read = (sha256: Sha256): Promise<Uint8Array> => {
    const found = bytes.get(sha256);
    return found === undefined ? Promise.reject(new AppError('integrity', `The snapshot of run ${runId} lacks the bytes at ${sha256}.`, { next: 'Hand the run out again.' })) : Promise.resolve(found);
  };
  const definition = jsonOf(await read(Sha256.parse(header.definitionHash)));
  const workflow = loader.compile({ hash: header.definitionHash, definition: isJsonObject(definition) ? definition : {} });
  let state: RunState | undefined;
  let last: LastBatch | undefined;
  for (const row of rows) {
    const event = await restoredEvent(row, read);
    if (event.kind === 'input') last = { before: state, event, decided: [] };
    if (event.kind === 'decided') last?.decided.push(event.type);
    state = evolve(state, event);
  }
  if (state === undefined || last === undefined || state.run !== runId) throw notOf(runId);
  if (seal !== undefined || workflow.sensitive === undefined) demandWhole(runId, workflow, seal === undefined ? last : openedBatch(last, seal));
  const commit = runBatch({
    runId, workflowId: header.workflowId, definition: workflow, before: undefined, after: state, seq: rows.length, at: state.at, epoch,
    facts: [], marks: [], inFlight: { inFlight: 0, everClaimed: true }, kept: new Set(), withImage: true, header,
  });
  return { ...commit, expectedSeq: 0, events: rows, inputKeys, usage: usage.map((row) => wholeUsage(row, header)), artifacts, blobs: [...blobs, ...commit.blobs.filter((blob) => !bytes.has(blob.sha256))] };
}

interface LastBatch {
  readonly before: RunState | undefined;
  readonly event: RunEvent;
  readonly decided: string[];
}

function openedBatch({ before, event, decided }: LastBatch, seal: RunSeal): LastBatch {
  const payload = opened(event.payload, seal);
  return { before: before === undefined ? undefined : openedState(before, seal), event: isJsonObject(payload) ? { ...event, payload } : event, decided };
}

/** Refuses rows that end inside a batch: what was decided there belongs together. */
function demandWhole(runId: RunId, workflow: CompiledDefinition, { before, event, decided }: LastBatch): void {
  const input = inputOf(event);
  if (input === undefined) return;
  const decision = decide(workflow, before, { input, at: event.at });
  if (decision.ok && canonicalJson(decision.facts.map(({ type }) => type)) === canonicalJson(decided)) return;
  throw new AppError('integrity', `The rows of the snapshot of run ${runId} end inside a batch, or are not what this program decides.`, { next: 'Hand the run out again, and take it in with the version of the program that wrote it.' });
}

/** Runs handed out before money was counted say less of what they used. */
function wholeUsage(row: Partial<UsageRow> & Omit<UsageRow, 'workflowId' | 'attempt' | 'node' | 'calls' | 'how'>, { workflowId }: RunHeader): UsageRow {
  return { workflowId, attempt: 1, node: nodeOf(effectParts(row.effect)?.visit ?? ''), calls: 1, how: 'measured', ...row };
}

function notOf(runId: RunId): AppError {
  return new AppError('integrity', `The rows of the snapshot are not the journal of run ${runId}.`, { next: 'Hand the run out again.' });
}
