import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createToolServerSet } from '../../../src/core/app/tool-server-set.ts';
import { type Settings, type SettingsSection, settingsSchemas } from '../../../src/core/domain/model/settings.ts';
import { toolHash } from '../../../src/core/domain/model/tool-schema.ts';
import type { ConfigPort } from '../../../src/core/domain/ports/config-port.ts';
import type { ToolServerPort } from '../../../src/core/domain/ports/tool-server-port.ts';
import { serverFetch } from '../../../src/core/mcp/server-fetch.ts';

// Programs are started, on machines that do much else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const program = join(import.meta.dirname, 'desk-program.ts');
const never = new AbortController().signal;
const log = { info: () => undefined, warn: () => undefined };
const desk = (more: object = {}): object => ({ kind: 'mcp-stdio', command: process.execPath, args: [program], tools: ['where', 'echo'], ...more });

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aiwm-tools-'));
});
afterAll(async () => rm(root, { recursive: true, force: true }));

/** A section of settings that tells whoever watches when it changes. */
function settingsWith(tools: object) {
  let connectors: Settings['connectors'] | undefined = settingsSchemas.connectors.parse({ tools });
  const listeners = new Set<(section: SettingsSection) => void>();
  const config: Pick<ConfigPort, 'get' | 'watch' | 'activeProfile'> = {
    get: async (section) => {
      if (connectors === undefined) throw new Error('gone');
      return { value: Reflect.get({ connectors }, section), revision: 0 };
    },
    watch(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    activeProfile: async () => 'default',
  };
  const change = (next: object | undefined): void => {
    connectors = next === undefined ? undefined : settingsSchemas.connectors.parse({ tools: next });
    for (const listener of listeners) listener('connectors');
  };
  return { config, change };
}

function open(tools: object) {
  const { config, change } = settingsWith(tools);
  const vault = (): never => { throw new Error('no key is needed'); };
  const set = createToolServerSet({ config: async () => config, fetch, vault, root, log });
  return { set, config, change, [Symbol.asyncDispose]: async () => set.close() };
}

async function processOf(servers: ToolServerPort): Promise<number> {
  const where = (await servers.tools('desk', never)).find(({ name }) => name === 'where');
  if (where === undefined) throw new Error('"where" is not offered');
  const { text } = await servers.call('desk', { tool: 'where', arguments: {}, hash: toolHash(where) }, never);
  return (JSON.parse(text) as { readonly pid: number }).pid;
}

describe('the program of a server of tools', () => {
  it('is started once for all who ask at the same time after its settings changed, and the one before it ends', async () => {
    await using bench = open({ desk: desk() });
    const before = await processOf(bench.set);

    bench.change({ desk: desk({ args: [program, '--changed'] }) });
    const after = new Set(await Promise.all(Array.from({ length: 5 }, () => processOf(bench.set))));

    expect(after.size).toBe(1);
    expect(after).not.toContain(before);
    await expect.poll(() => isAlive(before), { timeout: 60_000 }).toBe(false);
  });

  it('goes on where only its grants, its name or the wait for it change', async () => {
    await using bench = open({ desk: desk() });
    const before = await processOf(bench.set);

    bench.change({ desk: desk({ title: 'Our desk', timeoutMs: 50_000, tools: ['where'] }) });

    expect(await processOf(bench.set)).toBe(before);
  });

  it.each([
    { how: 'its server is removed', next: {} },
    { how: 'what it is started with changes', next: { desk: desk({ env: ['PATH'] }) } },
    { how: 'its settings can no longer be read', next: undefined },
  ])('ends when $how, though nobody asks it again', async ({ next }) => {
    await using bench = open({ desk: desk() });
    const pid = await processOf(bench.set);

    bench.change(next);

    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });

  it('ends by the settings of its own profile', async () => {
    await using bench = open({});
    const { config, change } = settingsWith({ desk: desk() });
    const pid = await processOf(bench.set.under('work', config, fetch));

    change({});

    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });
});

describe('the way to a server of tools', () => {
  const asked: string[] = [];
  const out: typeof fetch = async (input) => {
    asked.push(input instanceof Request ? input.url : input.toString());
    return new Response('{}');
  };
  const way = serverFetch({ fetch: out, use: async (_ref, work) => work('key') }, { server: 'desk', url: new URL('https://desk.example/mcp'), credential: 'default', maxBytes: 1000 });

  it.each(['https://evil.example/mcp', 'https://desk.example:8443/mcp', 'http://desk.example/mcp', 'https://desk.example.evil.example/mcp'])('does not lead to %s, where its key would be read', async (url) => {
    await expect(way(url)).rejects.toMatchObject({ code: 'host_denied', data: { connector: 'desk' } });
    expect(asked).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
