import type { Catalogue } from '../catalogue/catalogue.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** A call as a definition writes it. */
export interface Call {
  /** The node that calls. */
  readonly node: string;
  readonly workflow: string;
  readonly version?: number | undefined;
}

/** Every call of a region and of the bodies inside it, as far as its config can be read. */
export function callsIn(catalogue: Catalogue, region: Json | undefined): readonly Call[] {
  if (!isJsonObject(region)) return [];
  return objects(region['nodes']).flatMap((node) => {
    const kind = catalogue.nodes.get(typeof node['type'] === 'string' ? node['type'] : '');
    const config = kind?.calls === undefined ? undefined : kind.config.safeParse(node['config'] ?? {});
    const id = typeof node['id'] === 'string' ? node['id'] : '';
    const own = kind?.calls !== undefined && config?.success === true ? [{ ...kind.calls(config.data), node: id }] : [];
    return [...own, ...objects(node['bodies']).flatMap((body) => callsIn(catalogue, body))];
  });
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return isJsonList(list) ? list.filter(isJsonObject) : [];
}
