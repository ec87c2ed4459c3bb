import { placesOfTemplate } from '../expression-tokens.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { assignedField, assignedVariable } from './assigned-variables.ts';
import { type ExpressionRead, type ReadStep, readsOfExpression } from './expression-reads.ts';
import { changedConfig, changedTexts, type TextChange } from './expression-places.ts';
import { idOf, textIn } from './definition-reading.ts';

/** New ids by old ones. Ids that stay are left out. */
export interface Renames {
  readonly nodes: ReadonlyMap<string, string>;
  /** Of actions; what reads one names its node first. */
  readonly actions?: ReadonlyMap<string, string>;
  readonly cards?: ReadonlyMap<string, string>;
  /** Of bodies, which are read as the results of their node. */
  readonly regions?: ReadonlyMap<string, string>;
  readonly inputs?: ReadonlyMap<string, string>;
  /** Of variables; what assigns one names it. */
  readonly vars?: ReadonlyMap<string, string>;
  /** A body in which nothing is renamed, such as one with a variable of its own of that name. */
  readonly isApart?: (body: JsonObject) => boolean;
}

/** The source of an expression with its reads renamed, however they are written. Texts in quotes and comments stay as they are. */
export function renamedExpression(source: string, renames: Renames): string {
  if (!mayName(source, renames)) return source;
  const steps = readsOfExpression(source).flatMap((read) => renamedSteps(read, renames));
  return steps.toReversed().reduce((text, { step, to }) => text.slice(0, step.from) + written(text.slice(step.from, step.to), step, to) + text.slice(step.to), source);
}

/** What names nothing of them, not even by escapes, need not be read: of a thousand expressions a rename concerns a few. */
function mayName(source: string, { nodes, regions, inputs, vars }: Renames): boolean {
  return source.includes('\\') || [nodes, regions, inputs, vars].some((names) => names?.keys().some((name) => source.includes(name)));
}

interface RenamedStep {
  readonly step: ReadStep;
  readonly to: string;
}

function renamedSteps(read: ExpressionRead, renames: Renames): readonly RenamedStep[] {
  const { root, steps: [node, action, third] } = read;
  const { nodes, actions } = renames;
  if (root === 'inputs' || root === 'vars') return renamedTo(node, renames[root]);
  if (node === undefined || (root !== 'nodes' && root !== 'loops')) return [];
  const toNode = nodes.get(node.name);
  const toAction = action === undefined || root === 'loops' || toNode === undefined ? undefined : actions?.get(action.name);
  return [
    ...(toNode === undefined || toNode === node.name ? [] : [{ step: node, to: toNode }]),
    ...(action === undefined || toAction === undefined || toAction === action.name ? [] : [{ step: action, to: toAction }]),
    ...(root === 'nodes' && action?.name === 'results' ? renamedTo(third, renames.regions) : []),
  ];
}

function renamedTo(step: ReadStep | undefined, names: ReadonlyMap<string, string> | undefined): readonly RenamedStep[] {
  const to = step === undefined ? undefined : names?.get(step.name);
  return step === undefined || to === undefined || to === step.name ? [] : [{ step, to }];
}

/** Words the language keeps for itself are read in brackets alone. */
const keptWords: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/** The step as it was written, with the other name; where escapes wrote it, in plain quotes. */
function written(source: string, { name, isField }: ReadStep, to: string): string {
  if (isField) return keptWords.has(to) ? `["${to}"]` : source.slice(0, -name.length) + to;
  const [, opens = '', inside = '', closes = ''] = /^([rR]?["']+)([^]*?)(["']+)$/u.exec(source) ?? [];
  return inside === name ? opens + to + closes : `"${to}"`;
}

/** A template with the reads in its `{{ }}` renamed. */
export function renamedTemplate(source: string, renames: Renames): string {
  return placesOfTemplate(source).toReversed().reduce((text, { from, to }) => text.slice(0, from) + renamedExpression(text.slice(from, to), renames) + text.slice(to), source);
}

/** The part with every read in it renamed: of a node with its bodies, a region, a transition or a card. Its own ids stay. */
export function renamedReads(part: JsonObject, renames: Renames): JsonObject {
  const change: TextChange = { expression: (text) => renamedExpression(text, renames), template: (text) => renamedTemplate(text, renames) };
  return renamedPart(part, { change, renames });
}

/** Everything a part reads: a node with its bodies, a region or a transition. */
export function readsOfPart(part: JsonObject): readonly ExpressionRead[] {
  const reads: ExpressionRead[] = [];
  renamedPart(part, { change: noting(reads), renames: { nodes: new Map() } });
  return reads;
}

/** Everything a card reads, whose texts are templates. */
export function readsOfCard(card: JsonObject): readonly ExpressionRead[] {
  const reads: ExpressionRead[] = [];
  const { template } = noting(reads);
  changedTexts(card, template);
  return reads;
}

function noting(reads: ExpressionRead[]): { readonly expression: (text: string) => string; readonly template: (text: string) => string } {
  const expression = (text: string): string => {
    reads.push(...readsOfExpression(text));
    return text;
  };
  const template = (text: string): string => {
    for (const { from, to } of placesOfTemplate(text)) expression(text.slice(from, to));
    return text;
  };
  return { expression, template };
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
  const items = value.map((item) => (isJsonObject(item) && renaming.renames.isApart?.(item) !== true ? renamedPart(item, renaming) : item));
  return items.every((item, at) => item === value[at]) ? value : items;
}

/** Besides reads, a card node names its card, a manual approval the actions it approves, and an assignment its variable. */
function renamedConfig(part: JsonObject, config: JsonObject, { change, renames }: Renaming): JsonObject {
  const changed = changedConfig(textIn(part, 'type') ?? '', config, change);
  const { card, approves } = changed;
  const newCard = part['type'] === 'uiCard' && typeof card === 'string' ? renames.cards?.get(card) : undefined;
  const assigned = assignedVariable(textIn(part, 'type'), config);
  const newVariable = assigned === undefined ? undefined : renames.vars?.get(assigned);
  const isApproval = isJsonList(approves) && approves.some((id) => typeof id === 'string' && renames.actions?.has(id));
  if (newCard === undefined && newVariable === undefined && !isApproval) return changed;
  return {
    ...changed,
    ...(newCard === undefined ? {} : { card: newCard }),
    ...(newVariable === undefined ? {} : { [assignedField[textIn(part, 'type') ?? ''] ?? '']: newVariable }),
    ...(isApproval ? { approves: approves.map((id) => (typeof id === 'string' ? (renames.actions?.get(id) ?? id) : id)) } : {}),
  };
}

/** A card's texts are templates; what it is known by stays. */
export function renamedCard(card: JsonObject, renames: Renames): JsonObject {
  const changed = changedTexts(card, (text) => renamedTemplate(text, renames));
  return isJsonObject(changed) ? { ...changed, id: idOf(card) } : card;
}
