import type { AreaService } from '../domain/services/area-service.ts';
import type { Redaction } from '../domain/services/bundle-deps.ts';
import { type PortSource, type ServicePorts, take } from './service-ports.ts';

/** What runs left in people's hands; lists of it are loaded without this. */
export async function openArtifactsService(ports: PortSource<ServicePorts>): Promise<AreaService<'artifacts'>> {
  const [{ createArtifactsService }, { createRedactor }, { vault, ...taken }] = await Promise.all([
    import('../domain/services/artifacts-service.ts'),
    import('../logging/redactor.ts'),
    take(ports, ['data', 'loader', 'clock', 'archives', 'logBook', 'files', 'filesAt', 'vault']),
  ]);
  const redaction = async (): Promise<Redaction> => {
    const exact = await vault.redactor();
    return { exact, facts: createRedactor(exact).facts };
  };
  return createArtifactsService({ ...taken, redaction });
}

/** Files inside the allowed directories. */
export async function openFilesService(ports: PortSource<ServicePorts>): Promise<AreaService<'files'>> {
  const [{ createFilesService }, { files, directory, clock }] = await Promise.all([import('../domain/services/files-service.ts'), take(ports, ['files', 'directory', 'clock'])]);
  return createFilesService({ files, clock, filesDirectory: directory.files });
}

/** Which directories are allowed. */
export async function openFileSandboxService(ports: PortSource<ServicePorts>): Promise<AreaService<'filesandbox'>> {
  const [{ createFileSandboxService }, { sandboxNotes: notes, ...taken }] = await Promise.all([
    import('../domain/services/filesandbox-service.ts'),
    take(ports, ['config', 'guard', 'directories', 'sandboxNotes', 'clock']),
  ]);
  return createFileSandboxService({ ...taken, notes });
}
