import { exitsOf, idOf, listIn, nameOf, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { transitionWords } from '../../canvas/definition-words.ts';
import { outlineWords } from '../../strings/designer-outline.ts';

/** What an exit is called beside its target: its name, what it asks for, or that it takes what no other took. */
export function exitLabel(transition: JsonObject): string {
  if (textIn(transition, 'name') === undefined && transition['isDefault'] === true) return outlineWords.default;
  const { label } = transitionWords(transition);
  return label === 'true' ? outlineWords.always : label;
}

/** `approved to Publish`. */
export function spokenExit(definition: JsonObject, transition: JsonObject): string {
  return outlineWords.exit(exitLabel(transition), nodeName(definition, textIn(transition, 'to') ?? ''));
}

/** `Review, work step, 2 exits: approved to Publish, rejected to Draft`. What is wrong with it stands at the end. */
export function spokenNode(definition: JsonObject, node: JsonObject, { kind, problems }: { readonly kind?: CatalogueEntry | undefined; readonly problems: string }): string {
  const exits = exitsOf(definition, idOf(node));
  const canLeave = kind === undefined || (kind.leavesBy ?? []).length > 0;
  const ways = exits.length > 0 ? `${outlineWords.exits(exits.length)}: ${exits.map((exit) => spokenExit(definition, exit)).join(', ')}` : canLeave ? outlineWords.noExit : '';
  const bodies = listIn(node, 'bodies').length;
  const parts = [nameOf(node), (kind?.title ?? textIn(node, 'type') ?? '').toLowerCase(), bodies === 0 ? '' : outlineWords.bodies(bodies), ways, problems];
  return parts.filter(Boolean).join(', ');
}
