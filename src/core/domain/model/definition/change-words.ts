import { cutText } from '../cut-text.ts';
import { fieldDiff } from '../field-diff.ts';
import type { Json, JsonObject } from '../json.ts';
import type { DefinitionChange } from './diff-definitions.ts';

/** How a change begins on a line: `+`, `-`, `~` for a field, `>` for a move. */
export const changeSigns = { added: '+', removed: '-', changed: '~', moved: '>' } as const;

/** A change as one sentence without its sign: `node "ask" (root/ask): config.prompt was "…", is "…"`. */
export function changeWords(change: DefinitionChange): string {
  const subject = subjectOf(change);
  switch (change.kind) {
    case 'added':
      return `${subject}${detailOf(change.after)}`;
    case 'removed':
      return `${subject}${detailOf(change.before)}`;
    case 'moved':
      return change.before.in === change.after.in
        ? `${subject}: from place ${change.before.at} to place ${change.after.at} of ${change.after.in}`
        : `${subject}: from ${change.before.in} to ${change.after.in}`;
    case 'changed':
      return `${subject}: ${changedWords(change.field, change.before, change.after)}`;
    default:
      return change satisfies never;
  }
}

function subjectOf({ noun, id, where }: DefinitionChange): string {
  if (noun === 'workflow') return 'workflow';
  return where === id ? `${noun} "${id}"` : `${noun} "${id}" (${where})`;
}

/** What tells one part from others of its noun. */
function detailOf(fields: { readonly [field: string]: Json }): string {
  const { from, to, type, title } = fields;
  if (typeof from === 'string' && typeof to === 'string') return `: ${from} → ${to}`;
  if (typeof type === 'string') return `: ${type}`;
  return typeof title === 'string' ? `: ${cutText(title, longest)}` : '';
}

const mostPlaces = 3;

/** The places inside the field that differ; the order of members is none of them. */
function changedWords(field: string, before: Json | undefined, after: Json | undefined): string {
  return differences(before, after, (path, left, right) => `${field}${path === '' || path.startsWith('[') ? '' : '.'}${path} ${fieldWords(left, right, JSON.stringify)}`);
}

/** What became of a value, as people at a screen read it: `was “Say it”, is “Sing it”`. */
export function differenceWords(before: Json | undefined, after: Json | undefined): string {
  return differences(before, after, (path, left, right) => `${path === '' ? '' : `${path} `}${fieldWords(left, right, (value) => (typeof value === 'string' ? `“${said(value)}”` : JSON.stringify(value)))}`);
}

/** A text in one line. */
export function said(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

function differences(before: Json | undefined, after: Json | undefined, words: (path: string, before: Json | undefined, after: Json | undefined) => string): string {
  if (!isInside(before) || !isInside(after) || Array.isArray(before) !== Array.isArray(after)) return words('', before, after);
  const places = fieldDiff(before, after);
  const shownPlaces = places.slice(0, mostPlaces).map((place) => words(place.path, place.before, place.after));
  return [...shownPlaces, ...(places.length > mostPlaces ? [`and ${places.length - mostPlaces} more`] : [])].join('; ');
}

/** Whether a value has places inside. */
function isInside(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}

function fieldWords(before: Json | undefined, after: Json | undefined, quote: (value: Json) => string): string {
  if (typeof before === 'string' && typeof after === 'string') {
    const { left, right } = whereTextsDiffer(before, after);
    return `was ${quote(left)}, is ${quote(right)}`;
  }
  const shown = (value: Json | undefined): string => cutText(quote(value ?? null), longest);
  if (before === undefined) return `is now ${shown(after)}`;
  return after === undefined ? `was ${shown(before)}, is gone` : `was ${shown(before)}, is ${shown(after)}`;
}

const longest = 80;
/** Of what two long texts share, this much is shown on either side. */
const context = 12;

/** Long texts without the most of what they have in common. */
function whereTextsDiffer(before: string, after: string): { readonly left: string; readonly right: string } {
  if (Math.max(before.length, after.length) <= longest) return { left: before, right: after };
  const [left, right] = [[...before], [...after]];
  let start = 0;
  while (start < Math.min(left.length, right.length) && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const excerpt = (text: readonly string[]): string => {
    const [from, to] = [Math.max(0, start - context), Math.min(text.length, text.length - end + context)];
    return `${from > 0 ? '…' : ''}${cutText(text.slice(from, to).join(''), longest)}${to < text.length ? '…' : ''}`;
  };
  return { left: excerpt(left), right: excerpt(right) };
}
