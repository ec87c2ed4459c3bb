import { findNode, idOf, listIn, nodesIn, textIn, transitionsIn, withInner } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { ExpressionRead } from '../../../../core/domain/model/edit/expression-reads.ts';
import { readsOfCard, readsOfPart } from '../../../../core/domain/model/edit/rename-reads.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';

/** Nodes that read another, by the id of that other; empty names are those of cards, which any node may show. */
type Readers = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<JsonObject, Readers>();

/** Whether anything outside of a node and its bodies reads what they leave, so that it would read nothing without them. */
export function isReadElsewhere(definition: JsonObject, node: string): boolean {
  const own = new Set(withInner(findNode(definition, node) ?? {}).map(idOf));
  const readers = readersIn(definition);
  return [...own].some((id) => [...(readers.get(id) ?? [])].some((reader) => !own.has(reader)));
}

/** Read once for as long as the definition is the same. */
function readersIn(definition: JsonObject): Readers {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const found = new Map<string, Set<string>>();
  const note = (reader: string, reads: readonly ExpressionRead[]): void => {
    for (const { root, steps: [first] } of reads) {
      if ((root !== 'nodes' && root !== 'loops') || first === undefined) continue;
      const all = found.get(first.name);
      if (all === undefined) found.set(first.name, new Set([reader]));
      else all.add(reader);
    }
  };
  for (const one of nodesIn(definition)) note(idOf(one), readsOfPart({ ...one, bodies: [] }));
  for (const transition of transitionsIn(definition)) note(textIn(transition, 'from') ?? '', readsOfPart(transition));
  for (const card of listIn(definition, 'cards')) note('', readsOfCard(card));
  known.set(definition, found);
  return found;
}
