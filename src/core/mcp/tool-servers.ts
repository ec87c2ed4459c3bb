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
  readonly client: Promise<Client>;
  /** What it is made of. */
  readonly of: string;
}

/**
 * Servers of tools over the official client. A connection is made when a tool is first asked for and kept until the
 * settings of its server change, it breaks, or all are closed; those who ask at the same time share it; nothing is ever asked twice by itself.
 */
export class ToolServers implements ToolServerPort, ToolServerFacts {
  readonly #deps: ToolServersDeps;
  readonly #connections = new Map<string, Connection>();
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
    await Promise.allSettled(open.map(ended));
  }

  /** Ends the programs and connections of servers that the settings no longer have, or have otherwise. */
  async endOutdated(): Promise<void> {
    const servers = await this.#deps.servers().catch((error: unknown) => {
      this.#deps.log.warn('Settings of tool servers cannot be read, and what was started is ended', { reason: error instanceof Error ? error.message : String(error) });
      return {};
    });
    const wanted = new Map(Object.entries(servers).map(([id, settings]) => [id, madeOf(settings)]));
    const outdated = [...this.#connections].filter(([id, { of }]) => wanted.get(id) !== of);
    for (const [id] of outdated) this.#connections.delete(id);
    await Promise.allSettled(outdated.map(([, connection]) => ended(connection)));
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
      const client = await this.#connected(server, settings);
      return await work(client, settings.timeoutMs ?? usualTimeoutMs);
    } catch (error) {
      signal.throwIfAborted();
      throw serverFailure(error, { server, redact: this.#deps.redact });
    }
  }

  /** Nothing is waited for before the new one stands in the map: whoever asks at the same time shares it. */
  async #connected(server: string, settings: ToolServerSettings): Promise<Client> {
    if (this.#isClosed) throw closing();
    const of = madeOf(settings);
    const known = this.#connections.get(server);
    if (known?.of === of) return known.client;
    const forget = (): void => { if (this.#connections.get(server) === made) this.#connections.delete(server); };
    const client = (async () => {
      await ended(known);
      if (this.#isClosed) throw closing();
      return connectServer(this.#deps, { server, settings, timeout: settings.timeoutMs ?? usualTimeoutMs, onClose: forget });
    })();
    const made: Connection = { client, of };
    this.#connections.set(server, made);
    client.catch(forget);
    return client;
  }
}

function closing(): AppError {
  return new AppError('interrupted', 'The host is closing.');
}

/** What a connection is made of; grants, a name and the wait are looked at with each call. */
function madeOf({ title: _title, tools: _tools, timeoutMs: _timeoutMs, ...rest }: ToolServerSettings): string {
  return JSON.stringify(rest);
}

/** One that never came about has nothing to end. */
async function ended(connection: Connection | undefined): Promise<void> {
  await connection?.client.then((client) => client.close(), () => undefined);
}

function servedTool({ name, description = '', inputSchema }: { readonly name: string; readonly description?: string | undefined; readonly inputSchema: unknown }): ServedTool {
  const read = readJson(inputSchema);
  return { name, description: description.slice(0, 4000).toWellFormed(), parameters: read.fault === undefined && isJsonObject(read.value) ? read.value : {} };
}
