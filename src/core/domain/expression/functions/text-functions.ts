import { celEnv, celFunc, celList, celMethod, isCelError } from '@bufbuild/cel';
import type { CelFunc, CelList, CelValue } from '@bufbuild/cel';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { Json } from '../../model/json.ts';
import { isTimestamp, timestampText } from '../cel-time.ts';
import { kindOf, toJson } from '../cel-values.ts';
import { spend } from '../fuel.ts';
import { BOOL, DOUBLE, DYN, LIST, MAP, STRING, TIMESTAMP } from './value-types.ts';

/**
 * Texts. Positions and sizes count code points, as `size()` does, so an emoji is one character. Only ASCII letters
 * change case: what other letters become depends on a language.
 */
export const textFunctions: readonly CelFunc[] = [
  celFunc('size', [STRING], DOUBLE, sizeOfText),
  celFunc('size', [LIST], DOUBLE, (list) => list.size),
  celFunc('size', [MAP], DOUBLE, (map) => map.size),
  celMethod('size', STRING, [], DOUBLE, function size() { return sizeOfText(this); }),
  celMethod('size', LIST, [], DOUBLE, function size() { return this.size; }),
  celMethod('size', MAP, [], DOUBLE, function size() { return this.size; }),
  celMethod('contains', STRING, [STRING], BOOL, function contains(part) { return read(this).includes(part); }),
  celMethod('startsWith', STRING, [STRING], BOOL, function startsWith(part) { return read(this).startsWith(part); }),
  celMethod('endsWith', STRING, [STRING], BOOL, function endsWith(part) { return read(this).endsWith(part); }),
  celMethod('indexOf', STRING, [STRING], DOUBLE, function indexOf(part) { return position(this, read(this).indexOf(part)); }),
  celMethod('lastIndexOf', STRING, [STRING], DOUBLE, function lastIndexOf(part) { return position(this, read(this).lastIndexOf(part)); }),
  celMethod('charAt', STRING, [DOUBLE], STRING, function charAt(at) { return slice(this, at, Math.min(at + 1, sizeOfText(this))); }),
  celMethod('substring', STRING, [DOUBLE], STRING, function substring(from) { return slice(this, from); }),
  celMethod('substring', STRING, [DOUBLE, DOUBLE], STRING, function substring(from, to) { return slice(this, from, to); }),
  celMethod('lowerAscii', STRING, [], STRING, function lowerAscii() { return read(this).replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase()); }),
  celMethod('upperAscii', STRING, [], STRING, function upperAscii() { return read(this).replaceAll(/[a-z]/gu, (letter) => letter.toUpperCase()); }),
  celMethod('trim', STRING, [], STRING, function trim() { return trimSpace(read(this)); }),
  celMethod('replace', STRING, [STRING, STRING], STRING, function replace(old, by) { return replaceText(this, { old, by, count: -1 }); }),
  celMethod('replace', STRING, [STRING, STRING, DOUBLE], STRING, function replace(old, by, count) { return replaceText(this, { old, by, count }); }),
  celMethod('split', STRING, [STRING], LIST, function split(by) { return celList(pieces(this, by, -1)); }),
  celMethod('split', STRING, [STRING, DOUBLE], LIST, function split(by, count) { return celList(pieces(this, by, count)); }),
  celMethod('join', LIST, [], STRING, function join() { return joinList(this, ''); }),
  celMethod('join', LIST, [STRING], STRING, function join(by) { return joinList(this, by); }),
  celMethod('matches', STRING, [STRING], BOOL, function matches(pattern) { return matchesPattern(this, pattern); }),
  celFunc('matches', [STRING, STRING], BOOL, matchesPattern),
  celFunc('string', [STRING], STRING, (value) => value),
  celFunc('string', [DOUBLE], STRING, String),
  celFunc('string', [BOOL], STRING, String),
  celFunc('string', [TIMESTAMP], STRING, (value) => (isTimestamp(value) ? timestampText(value) : '')),
  celFunc('text', [DYN], STRING, (value) => displayText(toJson(value, spend))),
  celFunc('json', [DYN], STRING, (value) => canonicalJson(toJson(value, spend))),
  celFunc('type', [DYN], STRING, kindOf),
  celFunc('dyn', [DYN], DYN, (value) => value),
  celFunc('bool', [BOOL], BOOL, (value) => value),
  celFunc('bool', [STRING], BOOL, parseBool),
];

/** A value as templates show it: texts as they are, null as nothing, lists and maps as canonical JSON. */
export function displayText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** Why RE2 refuses the pattern, or undefined when it is fine. */
export function patternProblem(pattern: string, most: number = mostRepetitions): string | undefined {
  if (pattern.length > longestPattern) return `the pattern is longer than ${longestPattern} characters`;
  if (repetitions(pattern) > most) return `the pattern repeats a part more than ${most} times`;
  const result = re2?.call(0, '', [pattern]);
  return isCelError(result) ? result.message : undefined;
}

/** Whether a pattern matches somewhere in the text, at the cost of `matches`; one that {@link patternProblem} refuses does not. */
export function fitsPattern(text: string, pattern: string): boolean {
  spend(workOf(text, pattern));
  return re2?.call(0, text, [pattern]) === true;
}

/** The library's own `matches`: RE2, whose time grows with the text and never explodes. */
const re2 = celEnv().funcs.find('matches');
const longestPattern = 256;
const mostRepetitions = 50;

/** Compiling and matching cost as the program does that the pattern becomes: counted repetitions multiply it. */
function matchesPattern(text: string, pattern: string): boolean {
  spend(workOf(text, pattern));
  const problem = pattern.length > longestPattern || repetitions(pattern) > mostRepetitions ? patternProblem(pattern) : undefined;
  if (problem !== undefined) throw new Error(problem);
  const result = re2?.call(0, text, [pattern]);
  if (isCelError(result)) throw result;
  return result === true;
}

function workOf(text: string, pattern: string): number {
  const classes = pattern.split(/\\[pP]/u).length - 1;
  const size = (pattern.length + 20 * classes) * repetitions(pattern);
  return size * 16 + Math.ceil(text.length * (1 + size / 32));
}

function repetitions(pattern: string): number {
  let product = 1;
  for (const [, least = '1', most = ''] of pattern.matchAll(/\{(\d+),?(\d*)\}/gu)) product *= Math.max(1, Number(least), Number(most));
  return product;
}

function read(text: string): string {
  spend(text.length);
  return text;
}

function sizeOfText(text: string): number {
  let size = 0;
  for (const _ of read(text)) size += 1;
  return size;
}

function position(text: string, unit: number): number {
  return unit <= 0 ? unit : sizeOfText(text.slice(0, unit));
}

function slice(text: string, from: number, to?: number): string {
  const points = Array.from(read(text));
  const end = to ?? points.length;
  if (!Number.isInteger(from) || !Number.isInteger(end) || from < 0 || from > end || end > points.length) {
    throw new Error(`the positions ${from} to ${end} are not in a text of ${points.length} characters`);
  }
  return points.slice(from, end).join('');
}

/** The white space of Unicode, as CEL lists it. */
const space = new Set('\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000');

function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.has(text.charAt(start))) start += 1;
  while (end > start && space.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function replaceText(text: string, change: { readonly old: string; readonly by: string; readonly count: number }): string {
  if (change.old === '') throw new Error('replace() needs a text to look for');
  const parts = pieces(text, change.old, change.count < 0 ? -1 : change.count + 1);
  spend(text.length + (parts.length - 1) * change.by.length);
  return parts.join(change.by);
}

/** At most `count` pieces, the last with all that is left; a negative count means all. */
function pieces(text: string, by: string, count: number): string[] {
  if (!Number.isInteger(count)) throw new Error('the number of pieces is a whole number');
  const all = by === '' ? Array.from(read(text)) : read(text).split(by);
  spend(all.length);
  if (count < 0 || all.length <= count) return all;
  return count === 0 ? [] : [...all.slice(0, count - 1), all.slice(count - 1).join(by)];
}

function joinList(list: CelList, by: string): string {
  const parts = Array.from(list, textElement);
  spend(parts.reduce((length, part) => length + part.length + by.length, 0));
  return parts.join(by);
}

function textElement(element: CelValue): string {
  if (typeof element === 'string') return element;
  throw new Error(`join() takes a list of strings, and one element is a ${kindOf(element)}; write .map(x, text(x)) before it`);
}

function parseBool(text: string): boolean {
  if (['true', 'True', 'TRUE', 't', '1'].includes(text)) return true;
  if (['false', 'False', 'FALSE', 'f', '0'].includes(text)) return false;
  throw new Error('the text is neither true nor false');
}
