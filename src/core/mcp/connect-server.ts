import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { ToolServerSettings } from '../domain/model/tool-server.ts';
import type { ConnectDeps } from './connect-deps.ts';
import { serverFetch } from './server-fetch.ts';
import { logStderr } from './log-stderr.ts';

export interface Connecting {
  readonly server: string;
  readonly settings: ToolServerSettings;
  readonly timeout: number;
  readonly onClose: () => void;
}

/** A program may write lines of this length, and no longer. */
const maxMessageBytes = 8 * 1024 * 1024;

/** A client that shook hands with the server. It offers the server nothing: no files, no models, no questions to people. */
export async function connectServer(deps: ConnectDeps, { server, settings, timeout, onClose }: Connecting): Promise<Client> {
  const transport = await transportTo(deps, server, settings);
  const client = new Client({ name: 'aiwm', version: '1' }, { capabilities: {} });
  // eslint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's client knows no other way
  client.onclose = onClose;
  try {
    await client.connect(transport, { timeout });
  } catch (error) {
    await client.close();
    throw error;
  }
  return client;
}

async function transportTo(deps: ConnectDeps, server: string, settings: ToolServerSettings): Promise<Transport> {
  if (settings.kind === 'mcp-http') {
    const url = new URL(settings.baseUrl);
    return new StreamableHTTPClientTransport(url, { fetch: serverFetch(deps, { server, url, credential: settings.credential, maxBytes: maxMessageBytes }), redirectPolicy: 'same-origin' });
  }
  const cwd = join(deps.folder, server);
  await mkdir(cwd, { recursive: true, mode: 0o700 });
  const { command, args, env } = settings;
  const transport = new StdioClientTransport({ command, args: [...args], env: environmentOf(deps, env), cwd, stderr: 'pipe', maxBufferSize: maxMessageBytes });
  if (transport.stderr !== null) logStderr(transport.stderr, { server, log: deps.log, redact: deps.redact });
  return transport;
}

/** What any program needs, and what the settings name. */
function environmentOf({ environment }: ConnectDeps, names: readonly string[]): Record<string, string> {
  const named = names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]));
  return { ...getDefaultEnvironment(), ...Object.fromEntries(named) };
}
