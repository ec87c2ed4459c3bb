import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { changedConfig, changedTexts, type TextChange } from './expression-places.ts';
import { idOf, textIn } from './definition-reading.ts';

/** New ids by old ones. Ids that stay are left out. */
export interface Renames {
  readonly nodes: ReadonlyMap<string, string>;
  /** Of actions; what reads one names its node first. */
  readonly actions?: ReadonlyMap<string, string>;
  readonly cards?: ReadonlyMap<string, string>;
}

/** A text in quotes, a comment, or a read of a node or loop with the name behind it. Names in quotes count, as in `nodes["ask"]`. */
const token = /(?:[rR]?("""|''')[\s\S]*?\1)|(?:[rR]?"(?:[^"\\\n]|\\.)*")|(?:[rR]?'(?:[^'\\\n]|\\.)*')|(?:\/\/[^\n]*)|(?<![\w.])(nodes|loops)(\s*\.\s*|\s*\[\s*["'])([a-z][a-z0-9_]*)\b(?:((?:["']\s*\])?\s*\.\s*|(?:["']\s*\])?\s*\[\s*["'])([a-z][a-z0-9_]*)\b)?/gu;

/** The source of an expression with its reads renamed. Texts in quotes and comments stay as they are. */
export function renamedExpression(source: string, { nodes, actions }: Renames): string {
  return source.replaceAll(token, (...found: readonly unknown[]) => {
    const [whole, , root, join, node, joinToAction, action] = found.slice(0, 7).map((part) => (typeof part === 'string' ? part : undefined));
    if (whole === undefined || root === undefined || join === undefined || node === undefined) return String(found[0]);
    const renamed = `${root}${join}${nodes.get(node) ?? node}`;
    if (joinToAction === undefined || action === undefined) return renamed;
    return `${renamed}${joinToAction}${nodes.has(node) && root === 'nodes' ? (actions?.get(action) ?? action) : action}`;
  });
}

/** A template with the reads in its `{{ }}` renamed. */
export function renamedTemplate(source: string, renames: Renames): string {
  if (!source.includes('{{')) return source;
  let text = '';
  let at = 0;
  for (let open = source.indexOf('{{'); open !== -1; open = source.indexOf('{{', at)) {
    const isEscaped = open > at && source.charAt(open - 1) === '\\';
    const end = isEscaped ? open + 2 : endOfExpression(source, open + 2);
    text += source.slice(at, open + 2) + (isEscaped ? '' : renamedExpression(source.slice(open + 2, end), renames));
    at = end;
  }
  return text + source.slice(at);
}

/** Where `}}` closes the expression; braces of its maps and texts in quotes do not. The end of the text where nothing does. */
function endOfExpression(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (depth === 0 && source.startsWith('}}', at)) return at;
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === '"' || character === "'") at = endOfQuotes(source, at);
  }
  return source.length;
}

/** The place of the closing quotes. */
function endOfQuotes(source: string, from: number): number {
  const quote = source.charAt(from);
  for (let at = from + 1; at < source.length; at += 1) {
    if (source.charAt(at) === '\\') at += 1;
    else if (source.charAt(at) === quote) return at;
  }
  return source.length;
}

/** The part with every read in it renamed: of a node with its bodies, a region, a transition or a card. Its own ids stay. */
export function renamedReads(part: JsonObject, renames: Renames): JsonObject {
  const change: TextChange = { expression: (text) => renamedExpression(text, renames), template: (text) => renamedTemplate(text, renames) };
  return renamedPart(part, { change, renames });
}

interface Renaming {
  readonly change: TextChange;
  readonly renames: Renames;
}

const lists = ['nodes', 'transitions', 'bodies', 'entry', 'exit', 'userActions', 'triggers', 'validators'] as const;

function renamedPart(part: JsonObject, renaming: Renaming): JsonObject {
  const { change } = renaming;
  const members = Object.entries(part).map(([field, value]): readonly [string, Json] => {
    if (field === 'config' && isJsonObject(value)) return [field, renamedConfig(part, value, renaming)];
    if (lists.some((list) => list === field)) return [field, renamedList(value, renaming)];
    if (field === 'action' && isJsonObject(value)) return [field, renamedPart(value, renaming)];
    if (field === 'when' && typeof value === 'string') return [field, change.expression(value)];
    return [field, value];
  });
  return members.every(([field, value]) => value === part[field]) ? part : Object.fromEntries(members);
}

function renamedList(value: Json, renaming: Renaming): Json {
  if (!isJsonList(value)) return value;
  const items = value.map((item) => (isJsonObject(item) ? renamedPart(item, renaming) : item));
  return items.every((item, at) => item === value[at]) ? value : items;
}

/** Besides reads, a card node names its card and a manual approval the actions it approves. */
function renamedConfig(part: JsonObject, config: JsonObject, { change, renames }: Renaming): JsonObject {
  const changed = changedConfig(textIn(part, 'type') ?? '', config, change);
  const { card, approves } = changed;
  const newCard = part['type'] === 'uiCard' && typeof card === 'string' ? renames.cards?.get(card) : undefined;
  const isApproval = isJsonList(approves) && approves.some((id) => typeof id === 'string' && renames.actions?.has(id));
  if (newCard === undefined && !isApproval) return changed;
  return {
    ...changed,
    ...(newCard === undefined ? {} : { card: newCard }),
    ...(isApproval ? { approves: approves.map((id) => (typeof id === 'string' ? (renames.actions?.get(id) ?? id) : id)) } : {}),
  };
}

/** A card's texts are templates; what it is known by stays. */
export function renamedCard(card: JsonObject, renames: Renames): JsonObject {
  const changed = changedTexts(card, (text) => renamedTemplate(text, renames));
  return isJsonObject(changed) ? { ...changed, id: idOf(card) } : card;
}
