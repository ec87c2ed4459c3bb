import type { Client } from '@modelcontextprotocol/client';
import { AppError } from '../domain/model/errors.ts';
import { isJsonObject } from '../domain/model/json.ts';
import { readJson } from '../domain/model/normal-json.ts';
import { type ServedTool, toolHash } from '../domain/model/tool-schema.ts';
import type { ToolServerSettings } from '../domain/model/tool-server.ts';
import type { ServerFacts, ToolAnswer, ToolServerFacts, ToolServerPort, ToolUse } from '../domain/ports/tool-server-port.ts';
import type { ConnectDeps } from './connect-deps.ts';
import { connectServer } from './connect-server.ts';
import { serverFailure } from './server-failure.ts';
import { answerText } from './tool-answer.ts';

export interface ToolServersDeps extends ConnectDeps {
  /** Servers of the settings, by id. */
  readonly servers: () => Promise<{ readonly [id: string]: ToolServerSettings }>;
}

const usualTimeoutMs = 60_000;
const mostTools = 500;
const longestAnswer = 1_000_000;

interface Connection {
  readonly client: Client;
  /** What it was made from. */
  readonly of: string;
}

/**
 * Servers of tools over the official client. A connection is made when a tool is first asked for and kept until the
 * settings of its server change, it breaks, or all are closed; nothing is ever asked twice by itself.
 */
export class ToolServers implements ToolServerPort, ToolServerFacts {
  readonly #deps: ToolServersDeps;
  readonly #connections = new Map<string, Promise<Connection>>();
  #isClosed = false;

  constructor(deps: ToolServersDeps) {
    this.#deps = deps;
  }

  async tools(server: string, signal: AbortSignal): Promise<readonly ServedTool[]> {
    const settings = await this.#settings(server);
    const { tools } = await this.describe(server, signal);
    return tools.filter(({ name }) => settings.tools.includes(name));
  }

  /** Everything the server offers, for the person who grants it. */
  async describe(server: string, signal: AbortSignal): Promise<ServerFacts> {
    return this.#ask(server, signal, async (client, timeout) => {
      const { tools } = await client.listTools(undefined, { cacheMode: 'bypass', signal, timeout });
      if (tools.length > mostTools) throw new AppError('connector_unavailable', `The tool server "${server}" lists ${tools.length} tools; at most ${mostTools} are read.`, { next: 'Use a server with fewer tools.', data: { connector: server } });
      const { name = server, version = '' } = client.getServerVersion() ?? {};
      return { name, version, tools: tools.map(servedTool) };
    });
  }

  async call(server: string, use: ToolUse, signal: AbortSignal): Promise<ToolAnswer> {
    const offered = (await this.tools(server, signal)).find(({ name }) => name === use.tool);
    if (offered === undefined) throw new AppError('access_denied', `The tool "${use.tool}" of "${server}" is not granted, or is gone.`, { next: `Name it in the settings: connectors.tools.${server}.tools.`, data: { connector: server, tool: use.tool } });
    if (toolHash(offered) !== use.hash) {
      throw new AppError('conflict', `The tool "${use.tool}" of "${server}" is described in other words than when the run was offered it; nothing was called.`, { next: 'Look at the tool with `aiwm connectors capabilities`, and start the step anew if it is still the one you want.', data: { connector: server, tool: use.tool } });
    }
    return this.#ask(server, signal, async (client, timeout) => {
      const { content, structuredContent, isError } = await client.callTool({ name: use.tool, arguments: { ...use.arguments } }, { signal, timeout });
      const text = this.#deps.redact(answerText(content, structuredContent));
      if (text.length > longestAnswer) throw new AppError('connector_unavailable', `The tool "${use.tool}" of "${server}" answered with ${text.length} characters; at most ${longestAnswer} are taken.`, { next: 'Ask the tool for less at a time.', data: { connector: server } });
      return { text: text.toWellFormed(), isError: isError === true };
    });
  }

  /** Ends every program that was started and every connection. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const open = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.allSettled(open.map(async (connection) => (await connection).client.close()));
  }

  async #settings(server: string): Promise<ToolServerSettings> {
    const servers = await this.#deps.servers();
    const found = Object.hasOwn(servers, server) ? servers[server] : undefined;
    if (found !== undefined) return found;
    throw new AppError('connector_unavailable', `There is no tool server "${server}" in the settings.`, { next: `Add it with \`aiwm connectors add ${server}\`, or use one of: ${Object.keys(servers).join(', ') || 'none'}.`, data: { reason: 'missing', connector: server } });
  }

  async #ask<Answer>(server: string, signal: AbortSignal, work: (client: Client, timeout: number) => Promise<Answer>): Promise<Answer> {
    signal.throwIfAborted();
    const settings = await this.#settings(server);
    try {
      const { client } = await this.#connection(server, settings);
      return await work(client, settings.timeoutMs ?? usualTimeoutMs);
    } catch (error) {
      signal.throwIfAborted();
      throw serverFailure(error, { server, redact: this.#deps.redact });
    }
  }

  async #connection(server: string, settings: ToolServerSettings): Promise<Connection> {
    if (this.#isClosed) throw new AppError('interrupted', 'The host is closing.');
    const of = JSON.stringify(settings);
    const known = this.#connections.get(server);
    if (known !== undefined && (await known).of === of) return known;
    if (known !== undefined) await this.#drop(server, known);
    const made = connectServer(this.#deps, { server, settings, timeout: settings.timeoutMs ?? usualTimeoutMs, onClose: () => { if (this.#connections.get(server) === made) this.#connections.delete(server); } }).then((client) => ({ client, of }));
    this.#connections.set(server, made);
    made.catch(() => { if (this.#connections.get(server) === made) this.#connections.delete(server); });
    return made;
  }

  async #drop(server: string, connection: Promise<Connection>): Promise<void> {
    if (this.#connections.get(server) === connection) this.#connections.delete(server);
    await (await connection).client.close();
  }
}

function servedTool({ name, description = '', inputSchema }: { readonly name: string; readonly description?: string | undefined; readonly inputSchema: unknown }): ServedTool {
  const read = readJson(inputSchema);
  return { name, description: description.slice(0, 4000).toWellFormed(), parameters: read.fault === undefined && isJsonObject(read.value) ? read.value : {} };
}
