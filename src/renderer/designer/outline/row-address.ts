import { findNode, findTransition, idOf, regionsIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { notesOf } from '../canvas/notes.ts';
import type { OutlineRow } from './outline-rows.ts';

/** What a line is about. */
export type RowAddress = Pick<OutlineRow, 'kind' | 'id' | 'node'>;

/** What a key names in the definition: `nodes.review`, `nodes.review.actions.ask`, `transitions.t3`, `regions.body` or `notes.note`. */
export function addressOf(definition: JsonObject, key: string): RowAddress | undefined {
  const [noun, id = '', actions, action] = key.split('.');
  if (noun === 'nodes' && actions === 'actions' && action !== undefined) return { kind: 'action', id: action, node: id };
  if (noun === 'nodes') return findNode(definition, id) === undefined ? undefined : { kind: 'node', id, node: id };
  if (noun === 'transitions') {
    const from = textIn(findTransition(definition, id) ?? {}, 'from');
    return from === undefined ? undefined : { kind: 'exit', id, node: from };
  }
  if (noun === 'notes') return notesOf(definition).some((note) => note.id === id) ? { kind: 'note', id, node: '' } : undefined;
  const place = regionsIn(definition).find((region) => noun === 'regions' && region.id === id);
  return place?.node === undefined ? undefined : { kind: 'body', id, node: idOf(place.node) };
}
