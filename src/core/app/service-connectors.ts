import { AppError } from '../domain/model/errors.ts';
import { hostsPermit, portOf } from '../domain/model/permitted-hosts.ts';
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
    const network = (await config.get('network')).value;
    const hosts = Object.hasOwn(network.services, ref.connector) ? (network.services[ref.connector]?.hosts ?? []) : [];
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target !== undefined && mayGoTo(target, hosts, network)) return (await vault()).use(ref, work);
    throw keyStays(ref.connector, target, hosts);
  };
}

/**
 * Whether a key may go there: to a host that is named, by https to its usual port or to the port that is named, too. Anybody on
 * the way could read it otherwise, or another program on that host; private hosts the person allowed are asked as they are.
 */
function mayGoTo(target: URL, hosts: readonly string[], { allowedPrivateHosts }: Settings['network']): boolean {
  if (hostsPermit(allowedPrivateHosts, target)) return hostsPermit(hosts, target);
  return target.protocol === 'https:' && hostsPermit(portOf(target) === '443' ? hosts : hosts.filter(hasPort), target);
}

function hasPort(host: string): boolean {
  return /:\d{1,5}$/u.test(host);
}

function keyStays(connector: string, target: URL | undefined, hosts: readonly string[]): AppError {
  const data = { reason: 'key_host', connector, host: target?.host ?? '' };
  const named = `network.services.${connector}.hosts`;
  if (target !== undefined && hostsPermit(hosts, target) && target.protocol !== 'https:') {
    return new AppError('host_denied', `The key of "${connector}" does not go to ${target.host} by http, where anybody on the way could read it, and nothing was sent.`, { next: `Ask by https; or, for a host of your own network, add ${target.hostname}:${portOf(target)} to network.allowedPrivateHosts.`, data });
  }
  const host = target?.host ?? 'an address that is none';
  return new AppError('host_denied', `The key of "${connector}" may not go to ${host}, and nothing was sent.`, {
    next: `If it is meant, name the host in the settings, with its port unless it is 443: ${named}${hosts.length === 0 ? '' : ` (now ${hosts.join(', ')})`}.`,
    data,
  });
}
