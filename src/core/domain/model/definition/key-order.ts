import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** How one kind of object in a definition is written: its fields in order, and which of them hold further such objects. */
interface Shape {
  readonly keys: readonly string[];
  /** Fields that hold an object, or a list of objects, of a shape. */
  readonly parts?: { readonly [field: string]: ShapeName };
  /** Fields that hold objects of a shape by name. */
  readonly maps?: { readonly [field: string]: ShapeName };
}

/**
 * The one order of keys in a definition on disk, so that two exports differ where the workflows do. A field no line names
 * stands after the others, by its name. What people and tables read in order stays as it was written: names of variables,
 * and everything inside configs, schemas, initial values and defaults.
 */
const shapes = {
  definition: {
    keys: ['format', 'name', 'description', 'inputs', 'outputs', 'variables', 'limits', 'permissions', 'llm', 'cards', 'root', 'called', 'layout', 'canvasNotes', 'about', 'notes', 'tests'],
    parts: { limits: 'limits', permissions: 'permissions', cards: 'card', root: 'region', about: 'aboutAll' },
    maps: { variables: 'variable', called: 'definition', layout: 'place', canvasNotes: 'note' },
  },
  place: { keys: ['x', 'y', 'width', 'height'] },
  note: { keys: ['text', 'x', 'y', 'width', 'height'] },
  aboutAll: { keys: ['tags', 'owner', 'lifecycle', 'madeFrom', 'nodes'], maps: { nodes: 'about' } },
  about: { keys: ['description', 'tags', 'owner'] },
  limits: { keys: ['maxTransitions', 'timeout', 'budget'], parts: { budget: 'budget' } },
  budget: { keys: ['run', 'step'], parts: { run: 'amounts', step: 'amounts' } },
  amounts: { keys: ['micros', 'tokens', 'calls'] },
  permissions: { keys: ['hosts', 'connectors', 'directories', 'actions', 'spend'] },
  variable: { keys: ['description', 'schema', 'initial', 'sensitive'] },
  card: { keys: ['id', 'title', 'body', 'fields', 'submitLabel'], parts: { fields: 'field' } },
  field: { keys: ['key', 'type', 'width', 'shownWhen', 'label', 'text', 'tone', 'source', 'alt', 'help', 'required', 'default', 'options', 'items', 'columns', 'rows', 'minLength', 'maxLength', 'pattern', 'patternMessage', 'minimum', 'maximum', 'accept', 'maxBytes'] },
  region: { keys: ['id', 'variables', 'nodes', 'transitions'], parts: { nodes: 'node', transitions: 'transition' }, maps: { variables: 'variable' } },
  node: {
    keys: ['id', 'type', 'name', 'config', 'entry', 'exit', 'userActions', 'timeout', 'onError', 'bodies'],
    parts: { entry: 'step', exit: 'step', userActions: 'userAction', bodies: 'region' },
  },
  step: { keys: ['id', 'type', 'enabled', 'name', 'config', 'retry', 'timeout', 'onError', 'auto'], parts: { retry: 'retry' } },
  userAction: { keys: ['id', 'label', 'description', 'when', 'cooldown', 'action'], parts: { action: 'step' } },
  retry: { keys: ['maxRetries', 'base', 'factor', 'max'] },
  transition: { keys: ['id', 'name', 'from', 'to', 'triggers', 'validators', 'priority', 'isDefault'], parts: { triggers: 'trigger', validators: 'validator' } },
  trigger: { keys: ['type', 'enabled', 'config'] },
  validator: { keys: ['id', 'type', 'enabled', 'config', 'message', 'recommendedAction', 'retries', 'cooldown'] },
} as const satisfies Record<string, { keys: readonly string[]; parts?: object; maps?: object }>;

type ShapeName = keyof typeof shapes;
const shapeOf: { readonly [name in ShapeName]: Shape } = shapes;

/** The same definition with its keys in the documented order. Ordering twice changes nothing. */
export function orderedDefinition(definition: JsonObject): JsonObject {
  const ordered = orderedObject(definition, 'definition');
  const { layout, canvasNotes } = ordered;
  const placed = isJsonObject(layout) ? { ...ordered, layout: byName(layout) } : ordered;
  return isJsonObject(canvasNotes) ? { ...placed, canvasNotes: byName(canvasNotes) } : placed;
}

/** A definition as the text of a file. */
export function definitionText(definition: JsonObject): string {
  return `${JSON.stringify(orderedDefinition(definition), null, 2)}\n`;
}

function orderedObject(object: JsonObject, name: ShapeName): JsonObject {
  const shape = shapeOf[name];
  const known = shape.keys.filter((key) => Object.hasOwn(object, key));
  const others = Object.keys(object).filter((key) => !shape.keys.includes(key)).toSorted(byCodeUnits);
  return Object.fromEntries([...known, ...others].map((key) => [key, orderedField(object[key] ?? null, shape, key)]));
}

function orderedField(value: Json, { parts, maps }: Shape, field: string): Json {
  const part = parts?.[field];
  if (part !== undefined) return orderedParts(value, part);
  const member = maps?.[field];
  if (member === undefined || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, orderedParts(one, member)]));
}

/** Whatever else stands where a part should is for the schema to refuse. */
function orderedParts(value: Json, name: ShapeName): Json {
  if (isJsonList(value)) return value.map((item) => (isJsonObject(item) ? orderedObject(item, name) : item));
  return isJsonObject(value) ? orderedObject(value, name) : value;
}

function byName(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).toSorted(([left], [right]) => byCodeUnits(left, right)));
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
