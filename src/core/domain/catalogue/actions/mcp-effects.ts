import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { toolHash } from '../../model/tool-schema.ts';
import type { ToolServerPort } from '../../ports/tool-server-port.ts';
import { defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { schemaProblem } from '../tool-arguments.ts';

const Listing = z.strictObject({ connector: z.string(), tools: z.array(z.string()) });
type Listing = z.infer<typeof Listing>;

const Call = z.strictObject({ connector: z.string(), tool: z.string(), arguments: JsonRecord, hash: z.string() });
type Call = z.infer<typeof Call>;

/** The tools of a server as it describes them, kept by the run: what is called later is what was offered. */
export const mcpTools = defineEffect<Listing>({ kind: 'mcp.tools', repeat: 'safe', costsMoney: false, request: Listing, perform: list });

/** One call of a tool of a server. Nobody knows whether such a tool may be used twice for the same, so it is not. */
export const mcpCall = defineEffect<Call>({ kind: 'mcp.call', repeat: 'once', costsMoney: false, request: Call, perform: call });

async function list({ connector, tools }: Listing, context: EffectContext): Promise<EffectResult> {
  const served = await serversOf(context).tools(connector, context.signal);
  const wanted = tools.map((name) => {
    const found = served.find((tool) => tool.name === name);
    if (found === undefined) throw new AppError('not_found', `The tool server "${connector}" has no tool "${name}", or it is not granted.`, { next: `\`aiwm connectors capabilities ${connector}\` lists its tools; settings grant them: connectors.tools.${connector}.tools.`, data: { connector, tool: name } });
    const problem = schemaProblem(found.parameters);
    if (problem !== undefined) throw new AppError('input_invalid', `The tool "${name}" of "${connector}" cannot be used. ${problem}`, { next: 'Have the server mended, or leave the tool out.', data: { connector, tool: name } });
    return { name, description: found.description, parameters: found.parameters, hash: toolHash(found) };
  });
  return { output: { tools: wanted } };
}

async function call({ connector, ...use }: Call, context: EffectContext): Promise<EffectResult> {
  const { text, isError } = await serversOf(context).call(connector, use, context.signal);
  return { output: { text, isError } };
}

function serversOf({ ports }: EffectContext): ToolServerPort {
  if (ports.tools !== undefined) return ports.tools;
  throw new AppError('connector_unavailable', 'There are no tool servers here.', { next: 'Run the workflow where the program has its settings.', data: { reason: 'missing' } });
}
