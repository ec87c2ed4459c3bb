import { setImmediate } from 'node:timers/promises';
import type { AreaName } from '../domain/operations/areas.ts';
import type { RunLoader } from '../domain/runtime/executor/run-loader.ts';
import type { AreaService, ServiceLoader, Services } from '../domain/services/area-service.ts';
import { once, type PortSource, type ServicePorts, take } from './service-ports.ts';

/** The service of every area. Each is loaded when it is first asked for, and takes from the ports what it needs. */
export function createServices(ports: PortSource<ServicePorts>): Services {
  const ofRuns = ['data', 'keys', 'config', 'catalogue', 'loader', 'executor', 'publisher', 'files', 'formatters', 'clock', 'ids'] as const;
  const ofWorkflows = ['data', 'config', 'catalogue', 'files', 'filesAt', 'archives', 'formatters', 'registry', 'directories', 'publisher', 'clock', 'ids'] as const;
  const loader = loaderWhenAsked(ports);
  const system = once(() => loadSystem(ports));
  return {
    overview: entire(async () => (await import('../domain/services/overview-service.ts')).createOverviewService(await take(ports, ['data', 'publisher', 'clock']))),
    workflows: inParts(
      async () => (await import('../domain/services/workflows-reading.ts')).createWorkflowsReading(await take(ports, ['data'])),
      async () => (await import('../domain/services/workflows-service.ts')).createWorkflowsService({ ...(await take(ports, ofWorkflows)), loader, credentials: async () => (await ports.vault()).list(), people: async () => peopleWhoMay(ports) }),
    ),
    runs: inParts(
      async () => (await import('../domain/services/runs-reading.ts')).createRunsReading(await take(ports, ['data'])),
      async () => (await import('../domain/services/runs-service.ts')).createRunsService({ ...(await take(ports, ofRuns)), connectors: async () => (await ports.registry()).list(), model: async (connector) => (await ports.registry()).llm(connector, { mayFallBack: false }), breathe: setImmediate }),
    ),
    cards: entire(async () => (await import('../domain/services/cards-service.ts')).createCardsService({ ...(await take(ports, ['data', 'executor', 'publisher', 'clock', 'ids'])), loader, files: async () => ports.files() })),
    approvals: entire(async () => (await import('../domain/services/approvals-service.ts')).createApprovalsService({ ...(await take(ports, ['data', 'executor', 'ids', 'clock'])), loader })),
    notifications: entire(async () => (await import('../domain/services/notifications-service.ts')).createNotificationsService(await take(ports, ['data', 'publisher', 'clock']))),
    actions: entire(async () => (await import('../domain/services/actions-service.ts')).createActionsService(await take(ports, ['data', 'loader', 'executor', 'clock', 'ids']))),
    tests: entire(async () => (await import('../domain/services/tests-service.ts')).createTestsService({ ...(await take(ports, ['data', 'catalogue', 'loader', 'clock', 'ids'])), breathe: setImmediate, openBench: (await import('./test-threads.ts')).openTestThreads })),
    docs: entire(async () => (await import('./create-docs-service.ts')).openDocsService(ports)),
    doctemplates: entire(async () => (await import('./create-docs-service.ts')).openDocTemplatesService(ports)),
    artifacts: inParts(
      async () => (await import('../domain/services/artifacts-reading.ts')).createArtifactsReading({ ...(await take(ports, ['data', 'clock'])), loader }),
      async () => (await import('./create-file-services.ts')).openArtifactsService(ports),
    ),
    files: entire(async () => (await import('./create-file-services.ts')).openFilesService(ports)),
    filesandbox: entire(async () => (await import('./create-file-services.ts')).openFileSandboxService(ports)),
    connectors: entire(async () => (await import('../domain/services/connectors-service.ts')).createConnectorsService(await take(ports, ['registry', 'toolServers', 'config', 'data', 'publisher', 'epoch', 'clock', 'ids']))),
    vault: entire(async () => (await import('../domain/services/vault-service.ts')).createVaultService(await take(ports, ['vault']))),
    credentials: entire(async () => (await import('../domain/services/credentials-service.ts')).createCredentialsService(await take(ports, ['vault', 'registry', 'config', 'clock']))),
    catalogue: entire(async () => (await import('../domain/services/catalogue-service.ts')).createCatalogueService(await take(ports, ['catalogue']))),
    usage: entire(async () => (await import('../domain/services/usage-service.ts')).createUsageService(await take(ports, ['data']))),
    budgets: entire(async () => (await import('../domain/services/budgets-service.ts')).createBudgetsService(await take(ports, ['data', 'config', 'clock']))),
    settings: entire(async () => {
      const [{ createSettingsService }, { productVersion }, taken] = await Promise.all([import('../domain/services/settings-service.ts'), import('./product-files.ts'), take(ports, ['config', 'publisher'])]);
      return createSettingsService({ ...taken, seal: async () => ports.passphraseSeal(), vault: async () => ports.vault(), models: async () => (await (await ports.registry()).list()).filter(({ category }) => category === 'llm').map(({ id }) => id), program: `aiwm ${productVersion}` });
    }),
    profiles: entire(async () => (await import('../domain/services/profiles-service.ts')).createProfilesService(await take(ports, ['config', 'data', 'vault']))),
    servers: entire(async () => loadServers(ports)),
    tokens: entire(async () => loadTokens(ports)),
    audit: entire(async () => (await import('../domain/services/audit-service.ts')).createAuditService({ ...(await take(ports, ['publisher', 'clock'])), audit: (await ports.data()).audit })),
    logs: entire(async () => {
      const [{ createLogsService }, { bundleParts }, { createRedactor }, { logBook, clock, archives, config, vault }] = await Promise.all([import('../domain/services/logs-service.ts'), import('./bundle-parts.ts'), import('../logging/redactor.ts'), take(ports, ['logBook', 'clock', 'archives', 'config', 'vault'])]);
      return createLogsService({ logBook, clock, archives, bundleParts: (call) => bundleParts({ system, config, redactor: createRedactor((text) => vault.redact(text)) }, call) });
    }),
    search: entire(async () => (await import('../domain/services/search-service.ts')).createSearchService({ ...(await take(ports, ['data'])), breathe: setImmediate })),
    system,
  };
}

/** Lists do without it, and it brings everything that definitions are understood with. */
function loaderWhenAsked(ports: PortSource<ServicePorts>): Pick<RunLoader, 'load' | 'revealed' | 'sealOf' | 'shown' | 'compiled'> {
  return {
    load: async (run) => (await ports.loader()).load(run),
    revealed: async (...run) => (await ports.loader()).revealed(...run),
    sealOf: async (row) => (await ports.loader()).sealOf(row),
    shown: async (kept) => (await ports.loader()).shown(kept),
    compiled: async (hash) => (await ports.loader()).compiled(hash),
  };
}

async function loadServers(ports: PortSource<ServicePorts>): Promise<AreaService<'servers'>> {
  const [{ createServersService }, { productVersion }, { greetServer }, taken] = await Promise.all([import('../domain/services/servers-service.ts'), import('./product-files.ts'), import('./remote/reach-server.ts'), take(ports, ['config', 'vault'])]);
  return createServersService({ ...taken, version: productVersion, greet: greetServer });
}

async function peopleWhoMay(ports: PortSource<ServicePorts>): Promise<readonly string[]> {
  const [{ peopleHere }, { data, clock }] = await Promise.all([import('../domain/services/people-here.ts'), take(ports, ['data', 'clock'])]);
  return peopleHere({ tokens: data.tokens, clock });
}

async function loadTokens(ports: PortSource<ServicePorts>): Promise<AreaService<'tokens'>> {
  const [{ createTokensService }, { systemRandom }, { data, ...taken }] = await Promise.all([import('../domain/services/tokens-service.ts'), import('../platform/system-random.ts'), take(ports, ['data', 'clock', 'publisher'])]);
  return createTokensService({ ...taken, tokens: data.tokens, random: systemRandom });
}

async function loadSystem(ports: PortSource<ServicePorts>): Promise<AreaService<'system'>> {
  const [{ createSystemService }, { systemChecks }, { installChecks }, { systemInfo }] = await Promise.all([import('../domain/services/system-service.ts'), import('./system-checks.ts'), import('./install-checks.ts'), import('./system-info.ts')]);
  const taken = await take(ports, ['data', 'directory', 'formatters', 'documents', 'config', 'vault', 'clock', 'publisher']);
  return createSystemService({ changes: taken, info: () => systemInfo(taken.directory), checks: systemChecks(taken), installChecks: installChecks(taken) });
}

function entire<A extends AreaName>(load: () => Promise<AreaService<A>>): ServiceLoader<A> {
  return once(load);
}

/** A service of which one part, which needs only the data, is loaded without the rest. */
function inParts<A extends AreaName>(part: () => Promise<Partial<AreaService<A>>>, whole: () => Promise<AreaService<A>>): ServiceLoader<A> {
  const [loadPart, loadWhole] = [once(part), once(whole)];
  return async (verb) => {
    const loaded = await loadPart();
    return Object.hasOwn(loaded, verb) ? loaded : loadWhole();
  };
}
