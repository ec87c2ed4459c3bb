import { findNode, idOf, nameOf, regionOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { bodyWords } from '../../strings/designer-bodies.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { chosenLine } from '../outline/chosen-line.ts';
import { outlineOf } from '../outline/outline-handle.ts';
import { addBodies, bodyName, type BodyPlace, bodyPlace, canLoseBody, duplicateBody, hasBodiesBeside, removeBody } from './body-edits.ts';

const words = bodyWords.commands;

/** Acts on the bodies of a node that run beside each other: of the body whose line is chosen, or in which what is selected stands. */
export const bodyCommands: readonly DesignerCommand[] = [
  { id: 'body.add', title: words.add, group: 'insert', keys: [], obstacle: (context) => readOnly(context) ?? (nodeOfBodies(context) === undefined ? bodyWords.noNode : undefined), run: addBody },
  { id: 'body.rename', title: words.rename, group: 'edit', keys: [], obstacle: withoutBody, run: openRename },
  { id: 'body.duplicate', title: words.duplicate, group: 'edit', keys: [], obstacle: withoutBody, run: duplicate },
  { id: 'body.remove', title: words.remove, group: 'edit', keys: [], obstacle: (context) => withoutBody(context) ?? keptBody(chosenBody(context)), run: openRemove },
];

function readOnly({ session }: CommandContext): string | undefined {
  return session.get().isReadOnly ? outlineWords.obstacles.readOnly : undefined;
}

function withoutBody(context: CommandContext): string | undefined {
  return readOnly(context) ?? (chosenBody(context) === undefined ? bodyWords.noBody : undefined);
}

function keptBody(place: BodyPlace | undefined): string | undefined {
  return place === undefined || canLoseBody(place) ? undefined : bodyWords.keepsBodies(nameOf(place.node), place.of);
}

/** The body whose line is chosen in the outline; none where another line is. */
export function bodyOfLine(context: CommandContext): BodyPlace | undefined {
  const line = chosenLine(context);
  return line?.kind === 'body' ? bodyPlace(context.session.get().definition, line.id) : undefined;
}

/** The same, else the innermost of several bodies in which what is selected stands. */
export function chosenBody(context: CommandContext): BodyPlace | undefined {
  const own = bodyOfLine(context);
  const { definition } = context.session.get();
  if (own !== undefined) return hasBodiesBeside(own.node) ? own : undefined;
  let node = chosenLine(context)?.node;
  while (node !== undefined) {
    const place = bodyPlace(definition, regionOf(definition, node) ?? '');
    if (place !== undefined && hasBodiesBeside(place.node)) return place;
    node = place === undefined ? undefined : idOf(place.node);
  }
  return undefined;
}

/** The node that is given another body: the one that is selected, else the one around. */
function nodeOfBodies(context: CommandContext): JsonObject | undefined {
  const node = findNode(context.session.get().definition, chosenLine(context)?.node ?? '');
  return hasBodiesBeside(node) ? node : chosenBody(context)?.node;
}

function addBody(context: CommandContext): void {
  const { session, view } = context;
  const node = nodeOfBodies(context);
  if (node === undefined) return;
  const edits = addBodies(session.get().definition, idOf(node), 1);
  const [edit] = edits;
  if (edit?.kind !== 'insert' || !session.edit(edit)) return;
  view.announce(bodyWords.added(nameOf(node)));
  show(context, idOf(edit.item as JsonObject));
}

function duplicate(context: CommandContext): void {
  const { session, view } = context;
  const place = chosenBody(context);
  const copy = place === undefined ? undefined : duplicateBody(session.get().definition, place);
  if (place === undefined || copy === undefined || !copy.edits.every((edit, at) => session.edit(edit, { isContinued: at > 0 }))) return;
  view.announce(bodyWords.duplicated(bodyName(place.id), bodyName(copy.id)));
  show(context, copy.id);
}

/** In the outline one goes on with the line of the body. */
function show({ session, view }: CommandContext, body: string): void {
  if (view.get().pane === 'outline') queueMicrotask(() => { outlineOf(session)?.focus(`regions.${body}`); });
}

function openRename(context: CommandContext): void {
  const { session, view } = context;
  const place = chosenBody(context);
  if (place === undefined) return;
  if (bodyOfLine(context) !== undefined && outlineOf(session)?.rename(`regions.${place.id}`) === true) return;
  view.set({ dialog: { name: 'rename_body', body: place.id } });
}

function openRemove(context: CommandContext): void {
  const place = chosenBody(context);
  if (place !== undefined) context.view.set({ dialog: { name: 'delete_body', body: place.id } });
}

/** What Delete does on the line of a body; false where no such line is chosen. */
export function deletesBody(context: CommandContext): boolean {
  const place = bodyOfLine(context);
  if (place === undefined) return false;
  const kept = readOnly(context) ?? keptBody(place);
  if (kept === undefined) context.view.set({ dialog: { name: 'delete_body', body: place.id } });
  else context.view.announce(kept);
  return true;
}

/** What duplicating does on the line of a body; false where no such line is chosen. */
export function duplicatesBody(context: CommandContext): boolean {
  const place = bodyOfLine(context);
  if (place === undefined) return false;
  if (hasBodiesBeside(place.node)) duplicate(context);
  else context.view.announce(bodyWords.keepsBodies(nameOf(place.node), place.of));
  return true;
}

/** Takes the body out; its node is what is selected then. */
export function takeBody({ session, view }: CommandContext, body: string): void {
  const place = bodyPlace(session.get().definition, body);
  if (place === undefined || !session.edit(removeBody(place))) return;
  session.select({ nodes: [idOf(place.node)], transitions: [], notes: [] });
  view.announce(bodyWords.removed(bodyName(body), nameOf(place.node)));
}
