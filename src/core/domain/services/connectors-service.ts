import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCategory, ConnectorInfo, ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';

export interface ConnectorsServiceDeps {
  readonly registry: ConnectorRegistryPort;
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** What runs talk to, and whether it answers. */
export function createConnectorsService({ registry, data, clock }: ConnectorsServiceDeps): AreaService<'connectors'> {
  return {
    async list({ category }) {
      const items = (await registry.list()).map(connectorView);
      return { items: category === undefined ? items : items.filter((item) => item.category === category) };
    },
    async test({ id }, { signal }) {
      const known = await registry.list();
      const connector = known.find((info) => info.id === id);
      if (connector === undefined) throw unknownConnector(id, known);
      if (connector.category === 'llm') {
        const { latencyMs, facts } = await (await registry.llm(id)).test(signal);
        return { id, latencyMs, facts };
      }
      const begun = clock.monotonic();
      const facts: JsonObject = await data.inspect();
      return { id, latencyMs: clock.monotonic() - begun, facts };
    },
  };
}

/** One word for a list of files and one for a kind of connector. */
const categoryNames = { llm: 'llm', storage: 'storage', files: 'file', documents: 'document' } as const satisfies Record<ConnectorCategory, string>;

function connectorView({ id, category, title, description, active, needsKey }: ConnectorInfo) {
  const state = needsKey ? ('needs_key' as const) : ('ready' as const);
  return { id, category: categoryNames[category], title, description, active, state };
}

function unknownConnector(id: string, known: readonly ConnectorInfo[]): AppError {
  return new AppError('not_found', `There is no connector "${id}".`, { next: `Use one of: ${known.map((info) => info.id).join(', ')}.`, data: { id } });
}
