import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** Other names of node types, accepted on import alone. */
const aliases: { readonly [alias: string]: string } = { action: 'workStep', conditional: 'decision' };

/** The definition with every node's type under its own name. What is no definition passes through as it is. */
export function canonicalDefinition(definition: JsonObject): JsonObject {
  const root = definition['root'];
  return isJsonObject(root) ? { ...definition, root: canonicalRegion(root) } : definition;
}

function canonicalRegion(region: JsonObject): JsonObject {
  return { ...region, ...listOf(region, 'nodes', canonicalNode) };
}

function canonicalNode(node: JsonObject): JsonObject {
  const type = node['type'];
  const known = typeof type === 'string' && Object.hasOwn(aliases, type) ? aliases[type] : undefined;
  return { ...node, ...(known === undefined ? {} : { type: known }), ...listOf(node, 'bodies', canonicalRegion) };
}

function listOf(parent: JsonObject, field: string, change: (child: JsonObject) => JsonObject): JsonObject {
  const list = parent[field];
  return Array.isArray(list) ? { [field]: list.map((child: Json) => (isJsonObject(child) ? change(child) : child)) } : {};
}
