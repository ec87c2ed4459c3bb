import { findNode, idOf, listIn, regionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { fragmentOf, pasteEdit } from '../../../core/domain/model/edit/fragment.ts';
import { localIdFrom, takeFreshId, takenIds } from '../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

/** Bodies that run beside each other are several; one alone belongs to what goes through it again and again. */
const leastBeside = 2;

/** A body with the node it belongs to, and its place among its like. */
export interface BodyPlace {
  readonly id: string;
  readonly body: JsonObject;
  readonly node: JsonObject;
  readonly index: number;
  readonly of: number;
}

export function bodyPlace(definition: JsonObject, id: string): BodyPlace | undefined {
  const node = regionsIn(definition).find((region) => region.id === id)?.node;
  const bodies = listIn(node ?? {}, 'bodies');
  const index = bodies.findIndex((body) => idOf(body) === id);
  const body = bodies[index];
  return node === undefined || body === undefined ? undefined : { id, body, node, index, of: bodies.length };
}

/** What people call a body: its id in words, as its results are read. */
export function bodyName(id: string): string {
  return id.replaceAll('_', ' ');
}

/** Whether the bodies of a node run beside each other, so that there may be more of them, or fewer. */
export function hasBodiesBeside(node: JsonObject | undefined): boolean {
  return listIn(node ?? {}, 'bodies').length >= leastBeside;
}

export function canLoseBody({ of }: Pick<BodyPlace, 'of'>): boolean {
  return of > leastBeside;
}

/** Empty bodies for a node: each with a start that leads to its end. */
export function freshBodies(definition: JsonObject, node: string, count: number): readonly JsonObject[] {
  const taken = takenIds(definition);
  return Array.from({ length: count }, () => {
    const [id, start, end, way] = [takeFreshId(taken, 'regions', `${node}_body`), takeFreshId(taken, 'nodes', 'start'), takeFreshId(taken, 'nodes', 'end'), takeFreshId(taken, 'transitions', `${node}_on`)];
    return { id, nodes: [{ id: start, type: 'start', name: 'start' }, { id: end, type: 'end', name: 'done' }], transitions: [{ id: way, from: start, to: end, triggers: [{ type: 'immediate', config: {} }] }] };
  });
}

/** The edits, one act together, that give a node so many bodies more, behind those it has. */
export function addBodies(definition: JsonObject, node: string, count: number): readonly Edit[] {
  const there = listIn(findNode(definition, node) ?? {}, 'bodies').length;
  const bodies = freshBodies(definition, node, count);
  if (there === 0) return [{ kind: 'set', at: `nodes.${node}`, path: ['bodies'], value: [...bodies] }];
  return bodies.map((item, at) => ({ kind: 'insert', at: `nodes.${node}`, list: ['bodies'], index: there + at, item }));
}

export function removeBody({ node, index }: BodyPlace): Edit {
  return { kind: 'take', at: `nodes.${idOf(node)}`, list: ['bodies'], index };
}

/** The body again behind itself, with ids of its own and what is inside reading its own parts; and the id it has. */
export function duplicateBody(definition: JsonObject, { id, node, body, index }: BodyPlace): { readonly edits: readonly Edit[]; readonly id: string } | undefined {
  const fragment = fragmentOf(definition, [idOf(node)]);
  if (fragment === undefined) return undefined;
  const pasted = pasteEdit(definition, { ...fragment, nodes: [{ ...node, bodies: [body] }], transitions: [] }, { region: id, act: 'duplicate' });
  if (pasted.kind !== 'paste') return undefined;
  const [copy] = listIn(pasted.nodes[0] ?? {}, 'bodies');
  if (copy === undefined) return undefined;
  const inside = new Set(JSON.stringify(copy).match(/(?<="id":")\w+(?=")/gu));
  const places = Object.fromEntries(Object.entries(pasted.places).filter(([one]) => inside.has(one)));
  const insert: Edit = { kind: 'insert', at: `nodes.${idOf(node)}`, list: ['bodies'], index: index + 1, item: copy };
  return { id: idOf(copy), edits: [insert, ...(Object.keys(places).length === 0 ? [] : [{ kind: 'place', act: 'move', places } as const])] };
}

/** The edit that calls a body otherwise; none where that is no other name. */
export function renameBody(id: string, written: string): Edit | undefined {
  const to = localIdFrom(written);
  return written.trim() === '' || to === id ? undefined : { kind: 'rename_name', what: 'body', name: id, to };
}
