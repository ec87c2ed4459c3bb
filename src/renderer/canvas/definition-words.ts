import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import { kindTitle } from '../strings/kinds.ts';
import { runWords } from '../strings/runs.ts';

/** A text that says something. */
export function titleOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Longer ones are cut where they are read, so that a prompt of pages costs no more than a line. */
const longest = 120;

/** Settings that say most about what something does, the first that is there. */
const telling = ['prompt', 'until', 'over', 'card', 'workflow', 'expression', 'url', 'path', 'file', 'from', 'template', 'for', 'signal', 'question', 'name'];

/** The setting that says most about a node or an action, on one line; empty where none does. */
export function parameterOf(config: Json | undefined): string {
  if (!isJsonObject(config)) return '';
  const name = titleOf(config['name']);
  if (name !== undefined && config['value'] !== undefined) return `${name} = ${oneLine(shown(config['value']))}`;
  for (const field of telling) {
    const value = titleOf(config[field]);
    if (value !== undefined) return oneLine(value);
  }
  return oneLine(Object.values(config).find((value): value is string => titleOf(value) !== undefined) ?? '');
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function oneLine(text: string): string {
  return text.slice(0, longest).replaceAll(/\s+/gu, ' ').trim();
}

/** What an action is called: its own name, else that of its kind. */
export function actName({ name, type }: { readonly name?: string; readonly type: string }): string {
  return name ?? kindTitle('action', type);
}

/** The same, of an action as a definition holds it. */
export function actTitle(action: JsonObject): string {
  const name = titleOf(action['name']);
  return actName({ type: titleOf(action['type']) ?? '', ...(name === undefined ? {} : { name }) });
}

export interface TransitionWords {
  readonly label: string;
  readonly title: string;
  readonly trigger: string;
  readonly guard: string;
}

/** Firing at once and going on after the work are what a plain arrow says already. */
const silent = new Set(['immediate', 'task-complete', 'card-submitted']);

/** What a transition says of itself: its name, what fires it, and on what condition. */
export function transitionWords(edge: JsonObject): TransitionWords {
  const written = isJsonList(edge['triggers']) ? edge['triggers'].filter(isJsonObject) : [];
  const firing = written.filter(({ enabled }) => enabled !== false);
  const triggers = firing.length === 0 ? written.map(offWords) : firing.map(triggerWords);
  const name = titleOf(edge['name']);
  const either = (parts: readonly string[]): string => parts.filter(Boolean).join(runWords.node.or);
  return {
    title: [name, either(triggers.map(({ full }) => full))].filter(Boolean).join(': '),
    label: name ?? (edge['isDefault'] === true ? runWords.node.otherwise : either(triggers.map(({ short }) => short))),
    trigger: either([...new Set(triggers.map(({ words }) => words))]),
    guard: either(triggers.map(({ guard }) => guard)),
  };
}

/** A trigger that is switched off says so, and nothing else. */
function offWords(trigger: JsonObject): ReturnType<typeof triggerWords> {
  const words = runWords.node.switchedOff(kindTitle('trigger', titleOf(trigger['type']) ?? ''));
  return { words, guard: '', full: words, short: words };
}

function triggerWords(trigger: JsonObject): { readonly short: string; readonly full: string; readonly words: string; readonly guard: string } {
  const type = titleOf(trigger['type']) ?? '';
  const config = isJsonObject(trigger['config']) ? trigger['config'] : {};
  const guard = titleOf(config['expression']) ?? titleOf(config['when']) ?? titleOf(config['choice']) ?? '';
  const words = kindTitle('trigger', type);
  return { words, guard, full: guard === '' ? words : `${words}: ${guard}`, short: guard === '' ? (silent.has(type) ? '' : words) : guard };
}
