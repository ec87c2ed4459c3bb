import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type DefinitionParts, workflowAddress } from './definition-parts.ts';
import type { SidesOfMerge } from './merge-conflict.ts';

/**
 * The sides without what one of them changed aside of a node that the merge does not have: where it stands and what is said
 * of it. There the side that deleted the node is followed, and nothing has to be asked.
 */
export function withoutAsideOfGone(sides: SidesOfMerge, kept: DefinitionParts): SidesOfMerge {
  const { base, ours, theirs, untouched: [wholeOurs = ours, wholeTheirs = theirs] = [] } = sides;
  const known = new Map([...base, ...wholeOurs, ...wholeTheirs]);
  const gone = [...known.values()].filter(({ noun, address }) => noun === 'node' && !kept.has(address));
  const before = base.get(workflowAddress)?.fields ?? {};
  const adjusted = (side: DefinitionParts, whole: DefinitionParts): DefinitionParts => {
    const here = gone.filter(({ address }) => whole.has(address)).map(({ id }) => id);
    const part = side.get(workflowAddress);
    if (here.length === 0 || part === undefined) return side;
    const { layout, about } = part.fields;
    const fields = {
      ...part.fields,
      ...(isJsonObject(layout) ? { layout: asBefore(layout, before['layout'], here) } : {}),
      ...(isJsonObject(about) && isJsonObject(about['nodes']) ? { about: aboutAsBefore(about, before['about'], here) } : {}),
    };
    return new Map(side).set(workflowAddress, { ...part, fields });
  };
  return { ...sides, ours: adjusted(ours, wholeOurs), theirs: adjusted(theirs, wholeTheirs) };
}

/** The entries with those of some keys as they were before. */
function asBefore(entries: JsonObject, before: Json | undefined, keys: readonly string[]): JsonObject {
  const known = isJsonObject(before) ? before : {};
  const own = Object.entries(entries).filter(([key]) => !keys.includes(key) || Object.hasOwn(known, key));
  return Object.fromEntries(own.map(([key, value]) => [key, keys.includes(key) ? (known[key] ?? value) : value]));
}

/** Where nothing is left that was not there before, the field goes, too. */
function aboutAsBefore(about: JsonObject, before: Json | undefined, keys: readonly string[]): JsonObject {
  const known = isJsonObject(before) ? before['nodes'] : undefined;
  const { nodes, ...rest } = about;
  const left = asBefore(isJsonObject(nodes) ? nodes : {}, known, keys);
  return known === undefined && Object.keys(left).length === 0 ? rest : { ...rest, nodes: left };
}
