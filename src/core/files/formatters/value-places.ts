import type { TextPlace } from '../../domain/ports/formatter.ts';
import { positionsAt } from './text-places.ts';

/** A text of values as one reads it from left to right; in a map, keys and values take turns. */
export type ValueEvent =
  | { readonly kind: 'map' | 'list'; readonly at: number }
  | { readonly kind: 'scalar'; readonly at: number; readonly text: () => string }
  /** Something that stands elsewhere: what is in it has no place of its own here. */
  | { readonly kind: 'alias'; readonly at: number }
  | { readonly kind: 'end' };

/** What is looked for, by the steps of the pointers. */
interface Wanted {
  readonly pointers: string[];
  readonly below: Map<string, Wanted>;
}

interface Open {
  readonly kind: 'map' | 'list';
  readonly wanted: Wanted | undefined;
  /** Of a list: the number of the next item. */
  next: number;
  /** Of a map: the key whose value is due. */
  key: string | undefined;
}

/** Where the values that JSON pointers name begin; a pointer that leads nowhere has the place of what it should be in. */
export function valuePlaces(text: string, events: Iterable<ValueEvent>, pointers: readonly string[]): ReadonlyMap<string, TextPlace> {
  const offsets = offsetsOf(events, wantedOf(pointers));
  const found = pointers.flatMap((pointer) => {
    const offset = nearest(offsets, pointer);
    return offset === undefined ? [] : [{ pointer, offset }];
  });
  const inOrder = found.toSorted((one, other) => one.offset - other.offset);
  const places = positionsAt(text, inOrder.map(({ offset }) => offset));
  return new Map(inOrder.flatMap(({ pointer }, index) => (places[index] === undefined ? [] : [[pointer, places[index]] as const])));
}

function nearest(offsets: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const offset = offsets.get(at);
    if (offset !== undefined || at === '') return offset;
  }
}

/** Each pointer with all that lead to it. */
function wantedOf(pointers: readonly string[]): Wanted {
  const root: Wanted = { pointers: [''], below: new Map() };
  for (const pointer of pointers) {
    let [wanted, path] = [root, ''];
    for (const step of pointer.split('/').slice(1)) {
      path += `/${step}`;
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const below = wanted.below.get(name) ?? { pointers: [path], below: new Map() };
      wanted.below.set(name, below);
      wanted = below;
    }
  }
  return root;
}

function offsetsOf(events: Iterable<ValueEvent>, root: Wanted): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const open: Open[] = [];
  for (const event of events) {
    if (event.kind === 'end') {
      open.pop();
      continue;
    }
    const around = open.at(-1);
    const isKey = around?.kind === 'map' && around.key === undefined;
    const wanted = isKey ? undefined : stepInto(around, root);
    for (const pointer of wanted?.pointers ?? []) offsets.set(pointer, event.at);
    if (isKey) around.key = event.kind === 'scalar' ? event.text() : '';
    if (event.kind === 'map' || event.kind === 'list') open.push({ kind: event.kind, wanted, next: 0, key: undefined });
  }
  return offsets;
}

/** What is looked for in the value that begins now. */
function stepInto(around: Open | undefined, root: Wanted): Wanted | undefined {
  if (around === undefined) return root;
  const name = around.kind === 'list' ? String(around.next) : (around.key ?? '');
  around.next += 1;
  around.key = undefined;
  return around.wanted?.below.get(name);
}
