import { knownPeople } from '../model/caller.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { VerifyContext } from '../runtime/verify/verify.ts';
import type { SandboxDirectories } from './sandbox-directories.ts';

export interface PlaceToRunDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly directories: SandboxDirectories;
}

/** What workflows find around them here: the model connectors there are, the directories they may touch, and who may be asked. */
export async function placeToRun({ registry, directories }: PlaceToRunDeps): Promise<Required<Pick<VerifyContext, 'connectors' | 'directories' | 'people'>>> {
  const [connectors, allowed] = await Promise.all([registry.list(), directories()]);
  return { connectors: connectors.filter(({ category }) => category === 'llm').map(({ id }) => id), directories: allowed.map(({ path }) => path), people: knownPeople };
}
