import fc from 'fast-check';
import { exitsOf, idOf, indexOf, nodesIn, regionsIn, transitionsIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { fragmentOf, pasteEdit } from '../../../../src/core/domain/model/edit/fragment.ts';
import { freshId, freshNodeId, freshTransitionId } from '../../../../src/core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';

/** A step of somebody who edits: what it becomes depends on what is there by then. */
export type Step = { readonly act: 'undo' } | { readonly act: 'redo' } | { readonly act: 'edit'; readonly kind: number; readonly picks: readonly number[]; readonly isContinued: boolean };

type Picks = readonly number[];
type Maker = (definition: JsonObject, picks: Picks) => Edit;

/** The edit a step becomes; it may be one that is refused. */
export function editOf(definition: JsonObject, { kind, picks }: Extract<Step, { act: 'edit' }>): Edit {
  const make = makers[kind];
  if (make === undefined) throw new Error('There is no such kind of edit.');
  return make(definition, picks);
}

const words = ['Ask', 'Check it', 'Überprüfen', '', 'prompt with {{ nodes.prep.ask.text }}'];
const types = ['workStep', 'decision', 'uiCard', 'loop', 'wait'];
const pick = <Item>(items: readonly Item[], number: number | undefined): Item | undefined => items[(number ?? 0) % Math.max(1, items.length)];
const anyNode = (definition: JsonObject, number: number | undefined): string => idOf(pick(nodesIn(definition), number) ?? { id: 'nobody' });
const anyTransition = (definition: JsonObject, number: number | undefined): string => idOf(pick(transitionsIn(definition), number) ?? { id: 'nothing' });
const anyRegion = (definition: JsonObject, number: number | undefined): string => pick(regionsIn(definition), number)?.id ?? 'nowhere';
const place = (picks: Picks) => ({ x: (picks[1] ?? 0) % 900, y: (picks[2] ?? 0) % 700 });

function newNode(definition: JsonObject, picks: Picks): JsonObject {
  const type = pick(types, picks[3]) ?? 'workStep';
  const id = freshNodeId(definition, `${type}_${(picks[2] ?? 0) % 5}`);
  const body = { id: freshId(definition, 'regions', 'body'), nodes: [{ id: freshNodeId(definition, `${id}_start`), type: 'start' }], transitions: [] };
  return { id, type, config: type === 'uiCard' ? { card: 'review' } : {}, ...(type === 'loop' ? { bodies: [body] } : {}) };
}

function onward(definition: JsonObject, picks: Picks): JsonObject {
  return { id: freshTransitionId(definition), triggers: [{ type: pick(['task-complete', 'manual-selection', 'condition'], picks[3]) ?? 'error' }] };
}

const makers: readonly Maker[] = [
  (definition, picks) => ({ kind: 'add_node', region: anyRegion(definition, picks[0]), node: newNode(definition, picks), ...((picks[1] ?? 0) % 2 === 0 ? { place: place(picks) } : {}) }),
  (definition, picks) => ({ kind: 'remove', nodes: [...new Set([anyNode(definition, picks[0]), anyNode(definition, picks[1])])], transitions: [], notes: [], reconnect: (picks[2] ?? 0) % 2 === 0 }),
  (definition, picks) => ({ kind: 'remove', nodes: [], transitions: [anyTransition(definition, picks[0])], notes: [], reconnect: false }),
  (definition, picks) => ({ kind: 'connect', transition: { ...onward(definition, picks), from: anyNode(definition, picks[0]), to: anyNode(definition, picks[1]) } }),
  (definition, picks) => ({ kind: 'redirect', transition: anyTransition(definition, picks[0]), to: anyNode(definition, picks[1]) }),
  (definition, picks) => ({ kind: 'splice', transition: anyTransition(definition, picks[0]), node: newNode(definition, picks), onward: onward(definition, picks), place: place(picks) }),
  (definition, picks) => ({ kind: 'place', act: 'move', places: { [anyNode(definition, picks[0])]: place(picks), [anyNode(definition, picks[3])]: { ...place(picks), width: 200 } } }),
  () => ({ kind: 'tidy_always' }),
  (definition, picks) => ({ kind: 'move_into', nodes: [...new Set([anyNode(definition, picks[0]), anyNode(definition, picks[1])])], region: anyRegion(definition, picks[2]), places: {}, reconnect: (picks[3] ?? 0) % 2 === 0 }),
  (definition, picks) => pasted(definition, picks),
  (definition, picks) => ({ kind: 'set', at: `nodes.${anyNode(definition, picks[0])}`, path: ['name'], value: pick(words, picks[1]) }),
  (definition, picks) => ({ kind: 'set', at: `nodes.${anyNode(definition, picks[0])}`, path: ['config', 'deep', 'text'], ...((picks[2] ?? 0) % 3 === 0 ? {} : { value: pick(words, picks[1]) ?? '' }) }),
  (definition, picks) => ({ kind: 'set', at: 'workflow', path: ['about', 'nodes', anyNode(definition, picks[0]), 'owner'], value: pick(words, picks[1]) ?? '' }),
  (definition, picks) => ({ kind: 'insert', at: `nodes.${anyNode(definition, picks[0])}`, list: ['entry'], index: (picks[1] ?? 0) % 3, item: { id: freshId(definition, 'actions', 'act'), type: 'llm.chat', config: { prompt: 'x' } } }),
  (definition, picks) => ({ kind: 'take', at: `nodes.${anyNode(definition, picks[0])}`, list: [pick(['entry', 'bodies'], picks[1]) ?? 'entry'], index: 0 }),
  (definition, picks) => ({ kind: 'shift', at: `nodes.${anyNode(definition, picks[0])}`, list: ['entry'], from: 0, to: (picks[1] ?? 0) % 3 }),
  (definition, picks) => ({ kind: 'rename_id', node: anyNode(definition, picks[0]), to: `renamed_${(picks[1] ?? 0) % 20}` }),
  (definition, picks) => ({ kind: 'rename_name', what: 'body', name: anyRegion(definition, picks[0]), to: `body_${(picks[1] ?? 0) % 20}` }),
  (definition, picks) => ({ kind: 'set', at: `transitions.${anyTransition(definition, picks[0])}`, path: ['priority'], value: (picks[1] ?? 0) % 7 }),
];

function pasted(definition: JsonObject, picks: Picks): Edit {
  const nodes = [anyNode(definition, picks[0]), anyNode(definition, picks[1])];
  const fragment = fragmentOf(definition, nodes);
  // A walk stays small: what is pasted could be pasted again.
  if (fragment === undefined || indexOf(definition).nodes.size > 40) return { kind: 'remove', nodes: [...new Set(nodes)], transitions: [], notes: [], reconnect: true };
  return pasteEdit(definition, fragment, { region: anyRegion(definition, picks[2]), act: 'paste', at: place(picks) });
}

/** What must hold of every definition an edit leaves: each end in its region, no place or owner of what is not there. */
export function strays(definition: JsonObject): readonly string[] {
  const { nodes, transitions } = indexOf(definition);
  const ends = [...transitions.values()].flatMap(({ part, region }) => [part['from'], part['to']].filter((end) => typeof end !== 'string' || nodes.get(end)?.region !== region).map((end) => `${idOf(part)} ${JSON.stringify(end)}`));
  const layout = Object.keys((definition['layout'] ?? {}) as JsonObject).filter((id) => !nodes.has(id));
  const about = (definition['about'] ?? {}) as JsonObject;
  const said = Object.keys((about['nodes'] ?? {}) as JsonObject).filter((id) => !nodes.has(id) && id !== 'nobody');
  const loops = [...nodes.keys()].flatMap((id) => exitsOf(definition, id)).filter(({ from, to }) => from === to);
  return [...ends, ...layout, ...said, ...loops.map(idOf)];
}

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ act: 'undo' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ act: 'redo' }) },
  {
    weight: 7,
    arbitrary: fc.record({ act: fc.constant('edit' as const), kind: fc.nat(makers.length - 1), picks: fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 }), isContinued: fc.boolean() }),
  },
);
