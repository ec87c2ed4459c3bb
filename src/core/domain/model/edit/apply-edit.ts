import type { JsonObject } from '../json.ts';
import { addNode, moveInto, paste, remove, renameId } from './edit-nodes.ts';
import { editField } from './edit-fields.ts';
import { placed, withoutPlaces } from './edit-places.ts';
import { renameName } from './rename-names.ts';
import { connect, redirect, splice } from './edit-transitions.ts';
import { demandShallow } from './demand-shallow.ts';
import type { Edit } from './edit.ts';
import { demandSound, demandUniqueIds } from './sound-parts.ts';

/**
 * The definition after an edit. What does not change keeps its identity, and where nothing changes it is the same object;
 * the same edit of the same definition always gives the same bytes. What cannot be done is refused with words for people:
 * `not_found` for what is not there, `conflict` for an id or a connection that is taken, `input_invalid` for the rest, such
 * as what would leave a definition no draft may hold.
 *
 * Reads of a renamed node are found where the catalogue's configs hold expressions (`expression-places.ts`) and in the
 * `{{ }}` of every other text; texts in quotes stay as they are.
 */
export function applyEdit(definition: JsonObject, edit: Edit): JsonObject {
  const after = carriedOut(definition, edit);
  demandShallow(definition, after);
  return after;
}

function carriedOut(definition: JsonObject, edit: Edit): JsonObject {
  switch (edit.kind) {
    case 'add_node':
      return unique(definition, addNode(definition, edit));
    case 'remove':
      return remove(definition, edit);
    case 'connect':
      return unique(definition, connect(definition, edit));
    case 'redirect':
      return redirect(definition, edit);
    case 'splice':
      return unique(definition, splice(definition, edit));
    case 'place':
      return placed(definition, { ...edit.others, ...edit.places });
    case 'tidy_always':
      return withoutPlaces(definition);
    case 'move_into':
      return moveInto(definition, edit);
    case 'paste':
      return unique(definition, paste(definition, edit));
    case 'set':
    case 'insert':
    case 'take':
    case 'shift':
      return editField(definition, edit);
    case 'rename_id':
      return unique(definition, renameId(definition, edit));
    case 'rename_name':
      return sound(definition, renameName(definition, edit));
    case 'replace':
      demandSound('workflow', edit.definition);
      return edit.definition;
    default:
      return edit satisfies never;
  }
}

/** A name that is not taken may still be none the language or a definition takes. */
function sound(before: JsonObject, after: JsonObject): JsonObject {
  demandSound('workflow', after);
  return unique(before, after);
}

function unique(before: JsonObject, after: JsonObject): JsonObject {
  demandUniqueIds(before, after);
  return after;
}
