import type { ModelConnectorSettings } from '../domain/model/model-connector.ts';
import type { ModelInfo } from '../domain/ports/llm-connector.ts';

/** A model as a vendor's table has it. */
export interface KnownModel extends ModelInfo {
  /** Newer models refuse one. @default false */
  readonly takesTemperature?: boolean;
}

export interface ModelKnowledge {
  readonly table: readonly KnownModel[];
  readonly prices: ModelConnectorSettings['prices'];
}

const snapshot = /-(?:\d{8}|\d{4}-\d{2}-\d{2})$/u;

/** What is known of a model, a dated snapshot as the model it is one of. Prices of the settings come before those of the table. */
export function knownModel({ table, prices }: ModelKnowledge, id: string): KnownModel | undefined {
  const plain = id.replace(snapshot, '');
  const found = table.find((model) => model.id === id) ?? table.find((model) => model.id === plain);
  const own = prices?.[id] ?? prices?.[plain];
  if (found === undefined && own === undefined) return undefined;
  return { ...found, id, ...(own === undefined ? {} : { price: { ...own, asOf: 'settings' } }) };
}

/** The models a vendor listed, those the table knows first and in its order; of the others only what the vendor said. */
export function listedModels(knowledge: ModelKnowledge, listed: readonly ModelInfo[]): readonly ModelInfo[] {
  const rank = (id: string): number => {
    const at = knowledge.table.findIndex((model) => model.id === id.replace(snapshot, ''));
    return at < 0 ? knowledge.table.length : at;
  };
  const merged = listed.map((model) => ({ ...publicFacts(knownModel(knowledge, model.id)), ...model }));
  return merged.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
}

/** What anybody outside of the connector may know. */
export function publicFacts(model: KnownModel | undefined): ModelInfo | undefined {
  if (model === undefined) return undefined;
  const { takesTemperature: _, ...facts } = model;
  return facts;
}
