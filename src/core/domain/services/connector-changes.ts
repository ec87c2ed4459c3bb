import type { JsonObject } from '../model/json.ts';
import type { ChangesAnswer } from '../operations/runs-changes.ts';
import type { ConnectorInfo } from '../ports/connector-registry-port.ts';
import type { UsageRow } from '../ports/run-commit.ts';
import { withModelAsked } from '../runtime/decide/frozen-request.ts';
import type { CompiledDefinition } from '../runtime/compile/compiled-definition.ts';
import { flowGraph } from '../runtime/flow/flow-graph.ts';
import { paidActions } from '../runtime/flow/most-paid.ts';

export interface AskedBefore {
  readonly workflow: CompiledDefinition;
  readonly used: readonly Pick<UsageRow, 'node' | 'connector' | 'model'>[];
  /** What was chosen at the start of the run. */
  readonly chosen: JsonObject | undefined;
  readonly now: readonly Pick<ConnectorInfo, 'id' | 'category' | 'active' | 'model' | 'state'>[];
}

/** Steps that would ask another connector or another model now, and connectors that cannot be asked as they are. */
export function connectorChanges({ workflow, used, chosen, now }: AskedBefore): ChangesAnswer['asked'] {
  const models = new Map(now.filter(({ category }) => category === 'llm').map((info) => [info.id, info]));
  const active = [...models.values()].find((info) => info.active)?.id;
  const found = new Map<string, ChangesAnswer['asked'][number]>();
  const add = (change: ChangesAnswer['asked'][number]): void => { found.set(JSON.stringify(change), change); };
  for (const { node, config, within } of paidActions(flowGraph(workflow))) {
    const request = withModelAsked(config, within.flatMap(({ definition }) => definition.llm ?? []), chosen);
    const asks = typeof request['connector'] === 'string' ? request['connector'] : active;
    for (const { connector, model } of used.filter((one) => one.node === node.id)) {
      const info = asks === undefined ? undefined : models.get(asks);
      if (asks !== undefined && asks !== connector) add({ node: node.id, connector, model, now: { connector: asks } });
      else if (isNamedByConnector(request) && info?.model !== undefined && !isSameModel(info.model, model)) add({ node: node.id, connector, model, now: { connector, model: info.model } });
      if (info?.state === 'needs_key' || info?.state === 'failed') add({ node: node.id, connector, model, now: { connector: info.id, state: info.state } });
    }
  }
  return [...found.values()];
}

function isNamedByConnector({ model }: JsonObject): boolean {
  return model === undefined || model === 'default';
}

/** A vendor answers by the full name of what was asked for by a short one. */
function isSameModel(asked: string, answered: string): boolean {
  return asked === 'default' || answered.startsWith(asked) || asked.startsWith(answered);
}
