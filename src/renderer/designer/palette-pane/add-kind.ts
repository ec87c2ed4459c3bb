import { exitsOf, findNode, findTransition, idOf, listIn, nameOf, nodesIn, regionOf, textIn, transitionName, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { freshTransitionId } from '../../../core/domain/model/edit/fresh-ids.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { kindWords } from '../../strings/designer-outline.ts';
import { drawnNow } from '../canvas/drawn.ts';
import { unwrittenPlaces } from '../canvas/move-edit.ts';
import { withRoom } from '../canvas/splice-room.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import type { DesignerState } from '../session/designer-session.ts';
import { newNode, type NewNode } from './new-node.ts';
import { newTransition, triggersOf } from './new-transition.ts';

export interface Addition {
  /** What `newNode` takes. */
  readonly kind: string;
  /** The node comes to stand here. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
  /** The transition it is put into; the selected one if absent, or the only one there is. */
  readonly splice?: string | undefined;
  /** The node it comes after and is connected from, whatever that leads to already. */
  readonly after?: string | undefined;
}

/**
 * Adds a node of a kind: into the chosen transition; else after the selected node, into its one exit or connected with it
 * where that leads nowhere yet; else, with nothing chosen, into the only transition there is, or apart in the region last
 * worked in. One act, whatever it takes. False where it cannot be done, which is then said.
 */
export function addKind(context: CommandContext, catalogue: readonly CatalogueEntry[], addition: Addition): boolean {
  const { session, view } = context;
  const { definition } = session.get();
  const made = newNode(definition, catalogue, addition.kind);
  if (made === undefined) return false;
  const added = addedBy(context, catalogue, { ...addition, made });
  if ('obstacle' in added) {
    view.announce(added.obstacle);
    return false;
  }
  const [first, ...others] = added.edits;
  if (first === undefined || !session.edit(first)) return false;
  if (made.card !== undefined) session.edit({ kind: 'insert', at: 'workflow', list: ['cards'], index: 0, item: made.card }, { isContinued: true });
  for (const edit of others) session.edit(edit, { isContinued: true });
  session.select({ nodes: [idOf(made.node)], transitions: [], notes: [] });
  view.announce(added.words);
  return true;
}

type Added = { readonly edits: readonly Edit[]; readonly words: string } | { readonly obstacle: string };
type Making = Addition & { readonly made: NewNode };

function addedBy({ session }: CommandContext, catalogue: readonly CatalogueEntry[], { made, at, splice, after }: Making): Added {
  const { definition, selection, region } = session.get();
  const into = splice ?? (after === undefined && selection.nodes.length === 0 && selection.transitions.length === 1 ? selection.transitions[0] : undefined);
  if (into !== undefined) return splicedInto(definition, catalogue, { made, at, into });
  const gap = after === undefined && at === undefined && leadsOn(catalogue, made) ? onlyGap(session.get()) : undefined;
  if (gap !== undefined) return splicedInto(definition, catalogue, { made, at, into: gap });
  const before = after ?? selection.nodes.at(-1);
  const onlyExit = after === undefined && at === undefined && before !== undefined ? onlyExitOf(definition, catalogue, { before, made }) : undefined;
  if (onlyExit !== undefined) return splicedInto(definition, catalogue, { made, at: placeAfter(definition, before), into: onlyExit });
  const place = at ?? placeAfter(definition, before);
  const edit: Edit = { kind: 'add_node', region: (before === undefined ? undefined : regionOf(definition, before)) ?? region, node: made.node, ...(place === undefined ? {} : { place, places: unwrittenPlaces(drawnNow(session)) }) };
  const name = nameOf(made.node);
  if (before === undefined || !canConnect(definition, catalogue, { node: before, isWanted: after !== undefined })) return { edits: [edit], words: kindWords.addedApart(name) };
  const transition = newTransition(definition, catalogue, { id: freshBeside(definition, made), from: before, to: idOf(made.node) });
  return { edits: [edit, { kind: 'connect', transition }, ...declaredAfter(definition, before)], words: kindWords.addedAfter(name, nameOf(findNode(definition, before) ?? {})) };
}

/** Where nothing is chosen: the one transition of the region last worked in, where there is just one. What is added can only be meant for it. */
export function onlyGap({ definition, selection, region }: Pick<DesignerState, 'definition' | 'selection' | 'region'>): string | undefined {
  if (selection.nodes.length > 0 || selection.transitions.length > 0) return undefined;
  const [only, ...others] = transitionsIn(definition, region);
  return only === undefined || others.length > 0 ? undefined : idOf(only);
}

function leadsOn(catalogue: readonly CatalogueEntry[], { node }: NewNode): boolean {
  return catalogue.some((entry) => entry.group === 'node' && entry.type === node['type'] && (entry.leavesBy ?? []).length > 0);
}

/** The one way on from a node, where what is added can stand in it. */
function onlyExitOf(definition: JsonObject, catalogue: readonly CatalogueEntry[], { before, made }: { readonly before: string; readonly made: NewNode }): string | undefined {
  const [only, ...others] = exitsOf(definition, before);
  return only === undefined || others.length > 0 || !leadsOn(catalogue, made) ? undefined : idOf(only);
}

/** Can lead somewhere; and leads nowhere yet, where nobody asked for it. */
function canConnect(definition: JsonObject, catalogue: readonly CatalogueEntry[], { node, isWanted }: { readonly node: string; readonly isWanted: boolean }): boolean {
  return (isWanted || exitsOf(definition, node).length === 0) && triggersOf(definition, catalogue, { from: node }).length > 0;
}

function splicedInto(definition: JsonObject, catalogue: readonly CatalogueEntry[], { made, at, into }: { readonly made: NewNode; readonly at: Making['at']; readonly into: string }): Added {
  const transition = findTransition(definition, into);
  const to = transition === undefined ? undefined : textIn(transition, 'to');
  const type = textIn(made.node, 'type') ?? '';
  const entry = catalogue.find((one) => one.group === 'node' && one.type === type);
  if (transition === undefined || to === undefined || (entry?.leavesBy ?? []).length === 0) return { obstacle: kindWords.cannotSplice(entry?.title ?? type) };
  const onward = newTransition(definition, catalogue, { id: freshBeside(definition, made), from: idOf(made.node), to, type });
  return {
    edits: [withRoom(definition, { kind: 'splice', transition: into, node: made.node, onward, ...(at === undefined ? {} : { place: at }) }), ...declaredAfter(definition, textIn(transition, 'from') ?? '')],
    words: kindWords.addedInto(nameOf(made.node), transitionName(definition, transition)),
  };
}

/** What comes last as it is added is declared behind the node it follows: it is read aloud in the order of the flow. */
function declaredAfter(definition: JsonObject, before: string): readonly Edit[] {
  const region = regionOf(definition, before);
  if (region === undefined) return [];
  const nodes = nodesIn(definition, region);
  const [from, to] = [nodes.length, nodes.findIndex((node) => idOf(node) === before) + 1];
  return from === to ? [] : [{ kind: 'shift', at: `regions.${region}`, list: ['nodes'], from, to }];
}

/** The new bodies of a container may have taken the next ids. */
function freshBeside(definition: JsonObject, { node }: NewNode): string {
  const taken = listIn(node, 'bodies').flatMap((body) => listIn(body, 'transitions').map(idOf));
  const first = freshTransitionId(definition);
  if (!taken.includes(first)) return first;
  const from = Number(first.slice(1));
  return `t${Array.from({ length: taken.length + 1 }, (_, index) => from + index).find((number) => !taken.includes(`t${number}`)) ?? from}`;
}

const stepRight = 280;

/** Right of the node it follows, where nodes stand where somebody put them. */
function placeAfter(definition: JsonObject, before: string | undefined): NodePlace | undefined {
  const { layout } = definition;
  if (before === undefined || !isJsonObject(layout)) return undefined;
  const place = NodePlace.safeParse(layout[before]);
  return place.success ? { x: place.data.x + (place.data.width ?? 0) + (place.data.width === undefined ? stepRight : 80), y: place.data.y } : undefined;
}
