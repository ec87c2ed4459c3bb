import { costOf } from '../catalogue/model-usage.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import type { ConnectorInfo } from '../ports/connector-registry-port.ts';
import type { LLMConnector, ModelInfo } from '../ports/llm-connector.ts';
import type { CompiledDefinition } from '../runtime/compile/compiled-definition.ts';
import { withModelAsked } from '../runtime/decide/frozen-request.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { flowGraph } from '../runtime/flow/flow-graph.ts';
import { mostPaid, type PaidAction, paidActions } from '../runtime/flow/most-paid.ts';
import type { AreaService } from './area-service.ts';
import { findWorkflow } from './lookups.ts';
import { chosenModel } from './start-pins.ts';
import { type VersionDeps, versionToRun } from './version-to-run.ts';

export interface EstimateDeps extends VersionDeps {
  readonly loader: Pick<RunLoader, 'compile' | 'meaning'>;
  readonly connectors: () => Promise<readonly Pick<ConnectorInfo, 'id' | 'category' | 'kind' | 'active' | 'model' | 'state'>[]>;
  /** The connector as it is now, the one in use where none is named; it throws where that cannot be asked. */
  readonly model: (connector: string | undefined) => Promise<Pick<LLMConnector, 'id' | 'model'>>;
}

type Estimate = AreaService<'runs'>['estimate'];

/** The tokens an answer of a model has at most where nothing says so. */
const usualAnswer = 1024;

/** What a run that is not begun yet may call and cost at most. Nobody is asked. */
export async function estimateRun(deps: EstimateDeps, { workflow: named, version, draft, ...choice }: Parameters<Estimate>[0]): ReturnType<Estimate> {
  const workflow = await findWorkflow(deps.data, named);
  const { attachments: _, ...found } = await versionToRun(deps, workflow, { draft, version });
  const compiled = deps.loader.compile({ hash: deps.loader.meaning(found).hash, definition: found.definition });
  const graph = flowGraph(compiled);
  const paid = paidActions(graph);
  const [first] = paid;
  const calls = mostPaid(graph, { weigh: () => 1 });
  const prices = await pricesOf(deps, paid, chosenModel(choice));
  const micros = mostPaid(graph, { weigh: (one) => prices.of(one)?.micros ?? Number.NaN });
  return {
    workflow: { id: workflow.id, slug: workflow.slug },
    unpriced: [...prices.unknown],
    caps: present({ ...capsOf(compiled) }),
    ...present({
      version: found.versionNumber,
      calls: Number.isFinite(calls) ? calls : undefined,
      first: first === undefined ? undefined : { node: first.node.id, name: first.node.name },
      micros: Number.isFinite(micros) ? micros : undefined,
      asOf: prices.asOf,
    }),
  };
}

/** A run keeps to the least of what its workflow lets it spend. */
function capsOf({ definition: { limits, permissions } }: CompiledDefinition): { readonly [Measure in 'calls' | 'tokens' | 'micros']: number | undefined } {
  const { calls, tokens, micros } = limits.budget?.run ?? {};
  const money = [micros, permissions?.spend].filter((one) => one !== undefined);
  return { calls, tokens, micros: money.length === 0 ? undefined : Math.min(...money) };
}

interface Prices {
  of(paid: PaidAction): Priced | undefined;
  /** Models of which a price or a length is not known. */
  readonly unknown: ReadonlySet<string>;
  /** Of the oldest price. */
  readonly asOf: string | undefined;
}

interface Priced {
  readonly micros: number;
  readonly asOf?: string;
}

/** What one call of each action costs at most, each connector looked at once. */
async function pricesOf({ model, connectors: list }: EstimateDeps, paid: readonly PaidAction[], chosen: JsonObject | undefined): Promise<Prices> {
  const asked = (one: PaidAction): Asked => askedOf(withModelAsked(one.config, one.within.flatMap(({ definition }) => definition.llm ?? []), chosen));
  const connectors = new Map<string | undefined, Pick<LLMConnector, 'id' | 'model'> | undefined>();
  for (const { connector } of paid.map(asked)) if (!connectors.has(connector)) connectors.set(connector, await model(connector).catch(() => undefined));
  // One that is spoken to in no way answers by itself.
  const offline = new Set((await list()).filter(({ category, kind }) => category === 'llm' && kind === undefined).map(({ id }) => id));
  const priced = (one: PaidAction): Priced | undefined => {
    const { connector, model: name, longest } = asked(one);
    const found = connectors.get(connector);
    return found !== undefined && offline.has(found.id) ? { micros: 0 } : pricedOf(found?.model(name), longest);
  };
  const unknown = paid.filter((one) => priced(one) === undefined).map((one) => {
    const { connector, model: name } = asked(one);
    return [connectors.get(connector)?.id ?? connector, name === 'default' ? undefined : name].filter((part) => part !== undefined).join(' ') || name;
  });
  const dates = paid.flatMap((one) => priced(one)?.asOf ?? []).toSorted();
  return { of: priced, unknown: new Set(unknown), asOf: dates[0] };
}

interface Asked {
  readonly connector: string | undefined;
  readonly model: string;
  readonly longest: number;
}

function askedOf({ connector, model, maxOutputTokens }: JsonObject): Asked {
  return { connector: textOf(connector), model: textOf(model) ?? 'default', longest: typeof maxOutputTokens === 'number' ? maxOutputTokens : usualAnswer };
}

/** A call with all that the model can be told and may answer. */
function pricedOf(known: ModelInfo | undefined, longest: number): Priced | undefined {
  const { price, contextTokens } = known ?? {};
  if (price === undefined) return undefined;
  const isFree = price.input + price.output + price.cachedInput === 0;
  if (contextTokens === undefined && !isFree) return undefined;
  return { micros: costOf(price, { input: contextTokens ?? 0, cachedInput: 0, output: longest }), asOf: price.asOf };
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
