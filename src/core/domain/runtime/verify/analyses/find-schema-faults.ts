import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { crossed } from '../../../catalogue/schema-contradictions.ts';
import { schemaFaults } from '../../../catalogue/schema-faults.ts';
import type { SchemaFault } from '../../../catalogue/schema-types.ts';
import { idOf, listIn, nodesIn, textIn, transitionsIn } from '../../../model/edit/definition-reading.ts';
import { mapList, withField } from '../../../model/edit/definition-writing.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../model/json.ts';
import { present } from '../../../model/present.ts';
import { fieldsOfFormat, type PlacedConfig } from '../fields-of-format.ts';
import type { VerifyFinding } from '../finding.ts';

export interface SchemasLookedAt {
  readonly findings: readonly VerifyFinding[];
  /** The definition without what is wrong in the schemas of its inputs, outputs and variables, so that the rest of it can be looked at. */
  readonly definition: JsonObject;
  /** Fields of configs whose schema was found at fault. */
  readonly fields: readonly string[];
}

/** Schemas that cannot be used or that no value fits, wherever a definition has one, and fields of cards that take nothing. */
export function findSchemaFaults(definition: JsonObject, catalogue: Catalogue): SchemasLookedAt {
  const findings: VerifyFinding[] = [];
  const mended = withSchemas(definition, ({ where, what }, schema) => {
    const faults = schemaFaults(schema);
    findings.push(...faults.map((fault) => findingOf(fault, { where: placed(where, fault.path), what })));
    return faults.filter((fault) => isRefused(fault) || fault.kind === 'nothing_fits').reduce(without, schema);
  });
  const isFaulty = findings.some(({ severity, data }) => severity === 'error' || data?.['case'] === 'nothing_fits');
  const fields = fieldsOfFormat(configsOf(definition, catalogue), 'json-schema', catalogue).flatMap(({ where, value }) => {
    // What a template makes is not known.
    const faults = isJsonObject(value) && !JSON.stringify(value).includes('{{') ? schemaFaults(value) : [];
    findings.push(...faults.map((fault) => findingOf(fault, { where: placed(where, fault.path), what: 'this field' })));
    return faults.some(isRefused) ? [where] : [];
  });
  findings.push(...listIn(definition, 'cards').flatMap(crossedFields));
  return { findings, definition: isFaulty ? mended : definition, fields };
}

interface SchemaPlace {
  readonly where: string;
  /** What it says the values of, in words. */
  readonly what: string;
}

type Change = (place: SchemaPlace, schema: JsonObject) => JsonObject;

/** The definition with its own schemas changed: of inputs, outputs and variables, those of bodies included. */
function withSchemas(definition: JsonObject, change: Change): JsonObject {
  const variables = (part: JsonObject, where: string): JsonObject => (isJsonObject(part['variables']) ? withField(part, 'variables', Object.fromEntries(Object.entries(part['variables']).map(([name, variable]) => [name, ofVariable(variable, { where: `${where}.${name}.schema`, what: `the variable "${name}"` })]))) : part);
  const ofVariable = (variable: Json, place: SchemaPlace): Json => (isJsonObject(variable) && isJsonObject(variable['schema']) ? withField(variable, 'schema', change(place, variable['schema'])) : variable);
  const region = (here: JsonObject): JsonObject => mapList(here, 'nodes', (node) => mapList(node, 'bodies', (body) => region(variables(body, `regions.${idOf(body)}.variables`))));
  const { inputs, outputs, root } = definition;
  return {
    ...variables(definition, 'variables'),
    ...(isJsonObject(inputs) ? { inputs: change({ where: 'inputs', what: 'the inputs' }, inputs) } : {}),
    ...(isJsonObject(outputs) ? { outputs: change({ where: 'outputs', what: 'the outputs' }, outputs) } : {}),
    ...(isJsonObject(root) ? { root: region(root) } : {}),
  };
}

/** Everything with a config that is not switched off. */
function configsOf(definition: JsonObject, { nodes, actions, validators }: Catalogue): readonly PlacedConfig[] {
  const own = (where: string, part: JsonObject, kinds: ReadonlyMap<string, { readonly config: NonNullable<PlacedConfig['kind']>['config'] }>): readonly PlacedConfig[] => (isJsonObject(part['config']) && part['enabled'] !== false ? [{ where: `${where}.config`, config: part['config'], kind: kinds.get(textIn(part, 'type') ?? '') }] : []);
  const ofNodes = nodesIn(definition).flatMap((node) => {
    const where = `nodes.${idOf(node)}`;
    const steps = ['entry', 'exit'].flatMap((list) => listIn(node, list)).flatMap((step) => own(`${where}.actions.${idOf(step)}`, step, actions));
    const offered = listIn(node, 'userActions').flatMap((user) => (isJsonObject(user['action']) ? own(`${where}.userActions.${idOf(user)}.action`, user['action'], actions) : []));
    return [...own(where, node, nodes), ...steps, ...offered];
  });
  return [...ofNodes, ...transitionsIn(definition).flatMap((transition) => listIn(transition, 'validators').flatMap((validator) => own(`transitions.${idOf(transition)}.validators.${idOf(validator)}`, validator, validators)))];
}

/** Fields whose least is above their most: no answer is taken. */
function crossedFields(card: JsonObject): readonly VerifyFinding[] {
  return listIn(card, 'fields').flatMap((field) => crossed(field).map((fault) => findingOf(fault, { where: `cards.${idOf(card)}.fields.${textIn(field, 'key') ?? ''}.${fault.path.join('.')}`, what: `the field "${textIn(field, 'key') ?? ''}"` })));
}

/** A place in a schema, by the path of the schema; inputs are known by their names alone. */
function placed(where: string, path: SchemaFault['path']): string {
  const [first, second, ...rest] = path;
  const steps = where === 'inputs' && first === 'properties' && second !== undefined ? [second, ...rest] : path;
  return steps.reduce<string>((at, step) => (typeof step === 'number' ? `${at}[${step}]` : `${at}.${step}`), where);
}

/** A word that says nothing harms nothing, unless it was meant as one that does; nor does a default, until it is needed, or a part that need not be filled. */
function isRefused({ kind, partly, near }: SchemaFault): boolean {
  return kind === 'shape' || (kind === 'nothing_fits' && partly === undefined) || near !== undefined;
}

const mostly = { shape: 'Write it as JSON Schema 2020-12 has it.', word: 'Take it out, or say it by a word that there is.', nothing_fits: 'Correct one of the two, so that some value fits.', default: 'Give a default that fits, or none.' } as const;

function findingOf(fault: SchemaFault, { where, what }: SchemaPlace): VerifyFinding {
  const { kind, message, partly, name, near, known } = fault;
  const said = kind === 'nothing_fits' && partly === undefined ? `No value fits the schema of ${what}: ${message}.` : `In the schema of ${what}${partly === undefined ? '' : `, no ${partly} fits this part`}: ${message}.`;
  return {
    code: 'schema_invalid',
    severity: isRefused(fault) ? 'error' : 'warning',
    where,
    message: said,
    fix: near === undefined ? mostly[kind] : `Did you mean "${near}"?`,
    data: present({ case: kind, name, near, known: known === undefined ? undefined : [...known] }),
  };
}

/** The schema without the word that is at fault; a part that is none becomes one that takes everything, and one that nothing fits says no more than what kind of value it means. */
function without(schema: JsonObject, { kind, path, isPart }: SchemaFault): JsonObject {
  const whole = isPart === true ? path : path.slice(0, path.findLastIndex((step) => typeof step === 'string') + 1);
  const changed = kind === 'nothing_fits' ? changedAt(schema, whole.slice(0, -1), kindOnly(partAt(schema, whole.slice(0, -1)))) : changedAt(schema, whole, isPart === true ? {} : undefined);
  return isJsonObject(changed) ? changed : schema;
}

const kindWords: readonly string[] = ['type', 'properties', 'items', '$defs', 'format'];

function kindOnly(part: Json | undefined): JsonObject {
  return isJsonObject(part) ? Object.fromEntries(Object.entries(part).filter(([word]) => kindWords.includes(word))) : {};
}

function partAt(value: Json | undefined, [step, ...rest]: SchemaFault['path']): Json | undefined {
  if (step === undefined) return value;
  return partAt(isJsonList(value) ? value[Number(step)] : isJsonObject(value) ? value[step] : undefined, rest);
}

/** The value with what stands at a path taken out, or another put in its place. */
function changedAt(value: Json | undefined, [step, ...rest]: SchemaFault['path'], into: Json | undefined): Json | undefined {
  if (step === undefined) return into;
  if (isJsonList(value)) return value.map((one, index) => (index === step ? (changedAt(one, rest, into) ?? {}) : one));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => {
    const inside = name === step ? changedAt(one, rest, into) : one;
    return inside === undefined ? [] : [[name, inside] as const];
  }));
}
