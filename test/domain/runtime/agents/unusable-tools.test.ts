import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { mcpTools } from '../../../../src/core/domain/catalogue/actions/mcp-effects.ts';
import type { EffectContext } from '../../../../src/core/domain/catalogue/action-kind.ts';
import { serverCapabilities } from '../../../../src/core/domain/services/server-capabilities.ts';
import { noPorts } from '../../../scenarios/crash/no-ports.ts';

const never = new AbortController().signal;

it.each<[string, JsonObject]>([
  ['refers to itself without end', { $ref: '#' }],
  ['refers to itself inside', { type: 'object', properties: { a: { $ref: '#/properties/a' } } }],
  ['refers to another place', { type: 'object', properties: { a: { $ref: 'https://example.com/schema.json' } } }],
  ['is no object', { type: 'array' }],
  ['says nothing', {}],
])('a tool whose schema %s is told of where its server is looked at, and where an agent begins', async (_what, parameters) => {
  const tool = { name: 'odd', description: '', parameters };
  const port = { tools: () => Promise.resolve([tool]), call: () => Promise.reject(new Error('nobody calls')) };
  const context: EffectContext = { ports: { ...noPorts, tools: port }, key: 'k', attempt: 1, origin: { workflow: 'w', node: 'n', action: 'a', visit: 'v' }, signal: never, onProgress: () => {} };

  const { tools } = await serverCapabilities({ describe: () => Promise.resolve({ name: 'desk', version: '1', tools: [tool] }) }, { id: 'desk', server: { kind: 'mcp-http', baseUrl: 'https://desk.example.com', tools: ['odd'] }, now: 0 }, never);

  expect(tools).toMatchObject([{ name: 'odd', problem: expect.stringContaining('Its arguments are described') as string }]);
  const request = mcpTools.request.parse({ connector: 'desk', tools: ['odd'] });
  await expect(mcpTools.perform(request, context)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"odd" of "desk"') as string });
});
