import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, card, chain, node, step } from './corpus/parts.ts';

const found = (definition: JsonObject) => verify(definition, { catalogue: testCatalogue }).findings.filter(({ severity }) => severity !== 'info');
const places = (definition: JsonObject) => found(definition).map(({ code, severity, where }) => `${severity} ${code} ${where}`);

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
    ['an empty list of parts', { anyOf: [] }, 'error schema_invalid outputs.anyOf'],
  ])('%s is found', (_name, schema, place) => {
    expect(places(chain([], { outputs: schema }))).toEqual([place]);
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
    ['parts without a type in common', { type: 'string', allOf: [{ type: 'number' }] }, 'allOf'],
    ['what has to be there and is not taken', { type: 'object', properties: {}, additionalProperties: false, required: ['a'] }, 'required[0]'],
  ])('%s', (_name, schema, place) => {
    expect(found(chain([], { outputs: { type: 'object', properties: { a: schema } } }))).toMatchObject([{ code: 'schema_invalid', severity: 'error', where: `outputs.properties.a.${place}`, data: { case: 'nothing_fits' } }]);
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
