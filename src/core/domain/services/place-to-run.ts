import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { VerifyContext } from '../runtime/verify/verify.ts';
import type { SandboxDirectories } from './sandbox-directories.ts';

export interface PlaceToRunDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly directories: SandboxDirectories;
}

/** What workflows find around them here: the model connectors there are, and the directories they may touch. */
export async function placeToRun({ registry, directories }: PlaceToRunDeps): Promise<Required<Pick<VerifyContext, 'connectors' | 'directories'>>> {
  const [connectors, allowed] = await Promise.all([registry.list(), directories()]);
  return { connectors: connectors.filter(({ category }) => category === 'llm').map(({ id }) => id), directories: allowed.map(({ path }) => path) };
}
