import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** Older names of node types, accepted from foreign files only. */
const canonicalTypes: { readonly [alias: string]: string } = { action: 'workStep', conditional: 'decision' };

/** The definition with the names of node types as the catalogue has them. */
export function withCanonicalTypes(definition: JsonObject): JsonObject {
  return isJsonObject(definition['root']) ? { ...definition, root: canonicalRegion(definition['root']) } : definition;
}

function canonicalRegion(region: JsonObject): JsonObject {
  return { ...region, ...mapped(region, 'nodes', canonicalNode) };
}

function canonicalNode(node: JsonObject): JsonObject {
  const type = node['type'];
  const canonical = typeof type === 'string' ? canonicalTypes[type] : undefined;
  return { ...node, ...(canonical === undefined ? {} : { type: canonical }), ...mapped(node, 'bodies', canonicalRegion) };
}

/** A field that holds a list of objects, with each of them changed; whatever else stands there is for the schema to refuse. */
function mapped(object: JsonObject, field: string, change: (item: JsonObject) => JsonObject): { readonly [field: string]: Json } {
  const list: Json | undefined = object[field];
  return Array.isArray(list) ? { [field]: list.map((item: Json) => (isJsonObject(item) ? change(item) : item)) } : {};
}
