import { AppError } from '../model/errors.ts';
import { type KeptServer, serverKey } from '../model/kept-server.ts';
import { present } from '../model/present.ts';
import type { RemoteServer } from '../model/remote-server.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { Credential, CredentialVault } from '../ports/credential-vault.ts';

export interface KeptServerDeps {
  readonly config: Pick<ConfigPort, 'get'>;
  readonly vault: Pick<CredentialVault, 'list' | 'use'>;
}

/** The server of this name with its token, or with another that was given. */
export async function keptServer({ config, vault }: KeptServerDeps, name: string, givenToken?: string): Promise<RemoteServer> {
  const kept = await entryOf(config, name);
  const { url, authority } = kept;
  if (givenToken !== undefined) return { url, token: givenToken, ...present({ authority }) };
  if (tokenOf(await vault.list(), name, kept) === undefined) {
    throw new AppError('credential_missing', `There is no token for the server "${name}" at ${url}.`, { next: `\`aiwm servers add ${name} ${url}\` keeps one.`, data: { name, url } });
  }
  return vault.use({ connector: serverKey(name) }, async (token) => ({ url, token, ...present({ authority }) }));
}

export async function entryOf(config: KeptServerDeps['config'], name: string): Promise<KeptServer> {
  const { value } = await config.get('servers');
  const kept = Object.hasOwn(value.items, name) ? value.items[name] : undefined;
  if (kept === undefined) throw new AppError('not_found', `No server is kept under the name "${name}".`, { next: '`aiwm servers list` shows which are; `aiwm servers add` keeps one.', data: { name } });
  return kept;
}

/** The token goes to the address it was given for: settings that name another one do not move it. */
export function tokenOf(list: readonly Credential[], name: string, { url }: Pick<KeptServer, 'url'>): Credential | undefined {
  return list.find(({ connector, description }) => connector === serverKey(name) && description === url);
}
