import { findNode, findTransition, listIn, textIn, idOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { renameBody } from '../bodies/body-edits.ts';
import type { RowAddress } from './row-address.ts';

/** The edit that gives a node, a transition, an action or a body another name; none where it is the same. A node keeps its name where nothing is written; a note has a text and no name. */
export function renameEdit(definition: JsonObject, { kind, id, node }: RowAddress, written: string): Edit | undefined {
  const name = written.trim();
  if (kind === 'note') return undefined;
  if (kind === 'body') return renameBody(id, written);
  if (kind === 'exit') return changed(textIn(findTransition(definition, id) ?? {}, 'name'), name, { at: `transitions.${id}`, path: ['name'] });
  const found = findNode(definition, node) ?? {};
  if (kind === 'node') return name === '' ? undefined : changed(textIn(found, 'name'), name, { at: `nodes.${id}`, path: ['name'] });
  const list = listIn(found, 'entry').some((action) => idOf(action) === id) ? 'entry' : 'exit';
  const index = listIn(found, list).findIndex((action) => idOf(action) === id);
  return changed(textIn(listIn(found, list)[index] ?? {}, 'name'), name, { at: `nodes.${node}`, path: [list, index, 'name'] });
}

function changed(before: string | undefined, name: string, place: { readonly at: string; readonly path: (string | number)[] }): Edit | undefined {
  if ((before ?? '') === name) return undefined;
  return { kind: 'set', ...place, ...(name === '' ? {} : { value: name }) };
}
