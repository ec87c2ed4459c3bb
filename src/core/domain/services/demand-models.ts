import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Settings } from '../model/settings.ts';
import { settingParts } from '../model/settings-layers.ts';

interface Chosen {
  /** Where the value belongs: `connectors`, or on the way into it. */
  readonly key: string;
  readonly value: Json | undefined;
}

export interface ModelsHere {
  readonly now: () => Promise<Settings['connectors']>;
  /** Ids of the model connectors there are. */
  readonly ids: () => Promise<readonly string[]>;
}

/** Refuses a choice of a model connector that is not there, and lists those that are. What stands already is not asked about again. */
export async function demandModels({ key, value }: Chosen, { now, ids }: ModelsHere): Promise<void> {
  const [section = '', field, ...deeper] = settingParts(key.toLowerCase());
  if (value === undefined || section !== 'connectors' || deeper.length > 0) return;
  const said = field === undefined ? value : { [field]: value };
  if (!isJsonObject(said)) return;
  const named = (['llm', 'fallback'] as const).flatMap((which) => (typeof said[which] === 'string' ? [{ which, id: said[which] }] : []));
  if (named.length === 0) return;
  const stands = await now();
  const here = new Set([...(await ids()), ...(isJsonObject(said['models']) ? Object.keys(said['models']) : [])]);
  const unknown = named.find(({ which, id }) => stands[which] !== id && !here.has(id));
  if (unknown === undefined) return;
  throw new AppError('input_invalid', `There is no model connector "${unknown.id}" that \`connectors.${unknown.which}\` could name.`, {
    next: `Use one of: ${[...here].join(', ')}; \`aiwm connectors add ${unknown.id} --kind <kind>\` adds another.`,
    data: { fields: [{ path: `connectors.${unknown.which}`, message: 'there is no such model connector' }] },
  });
}
