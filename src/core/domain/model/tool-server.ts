import { z } from 'zod';
import { baseUrl } from './model-connector.ts';

/** How a server of tools is reached: a program this machine starts, or an address. */
export const toolServerKinds = ['mcp-stdio', 'mcp-http'] as const;

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'Use the name of a variable, never its value');

/** What can be said of a server of tools. A key is not among it: it is in the vault, under the server's id. */
export const toolServerFields = {
  title: z.string().min(1).max(80).optional().describe('Its name on screens'),
  tools: z.array(z.string().min(1).max(128)).max(200).default([]).describe('Its tools that workflows may use; none until they are named'),
  timeoutMs: z.int().min(100).max(3_600_000).optional().describe('Longest wait for an answer in milliseconds; 60000 if absent'),
  command: z.string().min(1).max(1000).describe('The program that is started, without a shell'),
  args: z.array(z.string().max(4000)).max(100).default([]).describe('Its arguments'),
  env: z.array(variableName).max(50).default([]).describe('Names of variables of this program that it gets, too'),
  baseUrl: baseUrl.describe('Where it is'),
  credential: z.string().min(1).max(100).optional().describe('Label of its key, which goes to that address alone; without it no key is sent'),
} as const;

const { title, tools, timeoutMs, command, args, env, baseUrl: url, credential } = toolServerFields;

export const ToolServerSettings = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mcp-stdio'), title, command, args, env, tools, timeoutMs }).meta({ title: 'A program on this machine', description: 'It is started with this machine’s rights; add only what you trust.' }),
  z.strictObject({ kind: z.literal('mcp-http'), title, baseUrl: url, credential, tools, timeoutMs }).meta({ title: 'A server at an address' }),
]);
export type ToolServerSettings = z.infer<typeof ToolServerSettings>;
