/* oxlint-disable unicorn/no-thenable -- "then" is a word of JSON Schema */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, card, chain, node, step } from './corpus/parts.ts';

const found = (definition: JsonObject) => verify(definition, { catalogue: testCatalogue }).findings.filter(({ severity }) => severity !== 'info');
const faults = (definition: JsonObject) => found(definition).filter(({ code }) => code === 'schema_invalid');
const places = (definition: JsonObject) => found(definition).map(({ code, severity, where }) => `${severity} ${code} ${where}`);

const crossedText: JsonObject = { type: 'string', minLength: 5, maxLength: 2 };
const wrong: JsonObject = { type: 'strin' };
const asking = (config: JsonObject) => chain([node('work', 'workStep', { entry: [ask('say', 'Hi', config)] })]);

describe('schemas that no engine can use', () => {
  it('are refused of inputs and outputs, with the type that was meant', () => {
    expect(found(chain([], { inputs: { type: 'object', properties: { a: wrong } } }))).toMatchObject([
      { code: 'schema_invalid', severity: 'error', where: 'inputs.a.type', message: expect.stringContaining('"type" takes one of string, number') as string, fix: 'Did you mean "string"?', data: { case: 'shape', name: 'strin', near: 'string' } },
    ]);
    expect(places(chain([], { outputs: { type: 'object', properties: { a: { type: ['string', 'int'] } } } }))).toEqual(['error schema_invalid outputs.properties.a.type[1]']);
  });

  it('are named of a variable, and not what it begins with', () => {
    const definition = chain([node('work', 'workStep', { entry: [step('set', 'variable.set', { config: { name: 'a', value: 'x' } }), ask('say', '{{ vars.a }}')] })], { variables: { a: { schema: wrong, initial: 'x' } } });

    expect(found(definition)).toMatchObject([{ code: 'schema_invalid', where: 'variables.a.schema.type', message: expect.stringContaining('the variable "a"') as string }]);
  });

  it('are refused of the variables of a body', () => {
    const body = { id: 'one', nodes: [node('b', 'start'), node('e', 'end')], transitions: [{ id: 'x', from: 'b', to: 'e', triggers: [{ type: 'immediate' }] }], variables: { mine: { schema: wrong, initial: null } } };
    const other = { id: 'two', nodes: [node('b2', 'start'), node('e2', 'end')], transitions: [{ id: 'x2', from: 'b2', to: 'e2', triggers: [{ type: 'immediate' }] }] };

    expect(places(chain([node('both', 'parallel', { bodies: [body, other] })]))).toContain('error schema_invalid regions.one.variables.mine.schema.type');
  });

  it('are refused of answers, agents, their tools, signals and validators', () => {
    const agent = chain([node('work', 'workStep', { entry: [step('go', 'llm.agent', { config: { prompt: 'Do it', answer: { type: 'object', properties: { a: wrong } }, tools: [{ name: 'read', description: 'Reads', action: 'file.read', arguments: { path: { schema: { type: 'string', minLenght: 1, enum: ['a.md'] } } } }] } })] })]);

    expect(places(asking({ answer: { type: 'object', properties: { a: 'string' } } }))).toEqual(['error schema_invalid nodes.work.actions.say.config.answer.properties.a']);
    expect(places(agent)).toEqual(['error schema_invalid nodes.work.actions.go.config.answer.properties.a.type', 'error schema_invalid nodes.work.actions.go.config.tools[0].arguments.path.schema.minLenght']);
    expect(places(chain([node('hold', 'wait', { config: { signal: 'go', payload: { type: 'object', required: 'a' } } })], {}, { hold: 'signal' }))).toContain('error schema_invalid nodes.hold.config.payload.required');
    expect(places(asking({ answer: { type: '{{ inputs.a }}' } })).filter((one) => one.includes('schema_invalid'))).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a misspelt word', { propertis: {} }, 'error schema_invalid outputs.propertis'],
    ['a word of another dialect', { nullable: true }, 'warning schema_invalid outputs.nullable'],
    ['a bound that is no number', { minimum: '1' }, 'error schema_invalid outputs.minimum'],
    ['a type named twice', { type: ['string', 'string'] }, 'error schema_invalid outputs.type'],
    ['a member demanded twice', { required: ['a', 'a'] }, 'error schema_invalid outputs.required'],
    ['an address with a part', { $id: '#foo' }, 'error schema_invalid outputs.$id'],
    ['an anchor that is no name', { $anchor: '1 2' }, 'error schema_invalid outputs.$anchor'],
    ['a remark that is no text', { $comment: 5 }, 'error schema_invalid outputs.$comment'],
    ['a vocabulary that is none', { $vocabulary: 'x' }, 'error schema_invalid outputs.$vocabulary'],
    ['examples that are no list', { examples: {} }, 'error schema_invalid outputs.examples'],
    ['a content of a type that there is none of', { contentSchema: wrong }, 'error schema_invalid outputs.contentSchema.type'],
    ['an empty list of parts', { anyOf: [] }, 'error schema_invalid outputs.anyOf'],
  ])('%s is found', (_name, schema, place) => {
    expect(places(chain([], { outputs: schema }))).toEqual([place]);
  });

  it.each<[string, JsonObject, string]>([
    ['a pattern that is none', { pattern: '(' }, 'the pattern "(" cannot be used'],
    ['a pattern of names that is none', { patternProperties: { '(': {} } }, 'the pattern "(" cannot be used'],
    ['a pattern that looks behind', { pattern: '(?<=a)b' }, 'the pattern "(?<=a)b" cannot be used'],
    ['a reference to nowhere', { $ref: '#/$defs/no' }, 'leads nowhere'],
    ['a reference to elsewhere', { $ref: 'https://example.com/x.json' }, 'leads nowhere'],
    ['a reference to itself', { $ref: '#' }, 'leads round in a circle'],
    ['a reference that is not followed', { $dynamicRef: '#x' }, '"$dynamicRef" is not supported'],
  ])('%s is refused wherever there is one', (_name, schema, message) => {
    const told = { severity: 'error', message: expect.stringContaining(message) as string };
    expect(found(chain([], { outputs: schema }))).toMatchObject([{ ...told, where: 'outputs' }]);
    // In there it leads to the inputs as a whole, and in no circle.
    if (schema['$ref'] !== '#') expect(found(chain([], { inputs: { type: 'object', properties: { a: schema } } }))).toMatchObject([{ ...told, where: 'inputs' }]);
    expect(found(chain([node('work', 'workStep', { entry: [ask('say', '{{ vars.a }}')] })], { variables: { a: { schema, initial: 'x' } } }))).toMatchObject([{ ...told, where: 'variables.a' }]);
    expect(found(asking({ answer: schema }))).toMatchObject([{ code: 'config_invalid', severity: 'error', where: 'nodes.work.actions.say.config.answer' }]);
  });

  it('an annotation with a mark of its own is let be', () => {
    expect(places(chain([], { outputs: { 'x-order': 3, title: 'Outputs', $comment: 'so it is' } }))).toEqual([]);
  });
});

describe('schemas that no value fits', () => {
  it.each<[string, JsonObject, string]>([
    ['a least above the most', { type: 'number', minimum: 5, maximum: 3 }, 'maximum'],
    ['an open bound at the other', { type: 'number', exclusiveMinimum: 3, maximum: 3 }, 'maximum'],
    ['lengths that cross', { type: 'string', minLength: 5, maxLength: 3 }, 'maxLength'],
    ['choices of another type', { type: 'integer', enum: ['a', 'b'] }, 'enum'],
    ['no choices', { enum: [] }, 'enum'],
    ['a constant of another type', { type: 'string', const: 3 }, 'const'],
    ['a whole number where there is none', { type: 'integer', minimum: 1.2, maximum: 1.8 }, 'maximum'],
    ['a multiple where there is none', { type: 'integer', multipleOf: 10, minimum: 11, maximum: 19 }, 'maximum'],
    ['an item that has to be there and is not taken', { type: 'array', items: false, minItems: 1 }, 'minItems'],
    ['more members than may be there', { type: 'object', required: ['b', 'c'], maxProperties: 1 }, 'maxProperties'],
    ['a part that takes nothing', { allOf: [false] }, 'allOf'],
    ['parts that all take nothing', { anyOf: [false] }, 'anyOf'],
    ['two branches that take nothing', { if: { type: 'string' }, then: false, else: false }, 'then'],
    ['everything refused', { not: {} }, 'not'],
    ['a member nobody can fill', { type: 'object', required: ['b'], properties: { b: { type: 'string', minLength: 5, maxLength: 2 } } }, 'properties.b.maxLength'],
    ['items nobody can give', { type: 'array', minItems: 1, items: { type: 'string', minLength: 5, maxLength: 2 } }, 'items.maxLength'],
    ['a kind that only a part refuses', { allOf: [{ minLength: 5, maxLength: 2 }, { type: 'string' }] }, 'allOf[0].maxLength'],
    ['parts without a type in common', { type: 'string', allOf: [{ type: 'number' }] }, 'allOf'],
    ['what has to be there and is not taken', { type: 'object', properties: {}, additionalProperties: false, required: ['a'] }, 'required[0]'],
  ])('%s', (_name, schema, place) => {
    expect(faults(chain([], { outputs: { type: 'object', required: ['a'], properties: { a: schema } } }))).toMatchObject([{ code: 'schema_invalid', severity: 'error', where: `outputs.properties.a.${place}`, message: expect.stringContaining('No value fits the schema of the outputs') as string, data: { case: 'nothing_fits' } }]);
  });

  it.each<[string, JsonObject, string]>([
    ['a kind among others', { type: ['string', 'null'], minLength: 5, maxLength: 2 }, 'outputs.maxLength: no text'],
    ['a kind where none is named', { minLength: 5, maxLength: 2 }, 'outputs.maxLength: no text'],
    ['objects where none is named', { required: ['a'], additionalProperties: false }, 'outputs.required[0]: no object'],
    ['a branch', { anyOf: [{ type: 'string' }, crossedText] }, 'outputs.anyOf[1].maxLength: no value'],
    ['a branch of which one has to fit', { oneOf: [{ type: 'string', enum: [5] }, { type: 'null' }] }, 'outputs.oneOf[0].enum: no value'],
    ['a member that need not be there', { type: 'object', properties: { a: crossedText } }, 'outputs.properties.a.maxLength: no value'],
    ['items that need not be there', { type: 'array', items: crossedText }, 'outputs.items.maxLength: no value'],
    ['other members', { type: 'object', additionalProperties: crossedText }, 'outputs.additionalProperties.maxLength: no value'],
    ['what holds under a condition', { if: { type: 'string' }, then: { type: 'string', const: 5 } }, 'outputs.then.const: no value'],
    ['what nothing refers to', { $defs: { x: crossedText }, type: 'string' }, 'outputs.$defs.x.maxLength: no value'],
  ])('of %s are a warning, as the whole takes values all the same', (_name, schema, told) => {
    const [place, message] = told.split(': ');
    expect(faults(chain([], { outputs: schema }))).toMatchObject([{ code: 'schema_invalid', severity: 'warning', where: place, message: expect.stringContaining(`${message} fits this part`) as string, data: { case: 'nothing_fits' } }]);
  });

  it.each<[string, JsonObject]>([
    ['lengths of a number', { type: 'number', minLength: 9, maxLength: 5 }],
    ['bounds of a text', { type: 'string', minimum: 5, maximum: 2 }],
    ['members of a text', { type: 'string', required: ['a'], additionalProperties: false }],
    ['counts of what is not looked for', { type: 'array', minContains: 3, maxContains: 1 }],
    ['a member that is never there', { type: 'object', properties: { a: { not: {} } } }],
    ['a whole number at a bound', { type: 'integer', minimum: 2, exclusiveMaximum: 3 }],
  ])('%s say nothing, and are no fault', (_name, schema) => {
    expect(faults(chain([], { outputs: schema }))).toEqual([]);
  });

  it('are told once of what no single part says', () => {
    expect(places(chain([], { outputs: { type: 'string', anyOf: [{ type: 'number' }, { type: 'object' }] } }))).toEqual(['error schema_invalid outputs']);
  });

  it('are named of a variable, and not what it begins with', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('say', '{{ vars.a }}')] })], { variables: { a: { schema: { type: 'number', minimum: 5, maximum: 3 }, initial: 4 } } });

    expect(places(definition)).toEqual(['error schema_invalid variables.a.schema.maximum']);
  });

  it('what is only asked about may be impossible, and a default that does not fit is a warning', () => {
    expect(places(chain([], { outputs: { not: { type: 'string', const: 3 } } }))).toEqual([]);
    expect(places(chain([], { outputs: { type: 'object', properties: { a: { type: 'number', default: 'x' } } } }))).toEqual(['warning schema_invalid outputs.properties.a.default']);
  });

  it('a field of a card whose bounds cross takes no answer', () => {
    const form = card('form', [{ key: 'age', label: 'Age', type: 'number', minimum: 9, maximum: 3 }]);

    expect(places(chain([node('review', 'uiCard', { config: { card: 'form' } })], { cards: [form] }, { review: 'card-submitted' }))).toEqual(['error schema_invalid cards.form.fields.age.maximum']);
  });
});

it('everything else of a workflow with a faulty schema is found as without it, and no run is told that could not be begun', () => {
  const definition = (schema: JsonObject) => chain([node('work', 'workStep', { entry: [ask('say', '{{ vars.nope }} {{ vars.a }}')] })], { variables: { a: { schema, initial: 'x' } } });
  const faulty = found(definition(wrong));

  expect(faulty.map(({ code }) => code)).toEqual(['schema_invalid', 'unknown_name']);
  expect(found(definition({ type: 'string' })).map(({ code }) => code)).toEqual(['unknown_name']);
  expect(faulty.flatMap(({ trace }) => trace ?? [])).toEqual([]);
});
