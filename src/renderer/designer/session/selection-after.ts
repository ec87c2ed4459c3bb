import { findNode, findTransition, idOf, nodesIn, regionOf, regionsIn, rootId, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { isJsonObject, type JsonObject, ownValue } from '../../../core/domain/model/json.ts';
import type { Selection } from './designer-session.ts';

export const nothingSelected: Selection = { nodes: [], transitions: [], notes: [] };

/** What is selected once an edit is done: what it made, else what was selected before as far as it is still there. */
export function selectionAfter(before: Selection, edit: Edit, definition: JsonObject): Selection {
  const made = madeBy(edit, definition);
  return made === undefined ? stillThere(before, definition) : { ...nothingSelected, ...made };
}

function madeBy(edit: Edit, definition: JsonObject): Partial<Selection> | undefined {
  switch (edit.kind) {
    case 'add_node':
    case 'splice':
      return { nodes: [idOf(edit.node)] };
    case 'connect':
      return { transitions: [idOf(edit.transition)] };
    case 'redirect':
      return { transitions: [edit.transition] };
    case 'paste':
      return { nodes: edit.nodes.map(idOf) };
    case 'move_into':
      return { nodes: edit.nodes };
    case 'rename_id':
      return { nodes: [edit.to] };
    case 'set': {
      const [field, note] = edit.path;
      const isNewNote = edit.at === 'workflow' && field === 'canvasNotes' && edit.path.length === 2 && edit.value !== undefined;
      return isNewNote && typeof note === 'string' && notesOf(definition).has(note) ? { notes: [note] } : undefined;
    }
    default:
      return undefined;
  }
}

/** Of a selection what the definition still holds; the same object where that is all of it. */
export function stillThere(selection: Selection, definition: JsonObject): Selection {
  const notes = notesOf(definition);
  const nodes = selection.nodes.filter((id) => findNode(definition, id) !== undefined);
  const transitions = selection.transitions.filter((id) => findTransition(definition, id) !== undefined);
  const notesLeft = selection.notes.filter((id) => notes.has(id));
  const isWhole = nodes.length === selection.nodes.length && transitions.length === selection.transitions.length && notesLeft.length === selection.notes.length;
  return isWhole ? selection : { nodes, transitions, notes: notesLeft };
}

/** Everything one region holds. */
export function allOf(definition: JsonObject, region: string): Selection {
  const notes = region === rootId(definition) ? [...notesOf(definition)] : [];
  return { nodes: nodesIn(definition, region).map(idOf), transitions: transitionsIn(definition, region).map(idOf), notes };
}

/** The region new nodes go to: where the selected node stands, else the one before, else the root. */
export function regionAfter(before: string, selection: Selection, definition: JsonObject): string {
  const [node] = selection.nodes;
  const chosen = node === undefined ? undefined : regionOf(definition, node);
  if (chosen !== undefined) return chosen;
  return regionsIn(definition).some(({ id }) => id === before) ? before : rootId(definition);
}

function notesOf(definition: JsonObject): ReadonlySet<string> {
  const notes = ownValue(definition, 'canvasNotes');
  return new Set(isJsonObject(notes) ? Object.keys(notes) : []);
}
