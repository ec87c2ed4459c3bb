import { AppError } from '../domain/model/errors.ts';
import type { ProfileSettings, SettingsByProfile } from '../domain/ports/config-port.ts';
import type { ConnectorRegistryPort, ModelChoice } from '../domain/ports/connector-registry-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { EffectPorts } from '../domain/ports/effect-ports.ts';
import { createOutgoingClient } from '../http/outgoing-client.ts';
import type { ConnectorRegistry } from './connector-registry.ts';
import type { Sandbox } from './create-sandbox.ts';
import { lendToServices } from './service-connectors.ts';
import type { ToolServerSet } from './tool-server-set.ts';

export interface PortsOfProfilesDeps {
  /** What no settings bear on, and what runs touch where nobody names a profile. */
  readonly ports: EffectPorts;
  readonly config: SettingsByProfile;
  readonly registry: ConnectorRegistry;
  readonly vault: () => CredentialVault | Promise<CredentialVault>;
  readonly filesUnder: Sandbox['filesUnder'];
  /** Which servers of tools there are is a matter of the profile, too. */
  readonly toolServers: Pick<ToolServerSet, 'under'>;
}

/** What runs touch, by the profile they were started under: a run goes on with its own models, keys, hosts and directories. */
export function portsOfProfiles(deps: PortsOfProfilesDeps): EffectPorts {
  const known = new Map<string, EffectPorts>();
  return {
    ...deps.ports,
    under(profile) {
      const ports = known.get(profile) ?? portsUnder(profile, deps);
      known.set(profile, ports);
      return ports;
    },
  };
}

function portsUnder(profile: string, { ports, config, registry, vault, filesUnder, toolServers }: PortsOfProfilesDeps): EffectPorts {
  const settings = settingsOfRuns(config.under(profile), profile);
  const http = createOutgoingClient({ allowedPrivateHosts: async () => (await settings.get('network')).value.allowedPrivateHosts });
  const llm = registry.under(settings, http.fetch);
  const secret = lendToServices(settings, async () => {
    const opened = await vault();
    return { use: (ref, work) => opened.use({ ...ref, profile: ref.profile ?? profile }, work) };
  });
  const tools = toolServers.under(profile, settings, http.fetch);
  return { ...ports, http, secret, tools, files: filesUnder(settings), llm: (id, choice) => modelFor({ llm }, id, choice) };
}

/** A run whose profile is gone can wait until it is back: what it would find instead was not meant for it. */
export function settingsOfRuns(settings: ProfileSettings, profile: string): ProfileSettings {
  return {
    ...settings,
    async get(section) {
      try {
        return await settings.get(section);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
        throw new AppError('connector_unavailable', `The run was started under the profile "${profile}", which is not there any more.`, {
          next: `\`aiwm profiles create ${profile}\` makes it again, and \`aiwm settings history\` shows what it said; then let the run try again.`,
          data: { reason: 'missing', profile },
          cause: error,
        });
      }
    },
  };
}

/** A run that names a connector that is not there can wait for it: another code than a person's typing error. */
export async function modelFor(registry: Pick<ConnectorRegistryPort, 'llm'>, id: string | undefined, choice?: ModelChoice) {
  try {
    return await registry.llm(id, choice);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw new AppError('connector_unavailable', error.message, { ...(error.next === undefined ? {} : { next: error.next }), data: { reason: 'missing' }, cause: error });
  }
}
