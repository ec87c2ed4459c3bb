import { findNode, listIn, nameOf, textIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { isJsonList, isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import { replacedInCode } from './in-code.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { placeOfWhere } from './place-of-where.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';

const words = problemWords.fixes;
const secondOf = (where: string): string => where.split('.').slice(1).join('.');

/** The text at a place with one path in it written otherwise; none where it does not stand there as it was said. */
function rewrite(context: FixContext, where: string, change: { readonly path: string; readonly into: string; readonly title: string }): readonly QuickFix[] {
  const place = placeOfWhere(context.definition, where);
  if (place === undefined || typeof place.value !== 'string' || place.path.length === 0) return [];
  const escaped = change.path.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const value = replacedInCode(place.value, new RegExp(String.raw`(?<![\w.])${escaped}(?![\w])`, 'gu'), change.into);
  return value === place.value ? [] : [{ title: change.title, edits: [{ kind: 'set', at: place.at, path: [...place.path], value }] }];
}

export const unknownName: FixMaker = ({ where, data: { path, near } = {} }, context) => {
  const given = path === undefined ? [] : setToGive(path, context);
  if (path === undefined || near === undefined || given.length > 0) return given;
  const into = near.includes('.') ? near : [...path.split('.').slice(0, -1), near].join('.');
  return rewrite(context, where, { path, into, title: words.use(into) });
};

/** Sets the action a path reads so that it gives what is read of it. */
function setToGive(path: string, { definition, gives }: FixContext): readonly QuickFix[] {
  const [root, node = '', action = '', member = ''] = path.split('.');
  const found = root === 'nodes' ? findNode(definition, node) : undefined;
  return (['entry', 'exit'] as const).flatMap((shelf) => listIn(found ?? {}, shelf).flatMap((step, index): readonly QuickFix[] => {
    const given = textIn(step, 'id') === action ? gives?.get(textIn(step, 'type') ?? '')?.[member] : undefined;
    if (given === undefined) return [];
    return [{ title: words.setToGive(nameOf(step), given), edits: [{ kind: 'set', at: `nodes.${node}`, path: [shelf, index, 'config', given.field], value: given.is }] }];
  }));
}

/** Reads it only where it is there, as verification itself says. */
export const mayBeMissing: FixMaker = ({ where, data: { path, subject, guard, instead } = {} }, context) => {
  if (path === undefined || subject === undefined || guard === undefined || instead === undefined) return [];
  return rewrite(context, where, { path, into: `(${guard} ? ${path} : ${instead})`, title: words.ask(subject) });
};

export const readBeforeWrite: FixMaker = (finding, context) => {
  const { data } = finding;
  return data?.case === 'variable_unwritten' && data.name !== undefined ? withInitial(context, data.name) : mayBeMissing(finding, context);
};

/** The plainest value a schema takes. */
function withInitial({ definition }: FixContext, name: string): readonly QuickFix[] {
  const { variables } = definition;
  const variable = isJsonObject(variables) ? variables[name] : undefined;
  const schema = isJsonObject(variable) && isJsonObject(variable['schema']) ? variable['schema'] : {};
  const value = plainest(schema['type'], schema['enum']);
  return value === undefined ? [] : [{ title: words.initial(name, JSON.stringify(value)), edits: [{ kind: 'set', at: 'workflow', path: ['variables', name, 'initial'], value }] }];
}

/** The plainest value of a type; nothing where that is not said. */
export function plainest(type: Json | undefined, values: Json | undefined): Json | undefined {
  if (isJsonList(values)) return values[0];
  const plain: { readonly [type: string]: Json } = { string: '', number: 0, integer: 0, boolean: false, array: [], object: {} };
  return typeof type === 'string' ? plain[type] : undefined;
}

export const scopeViolation: FixMaker = ({ where, data }, { definition }) => {
  const { name, near } = data ?? {};
  if (data?.case !== 'variable_unknown' || name === undefined || !/^[a-z][a-z0-9_]*$/u.test(name)) return [];
  const place = placeOfWhere(definition, where);
  const use: readonly QuickFix[] = near === undefined || place === undefined ? [] : [{ title: words.use(near), edits: [{ kind: 'set', at: place.at, path: [...place.path], value: near }] }];
  return [...use, { title: words.declare(name), edits: [{ kind: 'set', at: 'workflow', path: ['variables', name], value: { schema: {}, initial: null } }] }];
};

/** Not while something names it, such as an action that sets it. */
export const unusedVariable: FixMaker = ({ where }, { definition }) => (JSON.stringify(definition['root'] ?? null).includes(JSON.stringify(secondOf(where))) ? [] : [{ title: words.dropVariable(secondOf(where)), edits: [{ kind: 'set', at: 'workflow', path: ['variables', secondOf(where)] }] }]);

export const unusedInput: FixMaker = ({ where }, { definition }) => {
  const name = secondOf(where);
  const inputs = isJsonObject(definition['inputs']) ? definition['inputs'] : {};
  const required = isJsonList(inputs['required']) ? inputs['required'] : [];
  const unrequire: readonly Edit[] = required.includes(name) ? [{ kind: 'set', at: 'workflow', path: ['inputs', 'required'], value: required.filter((one) => one !== name) }] : [];
  return [{ title: words.dropInput(name), edits: [...unrequire, { kind: 'set', at: 'workflow', path: ['inputs', 'properties', name] }] }];
};

export const unusedCard: FixMaker = ({ where }, { definition }) => {
  const cards = listIn(definition, 'cards');
  const index = cards.findIndex((card) => textIn(card, 'id') === secondOf(where));
  const card = cards[index];
  return card === undefined ? [] : [{ title: words.dropCard(textIn(card, 'title') ?? nameOf(card)), edits: [{ kind: 'take', at: 'workflow', list: ['cards'], index }] }];
};
