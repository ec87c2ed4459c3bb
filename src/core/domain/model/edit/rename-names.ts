import { AppError } from '../errors.ts';
import { isJsonList, isJsonObject, type JsonObject } from '../json.ts';
import { findRegion, indexOf, rootId } from './definition-reading.ts';
import { changeRegion, mapList, missing, withField } from './definition-writing.ts';
import type { Edit } from './edit.ts';
import { withNewIds } from './new-ids.ts';
import { type Renames, renamedCard, renamedReads } from './rename-reads.ts';

type RenameName = Extract<Edit, { kind: 'rename_name' }>;

/**
 * The definition with an input, an output, a variable or a body called otherwise, and with everything in it that reads or
 * names it. A body that declares a variable of the same name keeps its own. What calls the workflow is not in the definition.
 */
export function renameName(definition: JsonObject, edit: RenameName): JsonObject {
  const { what, name, to, region } = edit;
  if (name === to) return definition;
  if (what === 'body') return bodyRenamed(definition, edit);
  if (what === 'variable') return region === undefined ? variableRenamed(definition, edit) : changeRegion(definition, region, (one) => bodyVariableRenamed(one, edit));
  return what === 'input' ? inputRenamed(definition, edit) : outputRenamed(definition, edit);
}

function bodyRenamed(definition: JsonObject, { name, to }: RenameName): JsonObject {
  if (findRegion(definition, name) === undefined || name === rootId(definition)) throw missing('body', name);
  if (indexOf(definition).regions.has(to)) throw taken(to);
  return withNewIds(definition, new Map([['regions', new Map([[name, to]])]]));
}

function inputRenamed(definition: JsonObject, { name, to }: RenameName): JsonObject {
  return everywhere(schemaRenamed(definition, 'inputs', { name, to }), { nodes: new Map(), inputs: new Map([[name, to]]) });
}

/** Nothing inside reads it: the ends of the workflow yield it. */
function outputRenamed(definition: JsonObject, { name, to }: RenameName): JsonObject {
  const { root } = definition;
  const renamed = schemaRenamed(definition, 'outputs', { name, to });
  if (!isJsonObject(root)) return renamed;
  return withField(renamed, 'root', mapList(root, 'nodes', (node) => {
    const { config } = node;
    if (node['type'] !== 'end' || !isJsonObject(config) || !isJsonObject(config['outputs']) || !Object.hasOwn(config['outputs'], name)) return node;
    return { ...node, config: { ...config, outputs: keyRenamed(config['outputs'], { name, to }) } };
  }));
}

function variableRenamed(definition: JsonObject, { name, to }: RenameName): JsonObject {
  return everywhere(variablesRenamed(definition, { name, to }), { nodes: new Map(), vars: new Map([[name, to]]), isApart: (body) => declares(body, name) });
}

function bodyVariableRenamed(region: JsonObject, { name, to }: RenameName): JsonObject {
  return renamedReads(variablesRenamed(region, { name, to }), { nodes: new Map(), vars: new Map([[name, to]]), isApart: (body) => declares(body, name) });
}

interface Renamed {
  readonly name: string;
  readonly to: string;
}

function schemaRenamed(definition: JsonObject, field: 'inputs' | 'outputs', renamed: Renamed): JsonObject {
  const schema = definition[field];
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  if (!isJsonObject(schema) || !isJsonObject(properties) || !Object.hasOwn(properties, renamed.name)) throw missing(field === 'inputs' ? 'input' : 'output', renamed.name);
  const { required } = schema;
  return {
    ...definition,
    [field]: { ...schema, properties: keyRenamed(properties, renamed), ...(isJsonList(required) ? { required: required.map((one) => (one === renamed.name ? renamed.to : one)) } : {}) },
  };
}

function variablesRenamed(owner: JsonObject, renamed: Renamed): JsonObject {
  const { variables } = owner;
  if (!isJsonObject(variables) || !declares(owner, renamed.name)) throw missing('variable', renamed.name);
  return { ...owner, variables: keyRenamed(variables, renamed) };
}

function declares({ variables }: JsonObject, name: string): boolean {
  return isJsonObject(variables) && Object.hasOwn(variables, name);
}

/** The object with one of its names another, in its old place. */
function keyRenamed(object: JsonObject, { name, to }: Renamed): JsonObject {
  if (Object.hasOwn(object, to)) throw taken(to);
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === name ? to : key, value]));
}

function everywhere(definition: JsonObject, renames: Renames): JsonObject {
  const { root } = definition;
  const rooted = isJsonObject(root) ? withField(definition, 'root', renamedReads(root, renames)) : definition;
  return mapList(rooted, 'cards', (card) => renamedCard(card, renames));
}

function taken(name: string): AppError {
  return new AppError('conflict', `"${name}" is taken.`, { next: 'Choose another name.', data: { name } });
}
