import type { ConfigPort } from '../ports/config-port.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { Credential } from '../ports/credential-vault.ts';
import type { VerifyContext } from '../runtime/verify/verify.ts';
import type { SandboxDirectories } from './sandbox-directories.ts';

export interface PlaceToRunDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly directories: SandboxDirectories;
  readonly config: Pick<ConfigPort, 'activeProfile'>;
  /** What is in the vault, which need not be open for it. */
  readonly credentials: () => Promise<readonly Pick<Credential, 'connector' | 'label' | 'profile'>[]>;
  /** Who can approve here. */
  readonly people: () => Promise<readonly string[]>;
}

/** What workflows find around them here: the model connectors, servers of tools and keys there are, the directories they may touch, and who may be asked. */
export async function placeToRun({ registry, directories, config, credentials, people }: PlaceToRunDeps): Promise<Required<Pick<VerifyContext, 'connectors' | 'toolServers' | 'credentials' | 'directories' | 'people'>>> {
  const [connectors, allowed, keys, active, known] = await Promise.all([registry.list(), directories(), credentials(), config.activeProfile(), people()]);
  const idsOf = (wanted: string): string[] => connectors.filter(({ category }) => category === wanted).map(({ id }) => id);
  return { connectors: idsOf('llm'), toolServers: idsOf('tools'), credentials: keys.filter(({ profile }) => profile === undefined || profile === active), directories: allowed.map(({ path }) => path), people: known };
}
