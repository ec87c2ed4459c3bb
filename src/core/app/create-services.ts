import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ArchivePort } from '../domain/ports/archive-port.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { ConnectorRegistryPort } from '../domain/ports/connector-registry-port.ts';
import type { DocumentBuilderSet } from '../domain/ports/document-builder.ts';
import type { FileConnector, FileSandboxGuard } from '../domain/ports/file-connector.ts';
import type { FormatterSet } from '../domain/ports/formatter.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { RunExecutor } from '../domain/ports/run-executor.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import type { RunLoader } from '../domain/runtime/executor/run-loader.ts';
import type { Services } from '../domain/services/area-service.ts';
import { createActionsService } from '../domain/services/actions-service.ts';
import { createApprovalsService } from '../domain/services/approvals-service.ts';
import { createArtifactsService } from '../domain/services/artifacts-service.ts';
import { createAuditService } from '../domain/services/audit-service.ts';
import { createCardsService } from '../domain/services/cards-service.ts';
import { createCatalogueService } from '../domain/services/catalogue-service.ts';
import { createConnectorsService } from '../domain/services/connectors-service.ts';
import { createFilesService } from '../domain/services/files-service.ts';
import { createFileSandboxService } from '../domain/services/filesandbox-service.ts';
import { createRunsService } from '../domain/services/runs-service.ts';
import type { SandboxDirectories } from '../domain/services/sandbox-directories.ts';
import { createSettingsService } from '../domain/services/settings-service.ts';
import { createSystemService } from '../domain/services/system-service.ts';
import { createWorkflowsService } from '../domain/services/workflows-service.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { readHostFile } from './host-file.ts';
import { productVersion } from './product-files.ts';
import { systemChecks } from './system-checks.ts';

/** Every port, ready to use. */
export interface ServicePorts {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
  readonly executor: RunExecutor;
  readonly loader: RunLoader;
  readonly publisher: WorkflowEventPublisher;
  readonly config: ConfigPort;
  readonly guard: FileSandboxGuard;
  readonly directories: SandboxDirectories;
  readonly files: FileConnector;
  readonly filesAt: (path: string) => FileConnector;
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
  readonly archives: ArchivePort;
  readonly registry: ConnectorRegistryPort;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The service of every area. Each takes from the ports what it needs. */
export function createServices(ports: ServicePorts): Services {
  return {
    workflows: createWorkflowsService(ports),
    runs: createRunsService(ports),
    cards: createCardsService(ports),
    approvals: createApprovalsService(ports),
    actions: createActionsService(ports),
    artifacts: createArtifactsService(ports),
    files: createFilesService({ files: ports.files, filesDirectory: ports.directory.files }),
    filesandbox: createFileSandboxService(ports),
    connectors: createConnectorsService(ports),
    catalogue: createCatalogueService(ports),
    settings: createSettingsService(ports),
    audit: createAuditService({ audit: ports.data.audit }),
    system: createSystemService({ info: () => systemInfo(ports.directory), checks: systemChecks(ports) }),
  };
}

async function systemInfo({ root }: DataDirectory) {
  const running = await readHostFile(root);
  return {
    version: productVersion,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    dataDirectory: root,
    ...(running === undefined ? {} : { host: { pid: running.pid, startedAt: running.startedAt, address: running.address } }),
  };
}
