import { AppError } from '../model/errors.ts';
import { isJsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { ChangesAnswer } from '../operations/runs-changes.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { ConnectorInfo } from '../ports/connector-registry-port.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import { connectorChanges } from './connector-changes.ts';
import { findWorkflow } from './lookups.ts';
import { largestFileBytes } from './run-inputs.ts';

export interface RunChangesDeps {
  readonly data: WorkflowDataPort;
  readonly files: Pick<FileConnector, 'read'>;
  readonly config: Pick<ConfigPort, 'get'>;
  readonly connectors: () => Promise<readonly Pick<ConnectorInfo, 'id' | 'category' | 'active' | 'model' | 'state'>[]>;
  readonly loader: Pick<RunLoader, 'compiled' | 'shown'>;
}

/** What a run made or asked that is another now. Inputs are pinned by their content and never change. */
export async function runChanges(deps: RunChangesDeps, run: RunRow, signal: AbortSignal): Promise<ChangesAnswer> {
  const [artifacts, connectors, asked, workflow] = await Promise.all([deps.data.artifacts.list(run.id), goneConnectors(deps, run), askedOtherwise(deps, run), findWorkflow(deps.data, run.workflowId).catch(ifGone)]);
  // A file written twice is what it was written last.
  const last = new Map(artifacts.flatMap((row) => (row.path === undefined || maskedText(row.path) !== row.path ? [] : [[row.path, row] as const])));
  const documents: ChangesAnswer['documents'] = [];
  for (const [path, row] of last) {
    const state = await stateOf(deps, { path, row, signal });
    if (state !== undefined) documents.push({ path, name: maskedText(row.name), state });
  }
  const newest = workflow?.publishedVersion;
  return { id: run.id, documents, connectors, asked, ...(newest === undefined || newest === run.versionNumber ? {} : { workflow: { newest, ...present({ followed: run.versionNumber }) } }) };
}

async function stateOf({ files }: RunChangesDeps, { path, row, signal }: { readonly path: string; readonly row: ArtifactRow; readonly signal: AbortSignal }): Promise<'changed' | 'gone' | 'unread' | undefined> {
  try {
    const { bytes, sha256 = sha256Hex(bytes) } = await files.read(path, { maxBytes: largestFileBytes, signal });
    return sha256 === row.sha256 ? undefined : 'changed';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'not_found' ? 'gone' : 'unread';
  }
}

async function goneConnectors({ data, config, connectors }: RunChangesDeps, { id }: RunRow): Promise<string[]> {
  const [used, there, { value }] = await Promise.all([data.runs.usage(id), connectors(), config.get('connectors')]);
  const known = new Set([...there.map((each) => each.id), ...Object.keys(value.models)]);
  return [...new Set(used.map(({ connector }) => connector))].filter((connector) => !known.has(connector));
}

async function askedOtherwise({ data, loader, connectors }: RunChangesDeps, run: RunRow): Promise<ChangesAnswer['asked']> {
  const used = await data.runs.usage(run.id);
  if (used.length === 0) return [];
  const [workflow, now, kept] = await Promise.all([loader.compiled(run.definitionHash), connectors(), data.runs.load(run.id)]);
  const chosen = kept === undefined ? undefined : (await loader.shown(kept)).pins['llm'];
  // One that is not set up at all is told as gone.
  return connectorChanges({ workflow, used, chosen: chosen !== undefined && isJsonObject(chosen) ? chosen : undefined, now }).filter(({ connector }) => now.some(({ id }) => id === connector));
}

/** The workflow of a run may have been deleted. */
function ifGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined;
  throw error;
}
