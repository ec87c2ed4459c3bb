import { knownPeople } from '../model/caller.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { VerifyContext } from '../runtime/verify/verify.ts';
import type { SandboxDirectories } from './sandbox-directories.ts';

export interface PlaceToRunDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly directories: SandboxDirectories;
}

/** What workflows find around them here: the model connectors and servers of tools there are, the directories they may touch, and who may be asked. */
export async function placeToRun({ registry, directories }: PlaceToRunDeps): Promise<Required<Pick<VerifyContext, 'connectors' | 'toolServers' | 'directories' | 'people'>>> {
  const [connectors, allowed] = await Promise.all([registry.list(), directories()]);
  const idsOf = (wanted: string): string[] => connectors.filter(({ category }) => category === wanted).map(({ id }) => id);
  return { connectors: idsOf('llm'), toolServers: idsOf('tools'), directories: allowed.map(({ path }) => path), people: knownPeople };
}
