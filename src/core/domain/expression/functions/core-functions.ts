import { celFunc, celList, isCelList, isCelMap } from '@bufbuild/cel';
import type { CelFunc, CelInput, CelList, CelValue } from '@bufbuild/cel';
import { kindOf, sortedKeys } from '../cel-values.ts';
import { spendTurn } from '../fuel.ts';
import { BOOL, DYN, LIST, STRING } from './value-types.ts';

/**
 * What a checked expression is rewritten to call. None of the names can be written by a person: `@` begins no name.
 *
 * - `@tick` pays for a turn and stands in every loop's condition.
 * - `@items` is what a loop goes through: a list, or a map's keys in a fixed order.
 * - `@list` and `@append` build a loop's result in place; CEL's own `result + [item]` nests one list per turn.
 * - `@get`, `@has` and `@index` read maps and lists and know the path they are read by.
 * - `@key` keeps the keys of maps texts.
 */
export const coreFunctions: readonly CelFunc[] = [
  celFunc('@tick', [], BOOL, () => {
    spendTurn();
    return true;
  }),
  celFunc('@items', [DYN], LIST, items),
  celFunc('@list', [], LIST, newList),
  celFunc('@append', [LIST, DYN], LIST, append),
  celFunc('@get', [DYN, STRING, STRING], DYN, getMember),
  celFunc('@has', [DYN, STRING], BOOL, (from, name) => isCelMap(from) && from.get(name) !== undefined),
  celFunc('@index', [DYN, DYN, STRING], DYN, getElement),
  celFunc('@key', [DYN], STRING, textKey),
];

function items(range: CelValue): CelList {
  if (isCelList(range)) return range;
  if (isCelMap(range)) return celList(sortedKeys(range));
  throw new Error(`a loop goes through a list or the keys of a map, and this is a ${kindOf(range)}`);
}

/** The arrays behind lists still being built; only `@append` reaches them, and only their own loop calls it. */
const growing = new WeakMap<CelList, CelInput[]>();

function newList(): CelList {
  const elements: CelInput[] = [];
  const list = celList(elements);
  growing.set(list, elements);
  return list;
}

function append(list: CelList, item: CelValue): CelList {
  growing.get(list)?.push(item);
  return list;
}

function getMember(from: CelValue, name: string, path: string): CelInput {
  const what = path === '' ? `"${name}"` : path;
  if (!isCelMap(from)) throw new Error(`${what} cannot be read: what it is read from is a ${kindOf(from)}, not a map`);
  const member = from.get(name);
  if (member === undefined) throw new Error(`${what} does not exist`);
  return member;
}

function getElement(from: CelValue, key: CelValue, path: string): CelInput {
  const what = path === '' ? 'this value' : path;
  if (isCelMap(from)) {
    const member = typeof key === 'string' ? from.get(key) : undefined;
    if (member === undefined) throw new Error(`${what} has no such key`);
    return member;
  }
  if (!isCelList(from)) throw new Error(`${what} is a ${kindOf(from)}; only lists and maps have elements`);
  if (typeof key !== 'number' || !Number.isInteger(key)) throw new Error(`an element of the list ${what} is chosen by a whole number`);
  const element = from.get(key);
  if (element === undefined) throw new Error(`${what} has ${from.size} elements and none at ${key}`);
  return element;
}

function textKey(key: CelValue): string {
  if (typeof key === 'string') return key;
  throw new Error(`the key of a map is a ${kindOf(key)} and must be a string; make it one with string(...)`);
}
