import { findMatches, searchProblem, type TextRange } from '../expression/find-matches.ts';
import { TextWork } from '../expression/text-work.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { HookNote, ModelHook } from '../model/model-hook.ts';
import { present } from '../model/present.ts';
import { findPrivate } from './private-data.ts';

export type HookPlace = HookNote['in'];

/** Why a hook cannot be used; undefined when it can. */
export function hookProblem({ pattern }: Pick<ModelHook, 'pattern'>): string | undefined {
  return pattern === undefined ? undefined : searchProblem(pattern);
}

/** The hooks that look at a call there. */
export function hooksFor(hooks: readonly ModelHook[], place: HookPlace): readonly ModelHook[] {
  return hooks.filter(({ when }) => when === 'both' || (when === 'before') === (place === 'prompt'));
}

/** Several lists as one; the same rule said twice is one rule. */
export function joinedHooks(...lists: readonly (readonly ModelHook[])[]): readonly ModelHook[] {
  return [...new Map(lists.flat().map((hook) => [JSON.stringify(hook), hook])).values()];
}

/** Applies hooks to the texts of one call and counts what each did. Throws `access_denied` where one refuses the call. */
export class HookPass {
  readonly #hooks: readonly ModelHook[];
  readonly #place: HookPlace;
  readonly #work: TextWork;
  readonly #counts = new Map<ModelHook, number>();

  constructor(hooks: readonly ModelHook[], place: HookPlace, work: TextWork = new TextWork()) {
    this.#work = work;
    this.#hooks = hooksFor(hooks, place);
    this.#place = place;
  }

  get notes(): readonly HookNote[] {
    return [...this.#counts].map(([{ id, do: act, note }, count]) => ({ hook: id, did: act === 'redact' ? 'redacted' : 'annotated', in: this.#place, count, ...present({ note }) }));
  }

  text(text: string): string {
    return this.#hooks.reduce((said, hook) => this.#apply(hook, said), text);
  }

  /** Every text in a value; names of its fields stay, and so do its numbers. */
  texts(value: Json): Json {
    return this.#each(value, (number) => number);
  }

  /** As {@link texts}; a number that shows what a hook looks for becomes a text. */
  value(value: Json): Json {
    return this.#each(value, (number) => this.#number(number));
  }

  #each(value: Json, numbers: (number: number) => Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return numbers(value);
    if (Array.isArray(value)) return value.map((part: Json) => this.#each(part, numbers));
    return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#each(part, numbers)])) : value;
  }

  /** JSON as a model wrote it stays JSON, however its texts are spelt in it; what is none is a text. */
  jsonText(text: string): string {
    let value: Json;
    try {
      value = JSON.parse(text) as Json;
    } catch {
      return this.text(text);
    }
    const said = JSON.stringify(this.value(value));
    return said === JSON.stringify(value) ? text : said;
  }

  /** A message of a conversation: its text, and what it asks of tools. */
  message<Message extends SaidMessage>(message: Message): Message {
    const { toolCalls } = message;
    return { ...message, text: this.text(message.text), ...(toolCalls === undefined ? {} : { toolCalls: toolCalls.map((call) => ({ ...call, arguments: this.jsonText(call.arguments) })) }) };
  }

  #number(value: number): Json {
    const text = String(value);
    const said = this.text(text);
    return said === text ? value : said;
  }

  #apply(hook: ModelHook, text: string): string {
    const ranges = this.#found(hook, text);
    if (ranges.length === 0) return text;
    if (hook.do === 'block') throw blocked(hook, this.#place);
    this.#counts.set(hook, (this.#counts.get(hook) ?? 0) + ranges.length);
    return hook.do === 'annotate' ? text : redacted(text, ranges);
  }

  /** What cannot be looked through is not let by. */
  #found(hook: ModelHook, text: string): readonly Found[] {
    try {
      return found(hook, text, this.#work);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw unlooked(hook, this.#place, error);
    }
  }
}

interface SaidMessage {
  readonly text: string;
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[] | undefined;
}

interface Found extends TextRange {
  readonly what: string;
}

/** In order, without overlaps: of two that overlap one that covers both. */
function found({ id, kinds = [], pattern }: ModelHook, text: string, work: TextWork): readonly Found[] {
  const all: Found[] = [
    ...kinds.flatMap((kind) => findPrivate(text, kind, work).map((range) => ({ ...range, what: kind }))),
    ...(pattern === undefined ? [] : findMatches(text, pattern, work).map((range) => ({ ...range, what: id }))),
  ];
  const joined: Found[] = [];
  for (const range of all.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = joined.at(-1);
    if (last === undefined || range.start >= last.end) joined.push(range);
    else if (range.end > last.end) joined[joined.length - 1] = { ...last, end: range.end };
  }
  return joined;
}

/** What was there is gone: the placeholder says of which kind it was, and nothing else. */
function redacted(text: string, ranges: readonly Found[]): string {
  let at = 0;
  let said = '';
  for (const { start, end, what } of ranges) {
    said += `${text.slice(at, start)}[redacted:${what}]`;
    at = end;
  }
  return said + text.slice(at);
}

function blocked({ id, note }: ModelHook, place: HookPlace): AppError {
  const what = place === 'prompt' ? 'The hook refuses what would be sent to the model; nothing was sent' : 'The hook refuses what the model answered';
  return new AppError('access_denied', `${what}: "${id}"${note === undefined ? '' : `, ${note}`}.`, {
    next: 'Take out what it looks for, or change the hook: `aiwm settings get hooks`, or `llm.hooks` of the workflow.',
    data: { reason: 'hook_blocked', hook: id, in: place },
  });
}

function unlooked({ id }: ModelHook, place: HookPlace, cause: AppError): AppError {
  const what = place === 'prompt' ? 'what would be sent to the model; nothing was sent' : 'what the model answered; nothing of it is used';
  return new AppError('input_invalid', `The hook "${id}" cannot look through ${what}: ${cause.message}`, {
    next: 'Make its pattern narrower, or the text shorter: `aiwm settings get hooks`, or `llm.hooks` of the workflow.',
    data: { reason: 'hook_failed', hook: id, in: place },
    cause,
  });
}
