import { exitsOf, findNode, findTransition, idOf, listIn, nodesIn, regionOf, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { notesOf } from '../canvas/notes.ts';
import type { Selection } from '../session/designer-session.ts';
import { nothingSelected } from '../session/selection-after.ts';

/** What stands where these did once they are gone: the next line of their kind that stays, else the one before, else what is around them. */
export function selectionPast(definition: JsonObject, { nodes, transitions, notes }: Selection): Selection {
  const [node, transition] = [nodes.at(-1), transitions.at(-1)];
  if (node !== undefined) {
    const region = regionOf(definition, node);
    const next = beside(region === undefined ? [] : nodesIn(definition, region).map(idOf), node, nodes);
    return next === undefined ? nothingSelected : { ...nothingSelected, nodes: [next] };
  }
  if (transition === undefined && notes.length > 0) {
    const next = beside(notesOf(definition).map(({ id }) => id), notes.at(-1) ?? '', notes);
    return { ...nothingSelected, notes: next === undefined ? [] : [next] };
  }
  const from = transition === undefined ? undefined : textIn(findTransition(definition, transition) ?? {}, 'from');
  if (transition === undefined || from === undefined) return nothingSelected;
  const next = beside(exitsOf(definition, from).map(idOf), transition, transitions);
  return next === undefined ? { ...nothingSelected, nodes: [from] } : { ...nothingSelected, transitions: [next] };
}

/** Key of the line that has the focus once an action is gone: the next one of its node, else the one before, else the node. */
export function keyPastAction(definition: JsonObject, { node, action }: { readonly node: string; readonly action: string }): string {
  const found = findNode(definition, node) ?? {};
  const next = beside([...listIn(found, 'entry'), ...listIn(found, 'exit')].map(idOf), action, [action]);
  return next === undefined ? `nodes.${node}` : `nodes.${node}.actions.${next}`;
}

function beside(all: readonly string[], one: string, gone: readonly string[]): string | undefined {
  const stays = (id: string): boolean => !gone.includes(id);
  const at = all.indexOf(one);
  return all.slice(at + 1).find(stays) ?? all.slice(0, Math.max(0, at)).findLast(stays);
}
