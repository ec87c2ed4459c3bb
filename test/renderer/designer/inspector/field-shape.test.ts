import { describe, expect, it } from 'vitest';
import { standardCatalogue } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { createCatalogueService } from '../../../../src/core/domain/services/catalogue-service.ts';
import { isJsonObject, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { blankFor, fieldShape, isAsked, optionOf, optionsOf } from '../../../../src/renderer/designer/inspector/form/field-shape.ts';

const shapesOf = (config: JsonObject): { readonly [field: string]: string } => Object.fromEntries(Object.entries(isJsonObject(config['properties']) ? config['properties'] : {}).map(([field, schema]) => [field, fieldShape(isJsonObject(schema) ? schema : {})]));

describe('the control of a schema', () => {
  it('is a control of its own for every parameter of the catalogue but those without a form', async () => {
    const { items } = await createCatalogueService({ catalogue: standardCatalogue }).list({}, { actor: undefined } as never);
    const kinds = items as readonly { readonly type: string; readonly config: JsonObject }[];

    const asJson = kinds.flatMap(({ type, config }) => Object.entries(shapesOf(config)).filter(([, shape]) => shape === 'json').map(([field]) => `${type} ${field}`));

    expect(asJson).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a format before a type', { type: 'string', format: 'duration' }, 'duration'],
    ['a choice', { type: 'string', enum: ['a'] }, 'choice'],
    ['texts of several forms as one text', { anyOf: [{ type: 'string', format: 'duration' }, { type: 'string' }] }, 'duration'],
    ['forms of several types', { anyOf: [{ enum: ['all'] }, { type: 'object', properties: { quorum: { type: 'integer' } } }] }, 'union'],
    ['types in a list', { type: ['string', 'number'] }, 'union'],
    ['groups told apart by a word', { oneOf: [{ type: 'object', properties: { op: { const: 'a' } } }, { type: 'object', properties: { op: { const: 'b' } } }] }, 'kinds'],
    ['named values', { type: 'object', additionalProperties: {} }, 'map'],
    ['anything', { description: 'Whatever it is' }, 'any'],
    ['what no control is for', { not: { type: 'string' } }, 'json'],
  ])('finds %s', (_what, schema, shape) => {
    expect(fieldShape(schema)).toBe(shape);
  });

  it('is asked of a decision only for what its mode needs, and shown where it is written', async () => {
    const { items } = await createCatalogueService({ catalogue: standardCatalogue }).list({}, { actor: undefined } as never);
    const decision = (items as readonly { readonly type: string; readonly config: JsonObject }[]).find(({ type }) => type === 'decision')?.config['properties'];
    const fields = Object.entries(isJsonObject(decision) ? decision : {}).map(([field, schema]) => [field, isJsonObject(schema) ? schema : {}] as const);
    const asked = (config: JsonObject): readonly string[] => fields.filter(([field, schema]) => isAsked(schema, config[field], config)).map(([field]) => field);

    expect(asked({})).toEqual(['mode']);
    expect(asked({ mode: 'model' })).toEqual(['mode', 'prompt', 'system', 'choices', 'connector', 'model']);
    expect(asked({ mode: 'manual', system: 'Kept' })).toEqual(['mode', 'system', 'choices']);
    expect(fields.find(([field]) => field === 'mode')?.[1]['default']).toBe('conditions');
  });

  it('tells the form of a value by its looks', () => {
    const options = optionsOf({ anyOf: [{ enum: ['all', 'any'] }, { type: 'object', properties: { quorum: { type: 'integer' } }, required: ['quorum'], additionalProperties: false }] }) ?? [];

    expect([optionOf(options, 'any'), optionOf(options, { quorum: 2 }), optionOf(options, undefined)]).toEqual([0, 1, 0]);
    expect(options.map(blankFor)).toEqual(['all', { quorum: 0 }]);
  });
});
