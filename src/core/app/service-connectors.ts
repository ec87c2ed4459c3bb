import { AppError } from '../domain/model/errors.ts';
import { hostsPermit } from '../domain/model/permitted-hosts.ts';
import type { Settings } from '../domain/model/settings.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { ConnectorInfo } from '../domain/ports/connector-registry-port.ts';
import type { Credential, CredentialVault } from '../domain/ports/credential-vault.ts';
import type { EffectPorts } from '../domain/ports/effect-ports.ts';

/** The services of the settings as lists of connectors show them. */
export function serviceConnectors({ services }: Settings['network'], kept: readonly Credential[]): readonly ConnectorInfo[] {
  return Object.entries(services).map(([id, { title = id, hosts }]) => {
    const hasKey = kept.some((credential) => credential.connector === id);
    const state = hasKey ? { state: 'ready' as const } : { state: 'needs_key' as const, detail: `Set its key: \`aiwm connectors credentials set ${id} --no-test\`.` };
    return { id, category: 'tools', title, description: `A service that actions call with its key: ${hosts.join(', ')}.`, needsKey: true, active: true, ...state };
  });
}

/** Nobody knows what a service answers to a good key. */
export function untriedKey(id: string): AppError {
  return new AppError('precondition_failed', `A key of the service "${id}" cannot be tried before it is used.`, { next: `Keep it untried: \`aiwm connectors credentials set ${id} --no-test\`.`, data: { id } });
}

type Lender = Pick<CredentialVault, 'use'>;

/**
 * Lends keys to requests of actions: those of services the person named in the settings, to the hosts named there. A workflow
 * from elsewhere can name a key, and cannot choose where it goes.
 */
export function lendToServices(config: Pick<ConfigPort, 'get'>, vault: () => Lender | Promise<Lender>): EffectPorts['secret'] {
  return async (ref, url, work) => {
    const { services } = (await config.get('network')).value;
    const hosts = Object.hasOwn(services, ref.connector) ? (services[ref.connector]?.hosts ?? []) : [];
    if (URL.canParse(url) && hostsPermit(hosts, new URL(url))) return (await vault()).use(ref, work);
    const host = URL.canParse(url) ? new URL(url).host : 'an address that is none';
    throw new AppError('host_denied', `The key of "${ref.connector}" may not go to ${host}, and nothing was sent.`, {
      next: `If it is meant, name the host in the settings: network.services.${ref.connector}.hosts${hosts.length === 0 ? '' : ` (now ${hosts.join(', ')})`}.`,
      data: { reason: 'key_host', connector: ref.connector, host },
    });
  };
}
