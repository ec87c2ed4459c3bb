import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { TemplateReference } from '../model/template-reference.ts';

/** A place in a definition that names a document template. */
export interface TemplateUse {
  readonly node: string;
  /** Absent for a tool of an agent. */
  readonly action?: string;
  readonly template: TemplateReference;
  /** What the template is given, before anything of it is rendered. */
  readonly inputs: Json;
}

/** Every use of a document template in a definition, in its order; those in workflows it calls are theirs. */
export function templateUses(definition: JsonObject): readonly TemplateUse[] {
  const found: TemplateUse[] = [];
  mapUses(definition['root'] ?? null, '', (use) => {
    found.push(use);
    return undefined;
  });
  return found;
}

/** The definition with other references in the places where `change` gives one; itself if it gives none. */
export function withTemplates(definition: JsonObject, change: (use: TemplateUse) => TemplateReference | undefined): JsonObject {
  const { root } = definition;
  const changed = mapUses(root ?? null, '', change);
  return changed === root ? definition : { ...definition, root: changed };
}

type Change = (use: TemplateUse) => TemplateReference | undefined;

/** Actions stand at many places – entries, exits, tools of agents – and look the same at each of them. */
function mapUses(value: Json, node: string, change: Change): Json {
  if (isJsonList(value)) return mapList(value, node, change);
  if (!isJsonObject(value)) return value;
  const own = changedAction(value, node, change);
  let changed: { [key: string]: Json } | undefined;
  for (const [key, member] of Object.entries(own)) {
    const next = key === 'nodes' && isJsonList(member) ? mapNodes(member, node, change) : mapUses(member, node, change);
    if (next !== member) changed = { ...(changed ?? own), [key]: next };
  }
  return changed ?? own;
}

function mapList(list: readonly Json[], node: string, change: Change): readonly Json[] {
  const next = list.map((item) => mapUses(item, node, change));
  return next.some((item, index) => item !== list[index]) ? next : list;
}

function mapNodes(list: readonly Json[], around: string, change: Change): readonly Json[] {
  const next = list.map((item) => mapUses(item, isJsonObject(item) && typeof item['id'] === 'string' ? item['id'] : around, change));
  return next.some((item, index) => item !== list[index]) ? next : list;
}

function changedAction(value: JsonObject, node: string, change: Change): JsonObject {
  const { config } = value;
  if ((value['type'] !== 'document.generate' && value['action'] !== 'document.generate') || config === undefined || !isJsonObject(config)) return value;
  const template = TemplateReference.safeParse(config['template']).data;
  const action = value['type'] === 'document.generate' && typeof value['id'] === 'string' ? { action: value['id'] } : {};
  const changed = template === undefined ? undefined : change({ node, ...action, template, inputs: config['inputs'] ?? {} });
  return changed === undefined ? value : { ...value, config: { ...config, template: JSON.parse(JSON.stringify(changed)) as Json } };
}
