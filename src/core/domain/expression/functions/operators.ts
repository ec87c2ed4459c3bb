import { celFunc, celList, isCelList, isCelMap } from '@bufbuild/cel';
import type { CelFunc, CelList, CelValue } from '@bufbuild/cel';
import { durationOf, isDuration, isTimestamp, nanosecondsOf } from '../cel-time.ts';
import { deepest } from '../cel-values.ts';
import { spend } from '../fuel.ts';
import { BOOL, DOUBLE, DURATION, DYN, LIST, MAP, STRING, TIMESTAMP } from './value-types.ts';

/**
 * Operators where this language differs from the library's: numbers are doubles and always finite, texts compare by
 * code point instead of UTF-16 unit, and what grows or is walked costs fuel. The others, such as times plus durations,
 * are the library's own.
 */
export const operators: readonly CelFunc[] = [
  celFunc('_+_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left + right)),
  celFunc('_-_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left - right)),
  celFunc('_*_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left * right)),
  celFunc('_/_', [DOUBLE, DOUBLE], DOUBLE, divide),
  celFunc('_%_', [DOUBLE, DOUBLE], DOUBLE, remainder),
  celFunc('-_', [DOUBLE], DOUBLE, (value) => -value),
  celFunc('!_', [BOOL], BOOL, (value) => !value),
  celFunc('_+_', [STRING, STRING], STRING, joinTexts),
  celFunc('_+_', [LIST, LIST], LIST, joinLists),
  celFunc('_-_', [TIMESTAMP, TIMESTAMP], DURATION, (left, right) => durationOf(nanosecondsOf(left) - nanosecondsOf(right))),
  celFunc('_==_', [DYN, DYN], BOOL, (left, right) => isEqual(left, right)),
  celFunc('_!=_', [DYN, DYN], BOOL, (left, right) => !isEqual(left, right)),
  celFunc('_<_', [STRING, STRING], BOOL, (left, right) => compareTexts(left, right) < 0),
  celFunc('_<=_', [STRING, STRING], BOOL, (left, right) => compareTexts(left, right) <= 0),
  celFunc('_>_', [STRING, STRING], BOOL, (left, right) => compareTexts(left, right) > 0),
  celFunc('_>=_', [STRING, STRING], BOOL, (left, right) => compareTexts(left, right) >= 0),
  celFunc('@in', [DYN, LIST], BOOL, isInList),
  celFunc('@in', [STRING, MAP], BOOL, (key, map) => map.get(key) !== undefined),
];

/** The number, if it is one that JSON can carry. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error('the result is too large for a number');
  return value;
}

function divide(left: number, right: number): number {
  if (right === 0) throw new Error('a number is divided by zero');
  return finite(left / right);
}

function remainder(left: number, right: number): number {
  if (right === 0) throw new Error('a number is divided by zero');
  if (!Number.isInteger(left) || !Number.isInteger(right)) throw new Error('% needs whole numbers');
  return left % right;
}

function joinTexts(left: string, right: string): string {
  spend(left.length + right.length);
  return left + right;
}

function joinLists(left: CelList, right: CelList): CelList {
  spend(left.size + right.size);
  return celList([...left, ...right]);
}

function isInList(value: CelValue, list: CelList): boolean {
  for (const element of list) if (isEqual(value, element)) return true;
  return false;
}

/** True where both are the same value of the same kind, lists and maps member by member. */
function isEqual(left: CelValue, right: CelValue, depth = 0): boolean {
  if (depth > deepest) throw new Error(`values nested deeper than ${deepest} levels are not compared`);
  spend(typeof left === 'string' && typeof right === 'string' && left.length === right.length ? left.length + 1 : 1);
  if (left === right) return true;
  if (isCelList(left) && isCelList(right)) return left.size === right.size && isEqualList(left, right, depth + 1);
  if (isCelMap(left) && isCelMap(right)) {
    if (left.size !== right.size) return false;
    for (const [key, member] of left) {
      const other = right.get(key);
      if (other === undefined || !isEqual(member, other, depth + 1)) return false;
    }
    return true;
  }
  if (isTimestamp(left)) return isTimestamp(right) && nanosecondsOf(left) === nanosecondsOf(right);
  return isDuration(left) && isDuration(right) && nanosecondsOf(left) === nanosecondsOf(right);
}

function isEqualList(left: CelList, right: CelList, depth: number): boolean {
  const others = right.values();
  for (const element of left) {
    const other = others.next();
    if (other.done === true || !isEqual(element, other.value, depth)) return false;
  }
  return true;
}

/** By code point: in UTF-16, characters beyond U+FFFF would come before U+E000 to U+FFFF. */
function compareTexts(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  spend(shorter);
  for (let at = 0; at < shorter; at += 1) {
    const difference = rank(left.charCodeAt(at)) - rank(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
