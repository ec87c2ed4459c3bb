import { z } from 'zod';
import { ConnectorId } from '../../model/model-connector.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { DurationText } from '../config-fields.ts';
import { isSchema } from '../json-schema.ts';

/** Actions an agent may take as tools. The rest assign variables or ask models by themselves. */
export const toolActions = ['file.read', 'file.list', 'file.write', 'document.generate', 'transform', 'http.request'] as const;

const Schema = JsonRecord.refine(isSchema, 'a JSON Schema 2020-12 that can be used').meta({ format: 'json-schema' });
const Asked = z
  .strictObject({
    quorum: z.int().min(1).max(20).default(1).describe('How many must approve; one rejection is enough to refuse'),
    expires: DurationText().optional().describe('After this time nobody may answer any more, and it counts as not approved'),
    allowSelf: z.boolean().optional().describe('Whoever started the run may approve, too; as the agent says if absent'),
  })
  .describe('People are asked before each call, in this way');
const Approve = z.union([z.enum(['always', 'never']).meta({ words: { always: 'Always', never: 'Never' } }), Asked.meta({ title: 'At least so many people' })]).optional().describe('Whether people are asked before each call; a tool that changes something asks if absent');
const argumentName = z.string().regex(/^[A-Za-z_][\w-]{0,63}$/u, 'Use letters, digits, _ and -, at most 64');

const Argument = z.strictObject({
  schema: Schema.describe('What fits; where it chooses a path, a host or a key, an `enum` of those allowed'),
  to: z.string().regex(/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/u, 'a dotted field, such as query.topic').optional().describe('The field of the config it fills, such as query.topic; its own name if absent'),
  optional: z.boolean().default(false).describe('The model may leave it out'),
});

const ActionTool = z.strictObject({
  name: z.string().regex(/^[\w-]{1,64}$/u, 'Use letters, digits, _ and -, at most 64').describe('What the model calls it'),
  description: z.string().min(1).max(2000).describe('What it does, for the model'),
  action: z.enum(toolActions).describe('The kind of action it is'),
  config: JsonRecord.default({}).describe('What the author fixes; the model never changes it'),
  arguments: z.record(argumentName, Argument).default({}).describe('What the model may fill'),
  approve: Approve,
});
export type ActionTool = z.infer<typeof ActionTool>;

const ServerTools = z.strictObject({
  server: ConnectorId.describe('A tool server of the settings'),
  tools: z.array(z.string().min(1).max(128)).min(1).max(40).describe('Its tools that may be used, by name'),
  approve: Approve,
});
export type ServerTools = z.infer<typeof ServerTools>;

/** What an agent is given: a question, tools, and how far it may go. */
export const AgentConfig = z.strictObject({
  connector: z.string().meta({ format: 'connector' }).optional().describe('Connector; the one chosen in settings if absent'),
  fallback: z.string().meta({ format: 'connector' }).optional().describe('Connector that stands in where that one is not available'),
  model: z.string().meta({ format: 'model' }).default('default').describe('Model of the connector'),
  system: z.string().meta({ format: 'prompt' }).optional().describe('What the model is told to be'),
  prompt: z.string().min(1).meta({ format: 'prompt' }).describe('What it is to do'),
  tools: z.array(z.union([ActionTool.meta({ title: 'A tool of mine' }), ServerTools.meta({ title: 'Tools of a server' })]).meta({ title: 'Tool' })).max(40).default([]).superRefine(unlikeNames).describe('What it may use; nothing else is within its reach'),
  maxTurns: z.int().min(1).max(50).default(10).describe('How often the model may speak; the last time it has to answer'),
  maxToolCalls: z.int().min(0).max(200).default(20).describe('How often it may use a tool, calls that did not fit included'),
  maxResultChars: z.int().min(100).max(200_000).default(20_000).describe('More of a result is not shown to the model'),
  maxOutputTokens: z.int().min(1).max(100_000).default(1024).describe('Longest text of one turn, in tokens'),
  temperature: z.number().min(0).max(2).optional(),
  answer: Schema.optional().describe('Fields the last answer must have, as a JSON Schema (2020-12); it then stands in `json`'),
  approvers: z.array(z.string().regex(/^(?:user|token|schedule|workflow):.+$/u, 'such as user:local or token:release')).min(1).optional().describe('Who may approve calls of tools; everybody if absent'),
  allowSelf: z.boolean().default(true).describe('Whoever started the run may approve them, too'),
});
export type AgentConfig = z.infer<typeof AgentConfig>;

export function isActionTool(tool: ActionTool | ServerTools): tool is ActionTool {
  return 'action' in tool;
}

function unlikeNames(tools: readonly (ActionTool | ServerTools)[], context: z.RefinementCtx): void {
  const names = tools.flatMap((tool) => (isActionTool(tool) ? [tool.name] : tool.tools));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) context.addIssue({ code: 'custom', message: `two tools are called "${twice}"` });
}
