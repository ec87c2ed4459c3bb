import { idOf, nameOf, regionsIn, rootId } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import { outlineOf } from './outline-handle.ts';
import { addressOf, type RowAddress } from './row-address.ts';

/** Key of what is acted on: the line with the focus, where the outline is shown, else what is selected. */
export function chosenKey({ session, view }: CommandContext): string {
  const { selection } = session.get();
  const line = view.get().pane === 'outline' ? outlineOf(session)?.focused() : undefined;
  const [[node], [transition], [note]] = [selection.nodes, selection.transitions, selection.notes];
  return line ?? (node !== undefined ? `nodes.${node}` : transition === undefined && note !== undefined ? `notes.${note}` : `transitions.${transition ?? ''}`);
}

/** What is acted on; undefined where nothing is. */
export function chosenLine(context: CommandContext): RowAddress | undefined {
  return addressOf(context.session.get().definition, chosenKey(context));
}

/** What people call a region: the workflow, the node whose body it is, or which of its bodies. */
export function regionName(definition: JsonObject, id: string): string {
  if (id === rootId(definition)) return outlineWords.theWorkflow;
  const place = regionsIn(definition).find((region) => region.id === id);
  if (place?.node === undefined) return id;
  const bodies = regionsIn(definition).filter(({ node }) => node !== undefined && place.node !== undefined && idOf(node) === idOf(place.node));
  if (bodies.length === 1) return nameOf(place.node);
  return outlineWords.bodyOf(bodies.findIndex((body) => body.id === id) + 1, nameOf(place.node));
}
