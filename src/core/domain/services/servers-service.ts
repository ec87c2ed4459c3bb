import { decodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { type KeptServer, serverKey } from '../model/kept-server.ts';
import { present } from '../model/present.ts';
import { readAuthority, readServerToken, readServerUrl, type RemoteServer } from '../model/remote-server.ts';
import type { ServerView } from '../operations/servers.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { Credential, CredentialVault } from '../ports/credential-vault.ts';
import type { AreaService } from './area-service.ts';
import { entryOf, keptServer, tokenOf } from './kept-servers.ts';

export interface ServersServiceDeps {
  readonly config: Pick<ConfigPort, 'get' | 'set'>;
  readonly vault: Pick<CredentialVault, 'list' | 'use' | 'save' | 'rotate' | 'remove'>;
  /** Which version of this program this is. */
  readonly version: string;
  /** Asks a server who it is. Not reached, not believed and an unknown token are failures. */
  readonly greet: (server: RemoteServer, signal: AbortSignal) => Promise<{ readonly version?: string | undefined }>;
}

/** Servers under names: their addresses in the settings, their tokens in the vault. */
export function createServersService({ config, vault, version: own, greet }: ServersServiceDeps): AreaService<'servers'> {
  return {
    async list() {
      const [{ value }, kept] = [await config.get('servers'), await vault.list()];
      return { items: Object.entries(value.items).map(([name, server]) => view(name, server, kept)) };
    },
    async add({ name, url, secret, authority, test }, { signal }) {
      const token = readServerToken(secret, 'What was given');
      const pem = authority === undefined ? undefined : readAuthority(textOf(authority), 'What was given');
      const server = { url: readServerUrl(url), ...present({ authority: pem }) };
      if (test) await greet({ ...server, token }, signal);
      const { value, revision } = await config.get('servers');
      await keepToken(vault, { name, url: server.url, token });
      await config.set('servers', { items: { ...value.items, [name]: server } }, revision);
      return view(name, server, await vault.list());
    },
    async test({ name }, { signal }) {
      const server = await keptServer({ config, vault }, name);
      const known = view(name, await entryOf(config, name), await vault.list());
      try {
        const { version } = await greet(server, signal);
        return { ...known, ok: true, sameVersion: version === own, ...present({ version }) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { ...known, ok: false, problem: error.message, ...present({ next: error.next }) };
      }
    },
    async remove({ name }) {
      await entryOf(config, name);
      for (const { id } of (await vault.list()).filter(({ connector }) => connector === serverKey(name))) await vault.remove(id);
      const { value, revision } = await config.get('servers');
      await config.set('servers', { items: Object.fromEntries(Object.entries(value.items).filter(([other]) => other !== name)) }, revision);
      return { name };
    },
  };
}

/** A token for another address is another token: what was kept for the one before goes. */
async function keepToken(vault: ServersServiceDeps['vault'], { name, url, token }: { readonly name: string; readonly url: string; readonly token: string }): Promise<void> {
  const before = (await vault.list()).filter(({ connector }) => connector === serverKey(name));
  const same = before.find(({ description }) => description === url);
  for (const { id } of before) if (id !== same?.id) await vault.remove(id);
  if (same === undefined) await vault.save({ connector: serverKey(name), label: 'token', description: url, isDefault: true }, token);
  else await vault.rotate(same.id, { secret: token });
}

function view(name: string, server: KeptServer, kept: readonly Credential[]): ServerView {
  return { name, url: server.url, hasAuthority: server.authority !== undefined, hasToken: tokenOf(kept, name, server) !== undefined };
}

function textOf(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64(base64));
  } catch (cause) {
    throw new AppError('input_invalid', 'What was given as the authority is no text.', { next: 'Give its certificate in PEM.', data: { field: 'authority' }, cause });
  }
}
