import { celFunc } from '@bufbuild/cel';
import type { CelFunc, CelList } from '@bufbuild/cel';
import { isDuration, isTimestamp, nanosecondsOf } from '../cel-time.ts';
import { kindOf } from '../cel-values.ts';
import { spend } from '../fuel.ts';
import { finite } from './operators.ts';
import { DOUBLE, DURATION, LIST, STRING, TIMESTAMP } from './value-types.ts';

/** Arithmetic beyond the operators. Sums go from left to right, so their rounding is the same everywhere. */
export const numberFunctions: readonly CelFunc[] = [
  celFunc('abs', [DOUBLE], DOUBLE, Math.abs),
  celFunc('ceil', [DOUBLE], DOUBLE, Math.ceil),
  celFunc('floor', [DOUBLE], DOUBLE, Math.floor),
  celFunc('round', [DOUBLE], DOUBLE, (value) => round(value, 0)),
  celFunc('round', [DOUBLE, DOUBLE], DOUBLE, round),
  celFunc('min', [DOUBLE, DOUBLE], DOUBLE, Math.min),
  celFunc('max', [DOUBLE, DOUBLE], DOUBLE, Math.max),
  celFunc('min', [LIST], DOUBLE, (list) => numbersOf(list, 'min').reduce((least, value) => Math.min(least, value))),
  celFunc('max', [LIST], DOUBLE, (list) => numbersOf(list, 'max').reduce((most, value) => Math.max(most, value))),
  celFunc('sum', [LIST], DOUBLE, (list) => (list.size === 0 ? 0 : sum(numbersOf(list, 'sum')))),
  celFunc('avg', [LIST], DOUBLE, (list) => sum(numbersOf(list, 'avg')) / list.size),
  celFunc('double', [DOUBLE], DOUBLE, (value) => value),
  celFunc('double', [STRING], DOUBLE, parseNumber),
  celFunc('double', [DURATION], DOUBLE, secondsOf),
  celFunc('int', [DOUBLE], DOUBLE, Math.trunc),
  celFunc('int', [STRING], DOUBLE, parseWhole),
  celFunc('int', [TIMESTAMP], DOUBLE, (value) => Math.floor(secondsOf(value))),
  celFunc('int', [DURATION], DOUBLE, (value) => Math.trunc(secondsOf(value))),
];

/** Half goes away from zero; the digits kept are those of the exact binary value, as `toFixed` is defined. */
function round(value: number, digits: number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 15) throw new Error('round(x, digits) takes 0 to 15 digits');
  return Math.abs(value) >= 1e21 ? value : Number(value.toFixed(digits));
}

function numbersOf(list: CelList, name: string): readonly number[] {
  spend(list.size);
  if (list.size === 0) throw new Error(`${name}() of an empty list has no value`);
  return Array.from(list, (element) => {
    if (typeof element !== 'number') throw new Error(`${name}() takes a list of numbers, and one element is a ${kindOf(element)}`);
    return element;
  });
}

function sum(numbers: readonly number[]): number {
  return finite(numbers.reduce((total, value) => total + value));
}

function parseNumber(text: string): number {
  if (text.length > 400 || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/u.test(text)) throw new Error('the text is not a number such as -12.5');
  return finite(Number(text));
}

function parseWhole(text: string): number {
  const value = parseNumber(text);
  if (!Number.isSafeInteger(value)) throw new Error('the text is not a whole number up to 9007199254740991');
  return value;
}

function secondsOf(value: Parameters<typeof nanosecondsOf>[0]): number {
  return isTimestamp(value) || isDuration(value) ? Number(nanosecondsOf(value)) / 1e9 : 0;
}
