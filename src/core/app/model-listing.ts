import { AppError } from '../domain/model/errors.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ModelListing } from '../domain/ports/connector-registry-port.ts';
import type { LLMConnector, ModelInfo } from '../domain/ports/llm-connector.ts';
import type { ConnectorNotebook } from '../llm/connector-notes.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';

interface ListingParts {
  readonly connector: () => Promise<LLMConnector>;
  readonly notes: ConnectorNotebook;
  readonly clock: Pick<Clock, 'now'>;
  readonly refresh: boolean;
  readonly signal: AbortSignal;
}

/** What is known of a connector's models: just asked where that is wanted, else as they were last time, else what the program brings along. */
export async function modelListing(configured: ConfiguredConnector, { connector, notes, clock, refresh, signal }: ListingParts): Promise<ModelListing> {
  const made = await connector();
  if (!refresh) return offline(configured, { made, notes });
  try {
    const models = await made.listModels(signal);
    const at = clock.now();
    await notes.change((seen) => ({ ...seen, models: { ...seen.models, [configured.id]: { at, models } } }));
    return { source: 'live', at, models };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    const { code, message, next } = error;
    return { ...(await offline(configured, { made, notes })), problem: { code, message, ...(next === undefined ? {} : { next }) } };
  }
}

/** Prices and limits are those of today, whenever the list was asked for. */
async function offline({ id, entry, settings }: ConfiguredConnector, { made, notes }: { readonly made: LLMConnector; readonly notes: ConnectorNotebook }): Promise<ModelListing> {
  const kept = (await notes.read()).models[id];
  const today = (model: ModelInfo): ModelInfo => ({ ...model, ...made.model(model.id) });
  if (kept !== undefined) return { source: 'kept', at: kept.at, models: kept.models.map(today) };
  const brought = (await entry.known?.()) ?? [];
  const named = [settings?.model, ...Object.keys(settings?.prices ?? {})].filter((model) => model !== undefined && !brought.some((one) => one.id === model));
  const own = [...new Set(named)].flatMap((model) => (model === undefined ? [] : [{ id: model }]));
  return { source: 'built_in', models: [...own, ...brought].map((model) => publicModel(today(model))) };
}

/** A table may hold more of a model than anybody else needs. */
function publicModel({ id, contextTokens, maxOutputTokens, streaming, tools, structured, price }: ModelInfo): ModelInfo {
  return {
    id,
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(streaming === undefined ? {} : { streaming }),
    ...(tools === undefined ? {} : { tools }),
    ...(structured === undefined ? {} : { structured }),
    ...(price === undefined ? {} : { price }),
  };
}
