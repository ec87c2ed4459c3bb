import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { readJson } from '../../model/normal-json.ts';
import type { Origin } from '../../model/origin.ts';
import type { ToolSpec } from '../../ports/llm-connector.ts';
import type { ActionKind } from '../action-kind.ts';
import { type SchemaCheck, schemaCheck } from '../json-schema.ts';
import { documentGenerate } from './document-generate.ts';
import { fileList } from './file-list.ts';
import { fileRead } from './file-read.ts';
import { fileWrite } from './file-write.ts';
import { httpRequest } from './http-request.ts';
import type { ActionTool, ServerTools, toolActions } from './llm-agent-config.ts';
import { transform } from './transform/transform.ts';

/** How people are asked before a tool is used. */
export type AskedWay = Partial<Exclude<ActionTool['approve'], string | undefined>>;

/** A tool as an agent has it. */
export interface AgentTool {
  readonly spec: ToolSpec;
  readonly asks: boolean;
  /** Why, and in which way. */
  readonly why: string;
  readonly way: AskedWay;
  /** Where what it says comes from. */
  readonly origin: readonly Origin[];
  readonly does: { readonly of: 'action'; readonly tool: ActionTool; readonly kind: ActionKind } | { readonly of: 'server'; readonly server: string; readonly tool: string; readonly hash: string };
}

const kinds: { readonly [Action in (typeof toolActions)[number]]: ActionKind } = {
  'file.read': fileRead,
  'file.list': fileList,
  'file.write': fileWrite,
  'document.generate': documentGenerate,
  transform,
  'http.request': httpRequest,
};

const wanted = 'The workflow wants people to be asked each time.';

function wayOf({ approve }: Pick<ActionTool, 'approve'>): AskedWay {
  return typeof approve === 'object' ? approve : {};
}

/** The tool that takes an action. */
export function actionTool(tool: ActionTool): AgentTool {
  const kind = kinds[tool.action];
  const names = Object.entries(tool.arguments);
  const parameters = {
    type: 'object',
    properties: Object.fromEntries(names.map(([name, { schema }]) => [name, schema])),
    required: names.filter(([, { optional }]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
  const asks = tool.approve === undefined ? !onlyReads(tool) : tool.approve !== 'never';
  const why = tool.approve === undefined ? 'It may change something outside.' : wanted;
  return { spec: { name: tool.name, description: tool.description, parameters }, asks, why, way: wayOf(tool), origin: kind.origin ?? ['tool'], does: { of: 'action', tool, kind } };
}

/** The tools a server was found to have. What a server says of its own harmlessness is not taken for it: each asks. */
export function serverTools({ server, approve }: ServerTools, listed: Json): readonly AgentTool[] {
  const tools = isJsonObject(listed) && isJsonList(listed['tools'] ?? null) ? (listed['tools'] as readonly Json[]) : [];
  return tools.flatMap((tool): readonly AgentTool[] => {
    if (!isJsonObject(tool)) return [];
    const { name, description, parameters, hash } = tool;
    if (typeof name !== 'string' || typeof hash !== 'string' || !isJsonObject(parameters ?? null)) return [];
    const spec = { name: name.replaceAll(/[^\w-]/gu, '_').slice(0, 64), description: typeof description === 'string' ? description : '', parameters: parameters as JsonObject };
    return [{ spec, asks: approve !== 'never', why: approve === undefined ? `What the server "${server}" does with it nobody here knows.` : wanted, way: wayOf({ approve }), origin: ['tool'], does: { of: 'server', server, tool: name, hash } }];
  });
}

const checks = new WeakMap<JsonObject, SchemaCheck>();

/** Made once for the many calls of one tool. */
function checkOf(parameters: JsonObject): SchemaCheck {
  const known = checks.get(parameters) ?? schemaCheck(parameters);
  checks.set(parameters, known);
  return known;
}

/** The arguments as the model wrote them, or what is wrong with them. */
export function readArguments({ spec }: AgentTool, text: string): JsonObject | string {
  const value = parsed(text);
  if (typeof value === 'string') return value;
  const [problem] = checkOf(spec.parameters)(value);
  return problem === undefined ? value : `the arguments do not fit: ${problem.path}: ${problem.message}`;
}

function parsed(text: string): JsonObject | string {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    return 'the arguments are no JSON';
  }
  const read = readJson(value);
  if (read.fault !== undefined) return `the arguments cannot be taken: a value in them ${read.fault.reason}`;
  return isJsonObject(read.value) ? read.value : 'the arguments are no JSON object';
}

/** The config of the author with what the model may fill. */
export function filledConfig({ config, arguments: allowed }: ActionTool, given: JsonObject): JsonObject {
  return Object.entries(given).reduce<JsonObject>((filled, [name, value]) => withAt(filled, (allowed[name]?.to ?? name).split('.'), value), config);
}

function withAt(object: JsonObject, [name = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inside = Object.hasOwn(object, name) ? object[name] : undefined;
  return { ...object, [name]: rest.length === 0 ? value : withAt(isJsonObject(inside ?? null) ? (inside as JsonObject) : {}, rest, value) };
}

/** Fields that choose a place, a key or what is done there, in any action. */
const sinks: readonly string[] = ['url', 'path', 'paths', 'file', 'folder', 'directory', 'connector', 'fallback', 'credential', 'label', 'headers', 'header', 'idempotencyHeader', 'method', 'name', 'saveAs', 'source', 'template'];

/** Arguments that would let the model choose a host, a path or a key where the author gave it no list to choose from. */
export function openSinks(tool: ActionTool): readonly string[] {
  const chosen = Object.values(kinds[tool.action].chooses ?? {}).flat();
  return Object.entries(tool.arguments).filter(([name, { to = name, schema }]) => isSink(to, chosen) && !isListed(schema)).map(([name]) => name);
}

function isSink(to: string, chosen: readonly string[]): boolean {
  const isNear = (field: string): boolean => field === to || field.startsWith(`${to}.`) || to.startsWith(`${field}.`);
  // What a body holds is told to a service, and chooses nothing of ours but a file.
  const isBody = to.startsWith('body.json.') || to.startsWith('body.form.') || to.startsWith('query.');
  return chosen.some(isNear) || to === 'body' || (!isBody && to.split('.').some((part) => sinks.includes(part)));
}

function isListed({ enum: listed, const: fixed }: JsonObject): boolean {
  return fixed !== undefined || (isJsonList(listed ?? null) && (listed as readonly Json[]).length > 0);
}

/** Whether a use of it changes nothing outside, whatever the model fills in. */
export function onlyReads({ action, config, arguments: filled }: ActionTool): boolean {
  if (action === 'file.read' || action === 'file.list' || action === 'transform') return true;
  const method = config['method'] ?? 'GET';
  const mayChange = Object.entries(filled).some(([name, { to = name }]) => to === 'method');
  return action === 'http.request' && !mayChange && (method === 'GET' || method === 'HEAD');
}
