import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { appendFile } from 'node:fs/promises';

/** A server of tools as somebody else would write it. What it does is noted down in the file `DESK_LOG` names. */
export function deskServer(changed = false): McpServer {
  const server = new McpServer({ name: 'desk', version: '1.0.0' });
  const text = (said: string, isError = false) => ({ content: [{ type: 'text' as const, text: said }], isError });
  const args = (properties: { readonly [name: string]: { readonly type: string } }) => fromJsonSchema<{ readonly [name: string]: unknown }>({ type: 'object', properties, required: Object.keys(properties) });
  server.registerTool('echo', { description: changed ? 'Says it back, and more' : 'Says it back', inputSchema: args({ words: { type: 'string' } }) }, ({ words }) => text(String(words)));
  server.registerTool('order', { description: 'Orders', inputSchema: args({ item: { type: 'string' } }) }, async ({ item }) => {
    const file = process.env['DESK_LOG'];
    if (file !== undefined) await appendFile(file, `${String(item)}\n`);
    return text(`ordered ${String(item)}`);
  });
  server.registerTool('linger', { description: 'Orders, and never says so', inputSchema: args({ item: { type: 'string' } }) }, async ({ item }) => {
    const file = process.env['DESK_LOG'];
    if (file !== undefined) await appendFile(file, `${String(item)}\n`);
    return new Promise<never>(() => {});
  });
  server.registerTool('refuse', { description: 'Cannot', inputSchema: args({}) }, () => text('out of stock', true));
  server.registerTool('huge', { description: 'Says too much', inputSchema: args({}) }, () => text('x'.repeat(2_000_000)));
  server.registerTool('hang', { description: 'Never answers', inputSchema: args({}) }, () => new Promise<never>(() => {}));
  server.registerTool('crash', { description: 'Ends', inputSchema: args({}) }, () => process.exit(3));
  server.registerTool('where', { description: 'Tells of its process', inputSchema: args({}) }, () => text(JSON.stringify({ cwd: process.cwd(), names: Object.keys(process.env), pid: process.pid })));
  return server;
}
