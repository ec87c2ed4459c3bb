import { isJsonList, isJsonObject, ownValue, type Json, type JsonObject } from '../json.ts';
import { endsOf, findCard, findNode, findRegion, findTransition, idOf, nameOf, nodeName, regionsIn, rootId, textIn, transitionName } from './definition-reading.ts';
import { sameJson } from '../same-json.ts';
import type { Edit } from './edit.ts';

/** What people call an edit of a definition, as it stood before: `Connect Review → Publish`, `Delete 3 nodes`, `Change prompt of Ask`. */
export function editWords(definition: JsonObject, edit: Edit): string {
  switch (edit.kind) {
    case 'add_node':
      return `Add ${typeWords(edit.node)}${textIn(edit.node, 'name') === undefined ? '' : ` ${nameOf(edit.node)}`}`;
    case 'remove':
      return `Delete ${removedWords(definition, edit)}${edit.reconnect ? ' and reconnect' : ''}`;
    case 'connect':
      return `Connect ${endsOf(definition, edit.transition)}`;
    case 'redirect':
      return redirectWords(definition, edit);
    case 'splice':
      return findNode(definition, idOf(edit.node)) === undefined ? `Insert ${typeWords(edit.node)} ${nameOf(edit.node)}` : `Insert ${nodeName(definition, idOf(edit.node))} into a transition`;
    case 'place':
      return `${placeVerbs[edit.act]} ${nodesWords(definition, Object.keys(edit.places))}`;
    case 'tidy_always':
      return 'Keep the layout tidy';
    case 'move_into':
      return `Move ${nodesWords(definition, edit.nodes)} into ${regionWords(definition, edit.region)}`;
    case 'paste':
      return `${edit.act === 'paste' ? 'Paste' : 'Duplicate'} ${partsWords(edit.nodes)}`;
    case 'set':
    case 'insert':
    case 'take':
    case 'shift':
      return fieldWords(definition, edit);
    case 'rename_id':
      return `Change the id of ${nodeName(definition, edit.node)} to ${edit.to}`;
    case 'rename_name':
      return `Rename ${edit.what} ${edit.name} to ${edit.to}`;
    case 'replace':
      return replaceWords[edit.act];
    default:
      return edit satisfies never;
  }
}

const placeVerbs = { move: 'Move', resize: 'Resize', align: 'Align', distribute: 'Distribute', tidy: 'Tidy' } as const;
const replaceWords = { source: 'Edit the source', restore: 'Restore an earlier state', merge: 'Merge changes', mend: 'Mend what was found' } as const;

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

function removedWords(definition: JsonObject, { nodes, transitions, notes }: EditOf<'remove'>): string {
  if (nodes.length > 0) return nodesWords(definition, nodes);
  const [only, ...others] = transitions;
  if (only !== undefined) return others.length === 0 ? transitionName(definition, findTransition(definition, only) ?? {}) : `${transitions.length} transitions`;
  return notes.length === 1 ? 'a note' : `${notes.length} notes`;
}

function redirectWords(definition: JsonObject, { transition, from, to }: EditOf<'redirect'>): string {
  const before = findTransition(definition, transition) ?? {};
  const isTurned = from !== undefined && from === before['to'] && to === before['from'];
  if (isTurned) return `Reverse ${endsOf(definition, before)}`;
  if (to !== undefined) return `Lead ${nodeName(definition, textIn(before, 'from') ?? '')} to ${nodeName(definition, to)}`;
  return `Lead from ${nodeName(definition, from ?? '')} to ${nodeName(definition, textIn(before, 'to') ?? '')}`;
}

function nodesWords(definition: JsonObject, ids: readonly string[]): string {
  const [only, ...others] = ids;
  if (only === undefined || others.length > 0) return `${ids.length} nodes`;
  return findNode(definition, only) === undefined ? 'a note' : nodeName(definition, only);
}

function partsWords(nodes: readonly JsonObject[]): string {
  const [only, ...others] = nodes;
  return only !== undefined && others.length === 0 ? nameOf(only) : `${nodes.length} nodes`;
}

function regionWords(definition: JsonObject, id: string): string {
  if (id === rootId(definition)) return 'the workflow';
  const place = regionsIn(definition).find((region) => region.id === id);
  return place?.node === undefined ? id : nameOf(place.node);
}

/** `uiCard` as `card`, `workStep` as `work step`. */
function typeWords(node: JsonObject): string {
  return wordsOf((textIn(node, 'type') ?? 'node').replace(/^ui/u, ''));
}

/** The name of a field in words: `maxTokens` as `max tokens`. */
export function wordsOf(field: string): string {
  return field
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/[_-]+/gu, ' ')
    .toLowerCase();
}

/** What a member of a list is called. */
const members: { readonly [list: string]: string } = {
  entry: 'action', exit: 'exit action', userActions: 'user action', triggers: 'trigger', validators: 'validator', bodies: 'body', cards: 'card', fields: 'field', tags: 'tag', rules: 'rule', hooks: 'rule', nodes: 'node', transitions: 'transition',
};

function fieldWords(definition: JsonObject, edit: EditOf<'set' | 'insert' | 'take' | 'shift'>): string {
  const target = targetOf(definition, edit.at);
  if (edit.kind === 'set') return setWords(definition, edit, target);
  const whole = nameOfTarget(definition, edit.at, target);
  const list = valueAt(target, edit.list);
  const what = members[String(edit.list.at(-1))] ?? `item of ${wordsOf(String(edit.list.findLast((step) => typeof step === 'string')))}`;
  if (edit.kind === 'insert') return `Add ${what}${itemName(edit.item)} to ${whole}`;
  const item = isJsonList(list) ? list[edit.kind === 'take' ? edit.index : edit.from] : undefined;
  return `${edit.kind === 'take' ? 'Delete' : 'Move'} ${what}${itemName(item)} of ${whole}`;
}

function setWords(definition: JsonObject, { at, path, value }: EditOf<'set'>, target: JsonObject): string {
  const [first, second] = path;
  if (path.length === 1 && first === 'name') return at === 'workflow' ? 'Rename the workflow' : `Rename ${nameOfTarget(definition, at, target)}`;
  if (first === 'canvasNotes') return `${value === undefined ? 'Delete' : valueAt(target, path.slice(0, 2)) === undefined ? 'Add' : 'Change'} a note`;
  if (first === 'variables' && typeof second === 'string' && path.length === 2) return `${value === undefined ? 'Delete' : valueAt(target, path) === undefined ? 'Add' : 'Change'} variable ${second}`;
  if ((first === 'inputs' || first === 'outputs') && path.length === 1 && at === 'workflow') return schemaWords(first, valueAt(target, path), value);
  if (at === 'workflow' && first === 'cards' && path.length === 2) return `Change card${itemName(valueAt(target, path))}`;
  const names = path.filter((step): step is string => typeof step === 'string');
  const about = first === 'about' && second === 'nodes' && names[2] !== undefined ? nodeName(definition, names[2]) : undefined;
  return `${value === undefined ? 'Clear' : 'Change'} ${wordsOf(names.at(-1) ?? 'a field')} of ${about ?? innermostName(definition, { at, path, target })}`;
}

/** What becomes of the inputs or outputs, which are written as one schema. */
function schemaWords(field: 'inputs' | 'outputs', before: Json | undefined, after: Json | undefined): string {
  const noun = field === 'inputs' ? 'input' : 'output';
  const [was, is] = [before, after].map((schema) => valueAt(schema, ['properties'])).map((held) => (isJsonObject(held) ? held : {}));
  const [old, now] = [Object.keys(was ?? {}), Object.keys(is ?? {})];
  const added = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  if (added.length + gone.length > 1) return `Change ${field} of the workflow`;
  if (added.length === 1) return `Add ${noun} ${String(added[0])}`;
  if (gone.length === 1) return `Delete ${noun} ${String(gone[0])}`;
  const changed = now.filter((name) => !sameJson(was?.[name] ?? null, is?.[name] ?? null));
  if (changed.length === 1) return propertyWords(`${noun} ${String(changed[0])}`, was?.[String(changed[0])], is?.[String(changed[0])]);
  const needed = [before, after].map((schema) => valueAt(schema, ['required'])).map((list) => (isJsonList(list) ? list.map(String) : []));
  const turned = now.filter((name) => needed[0]?.includes(name) !== needed[1]?.includes(name));
  if (changed.length === 0 && turned.length === 1) return `${needed[1]?.includes(String(turned[0])) === true ? 'Demand' : 'No longer demand'} ${noun} ${String(turned[0])}`;
  return changed.length === 0 && turned.length === 0 && old.join() !== now.join() ? `Move ${field}` : `Change ${field} of the workflow`;
}

const propertyMembers: { readonly [member: string]: string } = { title: 'label', description: 'help', default: 'default', enum: 'choices', minimum: 'least value', maximum: 'greatest value' };

/** One member of a property by what it is called in a form; its kind where several change. */
function propertyWords(name: string, before: Json | undefined, after: Json | undefined): string {
  const [was, is] = [before, after].map((each) => (isJsonObject(each) ? each : {}));
  const changed = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].filter((key) => !sameJson(was?.[key] ?? null, is?.[key] ?? null));
  const [only, ...others] = changed;
  const member = only === undefined || others.length > 0 ? undefined : propertyMembers[only];
  return `Change ${member ?? 'the kind'} of ${name}`;
}

/** The innermost thing with a name on the way to the field: an action in a node, a validator of a transition. */
function innermostName(definition: JsonObject, { at, path, target }: { readonly at: string; readonly path: readonly (string | number)[]; readonly target: JsonObject }): string {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const part = valueAt(target, path.slice(0, length));
    if (isJsonObject(part) && (textIn(part, 'id') !== undefined || textIn(part, 'key') !== undefined)) return itemName(part).trim();
  }
  return nameOfTarget(definition, at, target);
}

function nameOfTarget(definition: JsonObject, at: string, target: JsonObject): string {
  if (at === 'workflow') return 'the workflow';
  if (at.startsWith('transitions.')) return transitionName(definition, target);
  if (at.startsWith('regions.')) return regionWords(definition, idOf(target));
  return at.startsWith('cards.') ? `card ${textIn(target, 'title') ?? idOf(target)}` : nameOf(target);
}

function itemName(item: Json | undefined): string {
  if (!isJsonObject(item)) return '';
  const name = textIn(item, 'name') ?? textIn(item, 'label') ?? textIn(item, 'title') ?? textIn(item, 'id') ?? textIn(item, 'key') ?? textIn(item, 'type');
  return name === undefined ? '' : ` ${name}`;
}

function targetOf(definition: JsonObject, at: string): JsonObject {
  const [target = '', id = ''] = at.split('.');
  const found = target === 'nodes' ? findNode(definition, id) : target === 'transitions' ? findTransition(definition, id) : target === 'regions' ? findRegion(definition, id) : target === 'cards' ? findCard(definition, id) : definition;
  return found ?? {};
}

function valueAt(target: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (isJsonList(value)) return typeof step === 'number' ? value[step] : undefined;
    return isJsonObject(value) ? ownValue(value, String(step)) : undefined;
  }, target);
}
