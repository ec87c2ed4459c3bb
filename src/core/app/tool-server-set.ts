import { join } from 'node:path';
import type { ProfileSettings } from '../domain/ports/config-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { ToolServerFacts, ToolServerPort } from '../domain/ports/tool-server-port.ts';
import type { ToolServers } from '../mcp/tool-servers.ts';

export interface ToolServerSetDeps {
  readonly config: () => Promise<Pick<ProfileSettings, 'get' | 'watch'>>;
  readonly fetch: typeof globalThis.fetch;
  readonly vault: () => Promise<CredentialVault>;
  /** The data directory. */
  readonly root: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Servers of tools by the active settings and by those of each profile, loaded when one is first asked. */
export interface ToolServerSet extends ToolServerPort, ToolServerFacts {
  under(profile: string, settings: Pick<ProfileSettings, 'get' | 'watch'>, fetch: typeof globalThis.fetch): ToolServerPort;
  /** Ends every program that was started. */
  close(): Promise<void>;
}

export function createToolServerSet({ config, fetch, vault, root, log }: ToolServerSetDeps): ToolServerSet {
  const made = new Map<string, Promise<ToolServers>>();
  const make = async (settings: () => Promise<Pick<ProfileSettings, 'get' | 'watch'>>, out: typeof globalThis.fetch, profile: string | undefined): Promise<ToolServers> => {
    const { ToolServers: Servers } = await import('../mcp/tool-servers.ts');
    let opened: CredentialVault | undefined;
    const watched = await settings();
    const opening = new Servers({
      servers: async () => (await watched.get('connectors')).value.tools,
      fetch: out,
      async use(ref, work) {
        opened = await vault();
        return opened.use(profile === undefined ? ref : { ...ref, profile }, work);
      },
      redact: (text) => opened?.redact(text) ?? text,
      folder: join(root, 'tools', ...(profile === undefined ? [] : [profile])),
      log,
      environment: process.env,
    });
    // A right that is taken back ends what was started by it, whether or not anybody asks again.
    watched.watch((section) => {
      if (section === 'connectors') void opening.endOutdated();
    });
    return opening;
  };
  const servers = (settings: () => Promise<Pick<ProfileSettings, 'get' | 'watch'>>, out: typeof globalThis.fetch, profile?: string): Promise<ToolServers> => {
    const name = profile ?? '';
    const known = made.get(name) ?? make(settings, out, profile);
    made.set(name, known);
    return known;
  };
  const port = (of: () => Promise<ToolServers>): Omit<ToolServerSet, 'under' | 'close'> => ({
    tools: async (server, signal) => (await of()).tools(server, signal),
    call: async (server, use, signal) => (await of()).call(server, use, signal),
    describe: async (server, signal) => (await of()).describe(server, signal),
  });
  return {
    ...port(() => servers(config, fetch)),
    under: (profile, settings, out) => port(() => servers(() => Promise.resolve(settings), out, profile)),
    async close() {
      await Promise.all([...made.values()].map(async (one) => (await one).close()));
    },
  };
}
