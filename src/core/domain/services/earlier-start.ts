import { z } from 'zod';
import { AppError } from '../model/errors.ts';
import { FileRef } from '../model/blob.ts';
import type { RunId } from '../model/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { sameJson } from '../model/same-json.ts';
import { defaultProfile } from '../model/settings-layers.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { createWorkflowNames } from './lookups.ts';
import { largestFileBytes, withDefaults } from './run-inputs.ts';
import { chosenModel, type StartChoice } from './start-pins.ts';

interface EarlierStartDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'opened' | 'definition'>;
  readonly files: FileConnector;
}

/** A start under a key that was used before. */
interface AnotherStart {
  readonly key: string;
  readonly workflow: string;
  readonly input: JsonObject;
  readonly choice: StartChoice;
  readonly signal: AbortSignal;
}

/**
 * The run that the key started, if this is the same start again: the same workflow, the same choices and the same inputs,
 * defaults counted.
 * Anything else under the key is `conflict`. A start whose workflow or files changed or went since is still the same.
 */
export async function sameStart(deps: EarlierStartDeps, id: RunId, start: AnotherStart): Promise<{ readonly id: string; readonly duplicate: true }> {
  const run = await deps.data.runs.get(id);
  // It is gone, and its key is all that is known of it.
  if (run === undefined) return { id, duplicate: true };
  const began = await startRow(deps, run);
  const { slug } = await createWorkflowNames(deps.data)(run.workflowId);
  if (run.parent !== undefined) throw usedFor({ run, start, what: `the fork ${run.id}` });
  if (!(await isSameWorkflow(deps, { run, began, start }))) throw usedFor({ run, start, what: `run ${run.id} of "${slug}"` });
  const others = began === undefined ? [] : await otherInputs(deps, began, start);
  const chosen = began === undefined ? undefined : otherChoice(began, start.choice);
  if (chosen !== undefined) throw usedFor({ run, start, what: `run ${run.id} of "${slug}" with another ${chosen}` });
  if (others.length > 0) throw usedFor({ run, start, what: `run ${run.id} of "${slug}" with another value of ${others.map((name) => `"${name}"`).join(', ')}`, others });
  return { id: run.id, duplicate: true };
}

/** What the run was told to begin with; undefined where retention took it, or its key cannot be had. */
async function startRow({ loader }: EarlierStartDeps, run: RunRow): Promise<JsonObject | undefined> {
  if (run.pruned !== undefined) return undefined;
  try {
    const [row] = await loader.opened(run.id, { after: 0, limit: 1 });
    return row?.type === 'start' ? row.payload : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'precondition_failed') return undefined;
    throw error;
  }
}

/** What was chosen otherwise for it. */
function otherChoice(began: JsonObject, choice: StartChoice): string | undefined {
  const pins = isJsonObject(began['pins']) ? began['pins'] : {};
  if (!sameJson(pins['llm'], chosenModel(choice))) return 'model';
  return choice.under === undefined || choice.under === (pins['profile'] ?? defaultProfile) ? undefined : 'profile';
}

interface Begun {
  readonly run: RunRow;
  readonly began: JsonObject | undefined;
  readonly start: AnotherStart;
}

async function isSameWorkflow({ data }: EarlierStartDeps, { run, began, start }: Begun): Promise<boolean> {
  const named = await data.workflows.find(start.workflow);
  if (named !== undefined) return named.id === run.workflowId;
  // It is gone: what it was called stands in the run.
  return start.workflow === run.workflowId || began === undefined || began['workflow'] === start.workflow;
}

/** Names of the inputs that are others now. */
async function otherInputs({ loader, files }: EarlierStartDeps, began: JsonObject, { input, signal }: AnotherStart): Promise<readonly string[]> {
  const definition = await loader.definition(z.string().parse(began['definitionHash']));
  const schema = isJsonObject(definition['inputs']) ? definition['inputs'] : {};
  const first = withDefaults(schema, isJsonObject(began['inputs']) ? began['inputs'] : {});
  const now = withDefaults(schema, input);
  const names = [...new Set([...Object.keys(first), ...Object.keys(now)])];
  const same = await Promise.all(names.map(async (name) => sameJson(first[name], now[name]) || (await isSameFile(files, { pinned: first[name], path: now[name], signal }))));
  return names.filter((_, at) => same[at] !== true);
}

/** A file is the same by its name, whatever is in it by now; a link may be called otherwise than what it leads to. */
async function isSameFile(files: FileConnector, { pinned, path, signal }: { readonly pinned: Json | undefined; readonly path: Json | undefined; readonly signal: AbortSignal }): Promise<boolean> {
  const { data: file } = FileRef.safeParse(pinned);
  if (file === undefined || typeof path !== 'string') return false;
  if (path.split(/[/\\]/u).at(-1) === file.name) return true;
  try {
    const { bytes, sha256 } = await files.read(path, { maxBytes: largestFileBytes, signal });
    return (sha256 ?? sha256Hex(bytes)) === file.sha256;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function usedFor({ run, start, what, others = [] }: { readonly run: RunRow; readonly start: AnotherStart; readonly what: string; readonly others?: readonly string[] }): AppError {
  return new AppError('conflict', `The key "${start.key}" started ${what}.`, {
    next: `Use another key for another start; \`aiwm runs get ${run.id}\` shows what this one started.`,
    data: { run: run.id, workflowId: run.workflowId, fields: others.map((name) => ({ path: `input.${name}`, message: 'another value' })) },
  });
}
