import { z } from 'zod';
import type { EffectKind } from '../../catalogue/action-kind.ts';
import { HookPass, hooksFor, joinedHooks } from '../../catalogue/model-hooks.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { type ModelHook, ModelHooks, type WorkflowModel } from '../../model/model-hook.ts';
import { normalJson } from '../../model/normal-json.ts';
import { present } from '../../model/present.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { definitionAt } from '../compile/definition-at.ts';
import type { Turn } from './turn.ts';

/**
 * The request as it is frozen: one to a model asks what was chosen when the run was started, else the connector of its node,
 * else of the workflow, else that of the settings when it is performed; and hooks have been over its texts, so that no journal holds what they took out.
 */
export function frozenRequest(turn: Turn, visit: string, { effect, request }: { readonly effect: EffectKind | undefined; readonly request: JsonObject }): JsonObject {
  if (effect?.asksModel === undefined) return request;
  const said = modelsAt(turn.workflow, visit);
  const pinned = ModelHooks.safeParse(turn.state.pins['hooks'] ?? []).data ?? [];
  const chosen = withModelAsked(request, said, turn.state.pins['llm']);
  const hooks = joinedHooks(pinned, ...said.map((one) => one.hooks ?? []));
  return hooks.length === 0 ? chosen : hooked(chosen, hooks, effect.asksModel.texts);
}

/** A request with the connector and the model it goes to: what was chosen at the start, else what its node says, else the workflows around it, the innermost first. */
export function withModelAsked(request: JsonObject, said: readonly WorkflowModel[], chosen: Json | undefined): JsonObject {
  return asStarted(withModel(request, said), chosen);
}

/** What the workflows around a visit say of models, the innermost first. */
function modelsAt(workflow: CompiledDefinition, visit: string): readonly WorkflowModel[] {
  const callers = workflow.called.size === 0 ? [] : [...visit.matchAll(/:@[^/]+/gu)].map(({ index }) => visit.slice(0, index));
  return [...callers, visit].toReversed().flatMap((path) => definitionAt(workflow, path).definition.llm ?? []);
}

/** A model belongs to its connector: one that a node names goes with no model of the workflow's. */
function withModel(request: JsonObject, said: readonly WorkflowModel[]): JsonObject {
  const connector = said.find((one) => one.connector !== undefined);
  const model = said.find((one) => one.model !== undefined)?.model;
  const isOwn = request['connector'] !== undefined && request['connector'] !== connector?.connector;
  const asked = request['model'];
  return {
    ...request,
    ...(isOwn || connector?.connector === undefined ? {} : { connector: connector.connector }),
    ...(isOwn || model === undefined || (asked !== undefined && asked !== 'default') ? {} : { model }),
  };
}

/** What whoever started the run chose holds for all of its calls. A model goes with its connector: another one is asked for its own. */
function asStarted(request: JsonObject, chosen: Json | undefined): JsonObject {
  if (chosen === undefined || !isJsonObject(chosen)) return request;
  const { connector, model } = chosen;
  const isOther = connector !== undefined && connector !== request['connector'];
  return { ...request, ...(isOther && request['model'] !== undefined ? { model: 'default' } : {}), ...present({ connector, model }) };
}

/** A conversation stays one: hooks look at what is said in it, and not at who says it. */
function passed(pass: HookPass, value: Json): Json {
  if (!isJsonList(value)) return pass.texts(value);
  return value.map((message) => {
    const said = Said.safeParse(message);
    return said.success ? normalJson(pass.message(said.data)) : pass.texts(message);
  });
}

const Said = z.looseObject({ text: z.string(), toolCalls: z.array(z.strictObject({ id: z.string(), name: z.string(), arguments: z.string() })).optional() });

function hooked(request: JsonObject, hooks: readonly ModelHook[], fields: readonly string[]): JsonObject {
  const pass = new HookPass(hooks, 'prompt');
  const texts = fields.flatMap((field) => (request[field] === undefined ? [] : [[field, passed(pass, request[field])] as const]));
  const later = hooksFor(hooks, 'answer');
  return {
    ...request,
    ...Object.fromEntries(texts),
    ...(pass.notes.length === 0 ? {} : { hooked: normalJson(pass.notes) }),
    ...(later.length === 0 ? {} : { hooks: normalJson(later) }),
  };
}
