import { RunId } from '../domain/model/ids.ts';
import { isJsonObject, type Json } from '../domain/model/json.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { RunLoader } from '../domain/runtime/executor/run-loader.ts';

/** Fields of commands that bring values into runs, whatever they are called there. */
const valueFields: readonly string[] = ['input', 'inputs', 'values', 'value', 'payload', 'vars', 'set', 'prompt'];

export interface SecretInputsDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'workflows'>;
  readonly loader: Pick<RunLoader, 'compiled'>;
}

/** A command's input as records may keep it: what goes into a workflow that has anything sensitive is left out whole. */
export function createSecretInputs(deps: SecretInputsDeps): (input: unknown) => Promise<unknown> {
  return async (input) => {
    if (typeof input !== 'object' || input === null || !valueFields.some((field) => Object.hasOwn(input, field))) return input;
    if (!(await goesToSecrets(deps, input))) return input;
    return Object.fromEntries(Object.entries(input).map(([name, value]: [string, unknown]) => [name, valueFields.includes(name) ? '(kept secret)' : value]));
  };
}

/** The run a command names, by its own id or that of one of its cards; for one that is to start the workflow. */
async function goesToSecrets({ data, loader }: SecretInputsDeps, input: object): Promise<boolean> {
  const { id, workflow } = input as { readonly id?: unknown; readonly workflow?: unknown };
  const runId = RunId.safeParse(typeof id === 'string' ? id.split(':', 1)[0] : undefined);
  const run = runId.success ? await data.runs.get(runId.data) : undefined;
  if (run !== undefined) return (await loader.compiled(run.definitionHash)).sensitive !== undefined;
  const row = typeof workflow === 'string' ? await data.workflows.find(workflow) : undefined;
  if (row === undefined) return false;
  if (marksSecrets((await data.workflows.draft(row.id)).definition)) return true;
  for (const { number } of await data.workflows.versions(row.id)) if (marksSecrets((await data.workflows.version(row.id, number))?.definition ?? null)) return true;
  return false;
}

function marksSecrets(definition: Json): boolean {
  if (typeof definition !== 'object' || definition === null) return false;
  if (isJsonObject(definition) && (definition['sensitive'] === true || definition['writeOnly'] === true)) return true;
  return Object.values(definition).some((part: Json) => marksSecrets(part));
}
