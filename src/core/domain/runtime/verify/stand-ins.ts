import type { Catalogue } from '../../catalogue/catalogue.ts';
import { mapList, withField, withoutField } from '../../model/edit/definition-writing.ts';
import { idOf, listIn, triggerKey } from '../../model/edit/definition-reading.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { DefinitionIssue } from '../compile/definition-issues.ts';

/** A definition whose faulty configs are stood in for, so that everything else of it can be looked at. */
export interface StoodIn {
  readonly definition: JsonObject;
  /** Paths of what stands there now instead of what was written: nothing that is found in them is the author's. */
  readonly places: readonly string[];
  /** Nodes that are taken for plain steps, because their type is none. */
  readonly untyped: readonly string[];
  /** What stood there. */
  readonly values: readonly Json[];
  /** Something other than the config of an action was stood in for: which ways a run takes is not known. */
  readonly steers: boolean;
}

/** The definition with the example of its kind in place of each faulty field; of a whole config where the fault is nowhere nearer. */
export function withStandIns(definition: JsonObject, issues: readonly DefinitionIssue[], catalogue: Catalogue): StoodIn {
  const places: string[] = [];
  const values: Json[] = [];
  const untypedNodes: string[] = [];
  let steers = false;

  const mended = (part: JsonObject, at: string, example: JsonObject | undefined): JsonObject => {
    const faults = issues.flatMap(({ where }) => (where === at || where.startsWith(`${at}.`) ? [where.slice(at.length + 1)] : []));
    if (faults.length === 0 || example === undefined) return part;
    const config = isJsonObject(part['config']) ? part['config'] : {};
    if (!/\.actions\.[^.]+\.config$/u.test(at)) steers = true;
    if (faults.includes('')) {
      places.push(at);
      values.push(config);
      return withField(part, 'config', example);
    }
    const fields = [...new Set(faults.map((fault) => fault.split('.')[0] ?? ''))];
    places.push(...fields.map((field) => `${at}.${field}`));
    values.push(...fields.flatMap((field) => config[field] ?? []));
    return withField(part, 'config', fields.reduce((now, field) => withExample(now, field, example), config));
  };

  // What a node of an unknown type leaves, and by what it is left, is not known; what its actions read is.
  const untyped = new Set(issues.flatMap(({ code, where }) => (code === 'unknown_kind' ? (/^nodes\.([^.]+)$/u.exec(where)?.[1] ?? []) : [])));
  const typed = (one: JsonObject): JsonObject => {
    const kind = catalogue.nodes.get(plainStep);
    if (kind === undefined || listIn(one, 'bodies').length > 0) return one;
    steers = true;
    places.push(`nodes.${idOf(one)}.config`);
    values.push(one['config'] ?? {});
    untypedNodes.push(idOf(one));
    return withField(withField(one, 'type', plainStep), 'config', kind.example);
  };

  const region = (here: JsonObject): JsonObject => mapList(mapList(here, 'nodes', node), 'transitions', transition);
  const node = (one: JsonObject): JsonObject => {
    const where = `nodes.${idOf(one)}`;
    if (untyped.has(idOf(one))) return typed(one);
    const step = (each: JsonObject): JsonObject => mended(each, `${where}.actions.${idOf(each)}.config`, catalogue.actions.get(textOf(each, 'type'))?.example);
    const own = mended(one, `${where}.config`, catalogue.nodes.get(textOf(one, 'type'))?.example);
    return mapList(mapList(mapList(own, 'entry', step), 'exit', step), 'bodies', region);
  };
  const transition = (one: JsonObject): JsonObject => {
    const where = `transitions.${idOf(one)}`;
    const all = listIn(one, 'triggers').filter(({ enabled }) => enabled !== false);
    const trigger = (each: JsonObject): JsonObject => mended(each, `${where}.triggers.${triggerKey(all, all.indexOf(each))}.config`, catalogue.triggers.get(textOf(each, 'type'))?.example);
    if (untyped.has(textOf(one, 'from'))) places.push(`${where}.triggers`);
    const validator = (each: JsonObject): JsonObject => mended(each, `${where}.validators.${idOf(each)}.config`, catalogue.validators.get(textOf(each, 'type'))?.example);
    return mapList(mapList(one, 'triggers', trigger), 'validators', validator);
  };
  const { root } = definition;
  return { definition: isJsonObject(root) ? withField(definition, 'root', region(root)) : definition, places, values, untyped: untypedNodes, steers };
}

/** The type of a node that does what its actions do, and nothing else. */
const plainStep = 'workStep';

/** The config with what the example says of the field; without the field where it says nothing. */
function withExample(config: JsonObject, field: string, example: JsonObject): JsonObject {
  const instead = example[field];
  return instead === undefined ? withoutField(config, field) : withField(config, field, instead);
}

function textOf(part: JsonObject, field: string): string {
  const value = part[field];
  return typeof value === 'string' ? value : '';
}
