import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';

export type PartNoun = 'workflow' | 'variable' | 'card' | 'field' | 'region' | 'node' | 'action' | 'user action' | 'transition' | 'validator';

/** A list of parts inside a part: which noun stands in it, and whether its order says something. */
interface Slot {
  readonly noun: PartNoun;
  /** What its members are known by: a field of theirs, or the key they stand under in an object. */
  readonly by: 'id' | 'key' | 'name';
  /** Of names that are unique only inside their home. */
  readonly isLocal?: true;
  readonly isOrdered?: true;
}

type Slots = { readonly [field: string]: Slot };

const variables: Slot = { noun: 'variable', by: 'name', isLocal: true };

/** The parts of a definition that have names of their own, and where they stand. */
export const slotsOf: { readonly [noun in PartNoun]?: Slots } = {
  workflow: { variables, cards: { noun: 'card', by: 'id' } },
  card: { fields: { noun: 'field', by: 'key', isLocal: true, isOrdered: true } },
  region: { variables, nodes: { noun: 'node', by: 'id' }, transitions: { noun: 'transition', by: 'id', isOrdered: true } },
  node: {
    entry: { noun: 'action', by: 'id', isOrdered: true },
    exit: { noun: 'action', by: 'id', isOrdered: true },
    userActions: { noun: 'user action', by: 'id', isOrdered: true },
    bodies: { noun: 'region', by: 'id', isOrdered: true },
  },
  transition: { validators: { noun: 'validator', by: 'id', isOrdered: true } },
};

/** One part taken by itself: its own fields, where it stands, and the order of what stands in it. */
export interface Part {
  readonly address: string;
  readonly noun: PartNoun;
  /** As the author wrote it; empty for the workflow itself. */
  readonly id: string;
  /** Address of the part it stands in; absent for the workflow itself. */
  readonly home?: string;
  /** The list of its home that it stands in. */
  readonly slot: string;
  /** Everything but its name and its lists of parts. */
  readonly fields: JsonObject;
  /** Addresses of what stands in it, in order, by list. A list that is not written is absent. */
  readonly lists: { readonly [slot: string]: readonly string[] };
}

/** A definition as parts by address. Parts of one noun keep their address wherever in the definition they stand. */
export type DefinitionParts = ReadonlyMap<string, Part>;

export const workflowAddress = 'workflow:';
export const rootAddress = 'region:@root';

/** Takes a definition apart. An id that stands twice is told from the first by its place among them. */
export function partsOf(definition: JsonObject): DefinitionParts {
  const parts = new Map<string, Part>();
  const { root, ...rest } = definition;
  take(parts, { address: workflowAddress, noun: 'workflow', id: '', slot: '' }, rest);
  // The root keeps its address whatever it is called, for everything stands in it.
  if (isJsonObject(root)) take(parts, { address: rootAddress, noun: 'region', id: '', home: workflowAddress, slot: 'root' }, root);
  return parts;
}

function take(parts: Map<string, Part>, place: Omit<Part, 'fields' | 'lists'>, value: JsonObject): void {
  const slots = slotsOf[place.noun] ?? {};
  const fields: { [field: string]: Json } = {};
  const lists: { [slot: string]: readonly string[] } = {};
  parts.set(place.address, { ...place, fields, lists });
  for (const [field, content] of Object.entries(value)) {
    const slot = slots[field];
    const members = slot === undefined ? undefined : membersOf(content, slot);
    if (slot === undefined || members === undefined) {
      fields[field] = content;
      continue;
    }
    lists[field] = members.map(({ id, own }) => {
      const address = freeAddress(parts, `${slot.noun}:${slot.isLocal === true ? `${place.address}/` : ''}${id}`);
      take(parts, { address, noun: slot.noun, id, home: place.address, slot: field }, own);
      return address;
    });
  }
}

/** Undefined where the list is none of the parts: then it is a field like any other. */
function membersOf(content: Json, { by }: Slot): readonly { readonly id: string; readonly own: JsonObject }[] | undefined {
  if (by === 'name') {
    if (!isJsonObject(content)) return undefined;
    const named = Object.entries(content);
    return named.every(([, own]) => isJsonObject(own)) ? named.flatMap(([id, own]) => (isJsonObject(own) ? [{ id, own }] : [])) : undefined;
  }
  if (!isJsonList(content)) return undefined;
  const members = content.flatMap((member) => {
    if (!isJsonObject(member)) return [];
    const { [by]: id, ...own } = member;
    return typeof id === 'string' ? [{ id, own }] : [];
  });
  return members.length === content.length ? members : undefined;
}

function freeAddress(parts: ReadonlyMap<string, Part>, wanted: string): string {
  if (!parts.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!parts.has(`${wanted}~${number}`)) return `${wanted}~${number}`;
}

/** Puts parts together again: the inverse of {@link partsOf}. */
export function definitionOf(parts: DefinitionParts): JsonObject {
  const root = parts.get(rootAddress);
  return { ...whole(parts, workflowAddress), ...(root === undefined ? {} : { root: whole(parts, rootAddress) }) };
}

function whole(parts: DefinitionParts, address: string): JsonObject {
  const part = parts.get(address);
  if (part === undefined) return {};
  const slots = slotsOf[part.noun] ?? {};
  const lists = Object.entries(part.lists).map(([field, members]) => {
    const by = slots[field]?.by ?? 'id';
    const named = members.map((member) => [parts.get(member)?.id ?? '', whole(parts, member)] as const);
    return [field, by === 'name' ? Object.fromEntries(named) : named.map(([id, own]) => ({ [by]: id, ...own }))] as const;
  });
  return { ...part.fields, ...Object.fromEntries(lists) };
}

/** Where a part stands, by ids: `root/prep/ask`, `root/t3`, `cards/review/decision`, `variables/count`. */
export function placeOf(parts: DefinitionParts, address: string): string {
  const part = parts.get(address);
  if (part === undefined || part.home === undefined) return '';
  if (address === rootAddress) return typeof part.fields['id'] === 'string' ? part.fields['id'] : 'root';
  const home = placeOf(parts, part.home);
  const isOfWorkflow = part.home === workflowAddress;
  const way = isOfWorkflow || part.noun === 'variable' ? [home, part.slot, part.id] : [home, part.id];
  return way.filter((step) => step !== '').join('/');
}
