import type { SandboxDirectory } from '../ports/file-connector.ts';
import type { ConfigPort } from '../ports/config-port.ts';

/** An allowed directory and who allowed it: the product itself, or a person. */
export interface AllowedDirectory extends SandboxDirectory {
  readonly origin: 'data' | 'sample' | 'user';
}

/** Every directory workflows may touch, as it stands now: those of the product first, then those in the settings. */
export type SandboxDirectories = () => Promise<readonly AllowedDirectory[]>;

export function createSandboxDirectories(config: Pick<ConfigPort, 'get'>, ofProduct: readonly AllowedDirectory[]): SandboxDirectories {
  return async () => {
    const { value } = await config.get('fileSandbox');
    return [...ofProduct, ...value.allowlist.map((entry) => ({ ...entry, origin: 'user' as const }))];
  };
}
