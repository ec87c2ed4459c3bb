import { AppError } from '../errors.ts';
import { isJsonList, isJsonObject, ownValue, type Json, type JsonObject } from '../json.ts';
import { changeCard, changeNode, changeRegion, changeTransition, withField, withoutField } from './definition-writing.ts';
import type { Edit } from './edit.ts';
import { withoutStrays } from './edit-places.ts';
import { demandSound, demandSoundField, demandUniqueIds } from './sound-parts.ts';

type FieldEdit = Extract<Edit, { kind: 'set' | 'insert' | 'take' | 'shift' }>;
type Step = string | number;
type Path = readonly Step[];

/** Changes a field, or a list in a field, of the workflow, a node, a transition, a region or a card. */
export function editField(definition: JsonObject, edit: FieldEdit): JsonObject {
  const path = edit.kind === 'set' ? edit.path : edit.list;
  // Another order of nodes or transitions is no other meaning of them: only what is left first.
  if (edit.kind !== 'shift') demandEditable(edit.at, path);
  const changed = changeTarget(definition, edit.at, (target) => changeAt(target, path, (value) => changedValue(value, edit)));
  if (changed === definition) return definition;
  demandSoundTarget(changed, edit.at, path);
  // A field of a member is no member: what has an id is changed by its list, its place in the list or its id.
  const list = path.findLastIndex((step) => holdsIds.has(String(step)));
  if (list === -1 || path.length - list > 2) return changed;
  demandUniqueIds(definition, changed);
  return withoutStrays(definition, changed);
}

/** Lists whose members have ids of their own. */
const holdsIds = new Set(['bodies', 'entry', 'exit', 'userActions', 'validators', 'nodes', 'transitions', 'cards', 'id']);

/** What another kind of edit changes, so that what names it follows. */
const elsewhere: { readonly [target: string]: { readonly [field: string]: string } } = {
  nodes: { id: 'rename_id' },
  transitions: { id: 'connect', from: 'redirect', to: 'redirect' },
  regions: { nodes: 'add_node, remove, move_into or paste', transitions: 'connect, redirect or remove' },
  workflow: { format: 'replace', root: 'the edits of nodes, transitions and regions' },
};

/** Names every object has: JSON text may hold them, a definition may not. */
const unwritable = new Set<Step>(['__proto__']);

function demandEditable(at: string, path: Path): void {
  const name = path.find((step) => unwritable.has(step));
  if (name !== undefined) throw new AppError('input_invalid', `No field is called "${name}".`, { next: 'Give it another name.' });
  const [target = ''] = at.split('.');
  const field = String(path[0]);
  // What stands in a body has edits of its own, as what stands in the root has.
  if (target === 'nodes' && field === 'bodies' && ['nodes', 'transitions'].includes(String(path[2]))) {
    throw new AppError('input_invalid', `What stands in a body of ${at} is not changed as a field of it.`, { next: 'Name the node, transition or region itself.' });
  }
  const other = path.length === 1 || target === 'regions' || field === 'root' ? elsewhere[target]?.[field] : undefined;
  if (other === undefined) return;
  throw new AppError('input_invalid', `"${field}" of ${at} is not changed by itself.`, { next: `Use the edit ${other}.` });
}

function changeTarget(definition: JsonObject, at: string, change: (target: JsonObject) => JsonObject): JsonObject {
  const [target = '', id = ''] = at.split('.');
  if (target === 'nodes') return changeNode(definition, id, change);
  if (target === 'transitions') return changeTransition(definition, id, change);
  if (target === 'regions') return changeRegion(definition, id, change);
  return target === 'cards' ? changeCard(definition, id, change) : change(definition);
}

/** Only what changed is looked at: a large workflow is not read again for every letter. */
function demandSoundTarget(definition: JsonObject, at: string, path: Path): void {
  const [target] = at.split('.');
  const [field = ''] = path.map(String);
  if (target === 'workflow') {
    const value = ownValue(definition, field);
    if (value !== undefined || field === 'name') demandSoundField(field, value ?? null);
    return;
  }
  changeTarget(definition, at, (part) => {
    if (target === 'nodes') demandSound('node', field === 'bodies' ? part : { ...part, bodies: [] });
    else if (target === 'regions') demandSound('region', { ...part, nodes: [], transitions: [] });
    else demandSound(target === 'cards' ? 'card' : 'transition', part);
    return part;
  });
}

/** The value at a path changed; objects on the way that are not there are made, and nothing where it becomes nothing. */
function changeAt(object: JsonObject, path: Path, change: (value: Json | undefined) => Json | undefined): JsonObject {
  const changed = changeInside(object, path, change);
  return isJsonObject(changed) ? changed : object;
}

function changeInside(here: Json | undefined, [step, ...rest]: Path, change: (value: Json | undefined) => Json | undefined): Json | undefined {
  if (step === undefined) return change(here);
  if (isJsonList(here)) {
    const item = typeof step === 'number' ? here[step] : undefined;
    if (typeof step !== 'number' || item === undefined) throw noSuchItem(step, here.length);
    const changed = changeInside(item, rest, change);
    if (changed === undefined) throw new AppError('input_invalid', 'An item of a list is not taken away by leaving its value out.', { next: 'Use the edit take.' });
    return changed === item ? here : here.map((one, at) => (at === step ? changed : one));
  }
  if (typeof step === 'number' || (here !== undefined && !isJsonObject(here))) throw noSuchField(step);
  const object = here ?? {};
  const changed = changeInside(ownValue(object, step), rest, change);
  if (changed !== undefined) return withField(object, step, changed);
  return here === undefined ? undefined : withoutField(object, step);
}

function changedValue(value: Json | undefined, edit: FieldEdit): Json | undefined {
  if (edit.kind === 'set') return edit.value;
  if (value !== undefined && !isJsonList(value)) throw new AppError('input_invalid', `${edit.list.join('.')} of ${edit.at} is no list.`, { next: 'Use the edit set.' });
  const list = value ?? [];
  if (edit.kind === 'insert') {
    if (edit.index > list.length) throw noSuchItem(edit.index, list.length);
    return list.toSpliced(edit.index, 0, edit.item);
  }
  if (edit.kind === 'take') {
    if (edit.index >= list.length) throw noSuchItem(edit.index, list.length);
    return list.toSpliced(edit.index, 1);
  }
  const moved = list[edit.from];
  if (moved === undefined || edit.to >= list.length) throw noSuchItem(moved === undefined ? edit.from : edit.to, list.length);
  return edit.from === edit.to ? list : list.toSpliced(edit.from, 1).toSpliced(edit.to, 0, moved);
}

function noSuchItem(step: Step, length: number): AppError {
  return new AppError('not_found', `The list has no place ${JSON.stringify(step)}: it holds ${length === 1 ? 'one item' : `${length} items`}.`, { next: 'Count from 0; the list may have changed meanwhile.' });
}

function noSuchField(step: Step): AppError {
  return new AppError('input_invalid', `There is nothing in which ${JSON.stringify(step)} could stand.`, { next: 'Set the value around it first.' });
}
