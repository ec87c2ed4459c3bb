import { nodeName } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { nearest } from '../../../../core/domain/model/nearest-word.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { placeOfWhere } from './place-of-where.ts';
import type { FixMaker, QuickFix } from './quick-fix.ts';
import { plainest } from './value-fixes.ts';

const words = problemWords.fixes;
const nodeOf = (where: string): string => where.split('.')[1] ?? '';

/** The end yields it: by another name until now, from what is called the same, or as an empty value to fill in. */
export const outputMissing: FixMaker = ({ where, data: { name } = {} }, { definition }) => {
  if (name === undefined) return [];
  const outputs = partsAt(definition, where);
  const { names, required, schemas } = declaredOutputs(definition);
  const meant = nearest(name, Object.keys(outputs).filter((one) => !names.has(one)));
  const schema = isJsonObject(schemas[name]) ? schemas[name] : {};
  const value = sameNamed(definition, name) ?? plainest(schema['type'], schema['enum']) ?? '';
  const give: QuickFix = { title: words.giveOutput(name, nodeName(definition, nodeOf(where))), edits: [fieldsSet(where, { ...outputs, [name]: value })] };
  const without: QuickFix = { title: words.unrequireOutput(name), edits: [{ kind: 'set', at: 'workflow', path: ['outputs', 'required'], value: required.filter((one) => one !== name) }] };
  return [...(meant === undefined ? [] : [renamed(where, outputs, { from: meant, to: name })]), give, without];
};

export const outputUndeclared: FixMaker = ({ where: place, data: { name } = {} }, { definition }) => {
  if (name === undefined || !place.endsWith(`.${name}`)) return [];
  const where = place.slice(0, -name.length - 1);
  const outputs = partsAt(definition, where);
  const { names } = declaredOutputs(definition);
  const meant = nearest(name, [...names].filter((one) => !Object.hasOwn(outputs, one)));
  const declare: QuickFix = { title: words.declareOutput(name), edits: [{ kind: 'set', at: 'workflow', path: ['outputs', 'properties', name], value: {} }] };
  const drop: QuickFix = { title: words.dropOutput(name), edits: [fieldsSet(where, Object.fromEntries(Object.entries(outputs).filter(([one]) => one !== name)))] };
  return [...(meant === undefined ? [] : [renamed(where, outputs, { from: name, to: meant })]), declare, drop];
};

/** Inputs of a call: the name that was meant, or one that is missing from what is called the same here. */
export const inputsOfCall: FixMaker = ({ where, data }, { definition }) => {
  const { name, known = [] } = data ?? {};
  if (name === undefined) return [];
  if (data?.case === 'input_missing') {
    const inputs = partsAt(definition, where);
    return [{ title: words.giveInput(name), edits: [fieldsSet(where, { ...inputs, [name]: sameNamed(definition, name) ?? '' })] }];
  }
  if (data?.case !== 'input_unknown' || !where.endsWith(`.${name}`)) return [];
  const at = where.slice(0, -name.length - 1);
  const inputs = partsAt(definition, at);
  const meant = nearest(name, known.filter((one) => !Object.hasOwn(inputs, one)));
  return meant === undefined ? [] : [renamed(at, inputs, { from: name, to: meant })];
};

function partsAt(definition: JsonObject, where: string): JsonObject {
  const value = placeOfWhere(definition, where)?.value;
  return isJsonObject(value) ? value : {};
}

function fieldsSet(where: string, value: JsonObject): Edit {
  const [noun = '', id = '', ...path] = where.split('.');
  return { kind: 'set', at: `${noun}.${id}`, path, value };
}

function renamed(where: string, parts: JsonObject, { from, to }: { readonly from: string; readonly to: string }): QuickFix {
  return { title: words.rename(to), edits: [fieldsSet(where, Object.fromEntries(Object.entries(parts).map(([name, value]) => [name === from ? to : name, value])))] };
}

function declaredOutputs({ outputs }: JsonObject): { readonly names: ReadonlySet<string>; readonly required: readonly Json[]; readonly schemas: JsonObject } {
  const { properties, required } = isJsonObject(outputs) ? outputs : {};
  const schemas = isJsonObject(properties) ? properties : {};
  const needed = isJsonList(required) ? required : [];
  return { names: new Set([...Object.keys(schemas), ...needed.filter((one) => typeof one === 'string')]), required: needed, schemas };
}

/** The variable or input of that name, as a template. */
function sameNamed({ variables, inputs }: JsonObject, name: string): string | undefined {
  if (isJsonObject(variables) && Object.hasOwn(variables, name)) return `{{ vars.${name} }}`;
  const properties = isJsonObject(inputs) ? inputs['properties'] : undefined;
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? `{{ inputs.${name} }}` : undefined;
}
