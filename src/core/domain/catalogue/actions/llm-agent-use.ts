import { canonicalJson } from '../../model/canonical-json.ts';
import type { ErrorCode, ErrorWire } from '../../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { ToolCall } from '../../ports/llm-connector.ts';
import { millisecondsOf } from '../config-fields.ts';
import type { EffectOutcome, EffectRequest } from '../action-kind.ts';
import type { Agent, Steps, Told, Used } from './llm-agent-steps.ts';
import { type AgentTool, filledConfig, readArguments } from './llm-agent-tools.ts';

/**
 * Uses a tool as the model asks. What is wrong with the call is told to the model; what is wrong with the world, or may
 * have happened or not, ends the agent and is for a person.
 */
export function* takeTool(agent: Agent, call: ToolCall): Steps<Used | Told> {
  const { config, tools, used } = agent;
  if (used.length >= config.maxToolCalls) return refusal('no tool can be used any more: the limit is reached');
  const tool = tools.find(({ spec }) => spec.name === call.name);
  if (tool === undefined) return refusal(`there is no tool of that name; there are: ${tools.map(({ spec }) => spec.name).join(', ')}`);
  const given = readArguments(tool, call.arguments);
  if (typeof given === 'string') return refusal(given);
  const wanted = wantedOf(tool, given);
  if (typeof wanted === 'string') return refusal(wanted);
  if (tool.asks) {
    const answer = yield question(agent, tool, wanted);
    if (!answer.ok) return { kind: 'error', error: answer.error };
    if (!isApproved(answer.output)) return { outcome: 'rejected', text: `a person did not allow this call${commentOf(answer.output)}` };
  }
  return tool.does.of === 'server' ? yield* callServer(tool, wanted) : yield* takeAction(agent, tool, wanted);
}

interface Wanted {
  readonly type: string;
  readonly config: JsonObject;
}

/** What would be done, as a person sees it; or why it cannot be. */
function wantedOf({ does }: AgentTool, given: JsonObject): Wanted | string {
  if (does.of === 'server') return { type: 'mcp.call', config: { connector: does.server, tool: does.tool, arguments: given, hash: does.hash } };
  const filled = filledConfig(does.tool, given);
  const parsed = does.kind.config.safeParse(filled);
  if (parsed.success) return { type: does.kind.type, config: filled };
  const [issue] = parsed.error.issues;
  return `the call cannot be made: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** What people see: why they are asked, what the tool says of itself, and what would be done, as it will be done. */
function question({ config }: Agent, { spec, why, way }: AgentTool, { type, config: wanted }: Wanted) {
  const { quorum, expires, allowSelf = config.allowSelf } = way;
  const text = [why, spec.description.slice(0, 500)].filter((part) => part !== '').join('\n\n');
  const expiresMs = expires === undefined ? undefined : millisecondsOf(expires);
  return {
    kind: 'ask' as const,
    question: { title: `Let the agent use "${spec.name}"?`, text, requests: [{ type, config: wanted }], bySelf: allowSelf, ...present({ principals: config.approvers, quorum, expiresMs }) },
  };
}

function* callServer(tool: AgentTool, { type, config }: Wanted): Steps<Used | Told> {
  const outcome = yield { kind: 'effects', requests: [{ kind: type, request: config, ...markOf(tool) }] };
  if (!outcome.ok) return afterFailure(tool, outcome.error);
  const { text, isError } = isJsonObject(outcome.output) ? outcome.output : {};
  return { outcome: isError === true ? 'error' : 'ok', text: typeof text === 'string' ? text : canonicalJson(outcome.output), origin: tool.origin };
}

/** The action's own steps, with outcomes of its own. */
function* takeAction({ input }: Agent, tool: AgentTool, { config }: Wanted): Steps<Used | Told> {
  if (tool.does.of !== 'action') return refusal('it is no action');
  const { kind } = tool.does;
  const parsed: never = kind.config.parse(config);
  const outcomes: EffectOutcome[] = [];
  for (;;) {
    const progress = kind.next(parsed, input, outcomes);
    if (progress.kind === 'output') return { outcome: 'ok', text: typeof progress.output === 'string' ? progress.output : canonicalJson(progress.output), origin: tool.origin };
    if (progress.kind === 'error') return afterFailure(tool, progress.error);
    if (progress.kind === 'ask') return refusal('it asks by itself');
    for (const request of progress.requests) {
      const outcome = yield { kind: 'effects', requests: [{ ...request, action: kind.type, ...markOf(tool) }] };
      if (!outcome.ok && kind.seesErrors !== true) return afterFailure(tool, outcome.error);
      outcomes.push(outcome);
    }
  }
}

/** What a tool that asks does was approved when it comes to that. */
function markOf({ asks }: AgentTool): Pick<EffectRequest, 'approved'> {
  return asks ? { approved: true } : {};
}

/** Codes that say that nothing was done, for a reason the model can do something about. */
const forTheModel: readonly ErrorCode[] = ['input_invalid', 'not_found'];

function afterFailure({ origin }: AgentTool, error: ErrorWire): Used | Told {
  return forTheModel.includes(error.code) ? { outcome: 'error', text: error.message, origin } : { kind: 'error', error };
}

function refusal(why: string): Used {
  return { outcome: 'error', text: `Error: ${why}.` };
}

function isApproved(answer: Json): boolean {
  return isJsonObject(answer) && answer['approved'] === true;
}

function commentOf(answer: Json): string {
  const detail = isJsonObject(answer) ? answer['detail'] : undefined;
  return typeof detail === 'string' ? `: ${detail}` : '';
}

