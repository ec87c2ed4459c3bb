import { wordsOf } from '../edit/edit-words.ts';
import type { JsonObject } from '../json.ts';
import { differenceWords, said } from './change-words.ts';
import { type DefinitionParts, type Part, partsOf, placeOf } from './definition-parts.ts';
import type { DefinitionChange } from './diff-definitions.ts';

/** Says changes as people at a screen know the workflow: `Prompt of Greet › Ask: was “…”, is “…”`, `Review → Publish`. What became of it is shown beside it. */
export function changeSayer(before: JsonObject, after: JsonObject): (change: DefinitionChange) => string {
  const [left, right] = [partsOf(before), partsOf(after)];
  return (change) => {
    const place = placeSayer(change.kind === 'removed' ? left : right);
    const subject = place(change.where);
    const end = change.noun === 'transition' && change.kind === 'changed' ? ends.get(change.field) : undefined;
    if (change.kind === 'changed' && end !== undefined && typeof change.before === 'string') return `${subject}: ${end} ${nodeName(left, change.before)}`;
    if (change.kind === 'changed') return `${place(`${change.where}.${change.field}`)}: ${namesWords(change) ?? differenceWords(change.before, change.after)}`;
    if (change.kind !== 'moved') return subject;
    const [from, to] = [change.before, change.after];
    return from.in === to.in ? `${subject}: from place ${from.at} to place ${to.at}` : `${subject}: from ${placeSayer(left)(from.in)} to ${place(to.in)}`;
  };
}

/** What is said of inputs and outputs that came or went as a whole; undefined of every other change. */
function namesWords({ noun, field, before, after }: Extract<DefinitionChange, { readonly kind: 'changed' }>): string | undefined {
  const [first, second, ...names] = field.split('.');
  if (noun !== 'workflow' || !schemaNouns.has(first ?? '') || second !== 'properties' || (before !== undefined && after !== undefined)) return undefined;
  const became = before === undefined ? 'new' : 'gone';
  if (names.length === 1) return `is ${became}`;
  const all = Object.keys((before ?? after ?? {}) as JsonObject);
  return names.length > 0 || all.length === 0 ? undefined : `${all.join(', ')} ${all.length === 1 ? 'is' : 'are'} ${became}`;
}

/** What is said of an end of a transition that was another. */
const ends: ReadonlyMap<string, string> = new Map([['from', 'came from'], ['to', 'led to']]);

/** Says a place of ids such as `root/greet/ask.config.prompt` as people know it: `Prompt of Greet › Ask`. */
export function placeSayer(parts: DefinitionParts): (place: string) => string {
  const byPlace = new Map([...parts.values()].map((part) => [placeOf(parts, part.address), part] as const));
  return (place) => {
    const [home = '', ...steps] = place.split('.');
    // A field of the workflow itself stands there without a home.
    const isOfWorkflow = !byPlace.has(home) && !home.includes('/');
    const ofSchema = schemaPlace(isOfWorkflow ? [home, ...steps] : home === '' ? steps : []);
    if (ofSchema !== undefined) return ofSchema;
    const part = byPlace.get(isOfWorkflow ? '' : home);
    const field = isOfWorkflow ? (steps.at(-1) ?? home) : steps.at(-1);
    const subject = part === undefined ? place : subjectOf(parts, part);
    return field === undefined || part === undefined ? subject : `${capital(wordsOf(field))} of ${subject}`;
  };
}

/** A place in what the workflow is given and yields: an input by its name, a word of its schema as one of it. */
function schemaPlace([field = '', ...path]: readonly string[]): string | undefined {
  const noun = schemaNouns.get(field);
  const [word, name, ...rest] = path;
  const last = path.at(-1);
  if (noun === undefined || last === undefined) return undefined;
  if (word === 'properties' && name === undefined) return `${capital(field)} of the workflow`;
  if (word !== 'properties' || name === undefined) return `${capital(wordsOf(last))} of the ${noun}s`;
  return rest.length === 0 ? `${capital(noun)} ${name}` : `${capital(wordsOf(last))} of ${noun} ${name}`;
}

const schemaNouns: ReadonlyMap<string, string> = new Map([['inputs', 'input'], ['outputs', 'output']]);

/** The part, after the node, the transition or the card it stands in. */
function subjectOf(parts: DefinitionParts, part: Part): string {
  const { noun, id, home = '' } = part;
  const around = parts.get(home);
  if (noun === 'workflow' || around === undefined || (noun === 'region' && around.noun === 'workflow')) return 'the workflow';
  if (noun === 'node') return nameOf(part);
  if (noun === 'transition') return text(part, 'name') ?? `${nodeName(parts, text(part, 'from'))} → ${nodeName(parts, text(part, 'to'))}`;
  if (noun === 'variable') return `variable ${id}`;
  if (noun === 'card') return `card ${nameOf(part)}`;
  return `${subjectOf(parts, around)} › ${nameOf(part)}`;
}

function nodeName(parts: DefinitionParts, id = ''): string {
  const node = parts.get(`node:${id}`);
  return node === undefined ? id : nameOf(node);
}

function nameOf(part: Part): string {
  return text(part, 'name') ?? text(part, 'title') ?? text(part, 'label') ?? part.id;
}

function text({ fields }: Part, field: string): string | undefined {
  const value = fields[field];
  return typeof value === 'string' && value.trim() !== '' ? said(value.trim()) : undefined;
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
