import type { z } from 'zod';
import { isJsonList, isJsonObject, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import { defineAction, type ActionInput } from '../action-kind.ts';
import { untrustedText, withNotice } from '../untrusted-text.ts';
import { readAnswer } from './llm-chat.ts';
import { AgentConfig, isActionTool } from './llm-agent-config.ts';
import { type Agent, failed, type Steps, type Told, type Used } from './llm-agent-steps.ts';
import { createTalks } from './llm-agent-talks.ts';
import { actionTool, type AgentTool, onlyReads, openSinks, serverTools } from './llm-agent-tools.ts';
import { agentTurn } from './llm-agent-turn.ts';
import { takeTool } from './llm-agent-use.ts';
import { mcpCall, mcpTools } from './mcp-effects.ts';
import { requestOf } from './one-effect.ts';
import { speak, type Said } from './llm-agent-said.ts';

/**
 * Lets a model work with tools until it answers. It is a conversation told anew from its first word at every step: each
 * turn of the model and each use of a tool is an effect whose outcome stands in the journal, so that the same outcomes
 * always lead to the same next step.
 */
export const llmAgent = defineAction<AgentConfig>({
  type: 'llm.agent',
  version: 1,
  title: 'Let a model use tools',
  summary: 'A model works with the tools it is granted, within limits, and answers',
  config: AgentConfig.superRefine(refuseOpenSinks).superRefine(refuseLonelyQuorums),
  output: {
    type: 'object',
    properties: {
      text: { type: 'string' },
      json: {},
      stop: { enum: ['end', 'length', 'refusal'] },
      model: { type: 'string' },
      connector: { type: 'string' },
      turns: { type: 'integer' },
      used: { type: 'array', items: { type: 'object', properties: { tool: { type: 'string' }, outcome: { enum: ['ok', 'error', 'rejected'] } } } },
    },
    required: ['text', 'stop', 'model', 'turns', 'used'],
  },
  example: {
    prompt: 'Answer this from our guides, and name the one you used: {{ vars.notes }}',
    tools: [{ name: 'read_guide', description: 'Reads one guide', action: 'file.read', config: { as: 'text' }, arguments: { file: { schema: { enum: ['guides/returns.md', 'guides/delivery.md'] } } } }],
  },
  effects: [agentTurn, mcpTools, mcpCall],
  origin: ['llm'],
  prompts: { texts: ['prompt'], system: 'system' },
  chooses: {
    connectors: ['connector', 'fallback', 'tools.*.server', 'tools.*.config.credential'],
    hosts: ['tools.*.config.url', 'tools.*.arguments'],
    directories: ['tools.*.config.file', 'tools.*.config.path', 'tools.*.config.body.file', 'tools.*.config.save', 'tools.*.arguments'],
  },
  sideEffect: changesUnasked,
  mostCalls: mostTurns,
  seesErrors: true,
  grants: { fields: ['tools', 'approvers', 'allowSelf'], but: ['config'] },
  takes: ({ tools = null }) => (isJsonList(tools) ? tools.flatMap((tool) => (isJsonObject(tool) && typeof tool['action'] === 'string' ? [tool['action']] : [])) : []),
  next: createTalks((config, input) => converse(config, input)),
});

/** Turns it has at most: without tools and a schema its first answer is its last, and each turn before the last one uses a tool or did not fit. */
function mostTurns({ tools, answer, maxTurns, maxToolCalls }: JsonObject): number {
  const { shape } = AgentConfig;
  const turns = shape.maxTurns.safeParse(maxTurns).data ?? shape.maxTurns.parse(undefined);
  if (answer !== undefined) return turns;
  if (tools === undefined || (isJsonList(tools) && tools.length === 0)) return 1;
  return Math.min(turns, (shape.maxToolCalls.safeParse(maxToolCalls).data ?? shape.maxToolCalls.parse(undefined)) + 1);
}

/** Whether some tool of it changes something, and no person is asked before. */
function changesUnasked({ tools }: JsonObject): boolean {
  const grants = AgentConfig.shape.tools.safeParse(tools ?? []);
  return !grants.success || grants.data.some((tool) => (isActionTool(tool) ? !actionTool(tool).asks && !onlyReads(tool) : tool.approve === 'never'));
}

/** A model chooses no host, path or key but from a list its author wrote. */
function refuseOpenSinks({ tools }: AgentConfig, context: z.RefinementCtx): void {
  for (const [at, tool] of tools.entries()) {
    if (!isActionTool(tool)) continue;
    for (const name of openSinks(tool)) context.addIssue({ code: 'custom', path: ['tools', at, 'arguments', name, 'schema'], message: 'lets the model choose a place, a name or a key: give an `enum` of those it may choose' });
  }
}

/** A call that more people must approve than may is never approved. */
function refuseLonelyQuorums({ tools, approvers }: AgentConfig, context: z.RefinementCtx): void {
  const most = approvers === undefined ? Number.POSITIVE_INFINITY : new Set(approvers).size;
  for (const [at, { approve }] of tools.entries()) {
    if (typeof approve === 'object' && approve.quorum > most) context.addIssue({ code: 'custom', path: ['tools', at, 'approve', 'quorum'], message: `${approve.quorum} must approve, and only ${most} may` });
  }
}

function* converse(config: AgentConfig, input: ActionInput): Steps<Told> {
  const offer = yield* offered(config);
  if ('kind' in offer) return offer;
  const { tools } = offer;
  const agent: Agent = { config, input, tools, messages: opening(config, tools), used: [] };
  for (let turn = 1; turn <= config.maxTurns; turn += 1) {
    const isLast = tools.length > 0 && (turn === config.maxTurns || agent.used.length >= config.maxToolCalls);
    if (isLast) agent.messages.push({ role: 'user', text: 'Answer now, with what you know: no tool can be used any more.' });
    const said = yield* speak(agent, isLast);
    if ('kind' in said) return said;
    if (said.toolCalls.length === 0) {
      const end = answered(agent, said, turn);
      if (typeof end !== 'string') return end;
      if (turn === config.maxTurns || isLast) return failed('input_invalid', `The agent's answer does not fit the schema: ${end}`, { next: 'Say more exactly in the prompt what to answer, or loosen the schema.' });
      agent.messages.push({ role: 'assistant', text: said.text }, { role: 'user', text: `This answer could not be used: ${end}. Answer again, with JSON only that fits the schema.` });
    } else {
      if (isLast || tools.length === 0) return exhausted(agent, turn);
      const stopped = yield* takeAll(agent, said);
      if (stopped !== undefined) return stopped;
    }
  }
  return exhausted(agent, config.maxTurns);
}

/** What the model may use: actions of the grant, and tools of servers as they describe them when the agent begins. */
function* offered({ tools }: AgentConfig): Steps<{ readonly tools: readonly AgentTool[] } | Told> {
  const all: AgentTool[] = [];
  for (const grant of tools) {
    if (isActionTool(grant)) {
      all.push(actionTool(grant));
      continue;
    }
    const listed = yield { kind: 'effects', requests: [{ kind: 'mcp.tools', request: { connector: grant.server, tools: grant.tools } }] };
    if (!listed.ok) return { kind: 'error', error: listed.error };
    all.push(...serverTools(grant, listed.output));
  }
  const names = all.map(({ spec }) => spec.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? { tools: all } : failed('input_invalid', `Two tools of the agent are called "${twice}".`, { next: 'Grant one of them only.' });
}

function opening({ system, prompt }: AgentConfig, tools: readonly AgentTool[]): Agent['messages'] {
  const told = tools.length === 0 ? system : withNotice(system);
  return [...(told === undefined ? [] : [{ role: 'system' as const, text: told }]), { role: 'user', text: prompt }];
}

/** More calls in one turn than this are not looked at. */
const mostAtOnce = 50;

function* takeAll(agent: Agent, said: Said): Steps<Told | undefined> {
  const toolCalls = said.toolCalls.slice(0, mostAtOnce);
  agent.messages.push({ role: 'assistant', text: said.text, toolCalls });
  for (const call of toolCalls) {
    const used = yield* takeTool(agent, call);
    if ('kind' in used) return used;
    agent.used.push({ tool: call.name, outcome: used.outcome });
    agent.messages.push({ role: 'tool', callId: call.id, text: shown(agent, used), ...present({ isError: used.outcome === 'ok' ? undefined : (true as const) }) });
  }
  return undefined;
}

/** What came from a tool goes to the model as material; what we say about a call is ours. */
function shown({ config }: Agent, { text, origin }: Used): string {
  const cut = text.length > config.maxResultChars ? `${text.slice(0, config.maxResultChars)}\n[cut: ${text.length} characters in all]` : text;
  return origin === undefined ? cut.toWellFormed() : untrustedText(cut.toWellFormed(), origin);
}

/** The output; or what is wrong with the answer. */
function answered({ config, used }: Agent, { text, stop, model, connector }: Said, turns: number): Told | string {
  const read = readAnswer({ ...present({ answer: config.answer }), keepUnfit: true }, text, stop);
  const { unfit } = read;
  if (typeof unfit === 'string') return unfit;
  const output: JsonObject = { text, ...read, stop, model, ...present({ connector }), turns, used: used.map((one) => requestOf(one)) };
  return { kind: 'output', output };
}

function exhausted({ config, used }: Agent, turns: number): Told {
  const what = used.length >= config.maxToolCalls && turns < config.maxTurns ? { limit: 'maxToolCalls', most: config.maxToolCalls, words: 'uses of tools' } : { limit: 'maxTurns', most: config.maxTurns, words: 'turns' };
  return failed('precondition_failed', `The agent came to no answer within ${what.most} ${what.words}.`, { next: `Raise ${what.limit} of the action, or ask for less at a time.`, data: { reason: 'agent_limit', limit: what.limit, most: what.most } });
}
