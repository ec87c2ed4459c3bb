import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { orderedDefinition } from '../../../../src/core/domain/model/definition/key-order.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/how-to/compare-and-merge.md'), 'utf8');
const documented = [...page.matchAll(/^\| (\w+) \| `(format name|id|description)(.*)` \|$/gmu)].map(([, object = '', start = '', rest = '']) => [object, `${start}${rest}`.split(' ')] as const);

/** An object of this kind with every documented key, written the other way round, inside a definition. */
const inDefinition: { readonly [object: string]: { readonly put: (object: JsonObject) => JsonObject; readonly take: (definition: JsonObject) => Json | undefined } } = {
  workflow: { put: (object) => object, take: (definition) => definition },
  region: { put: (root) => ({ root }), take: ({ root }) => root },
  node: { put: (node) => ({ root: { nodes: [node] } }), take: (definition) => first(definition, 'nodes') },
  action: { put: (action) => ({ root: { nodes: [{ entry: [action] }] } }), take: (definition) => listed(first(definition, 'nodes'), 'entry') },
  transition: { put: (transition) => ({ root: { transitions: [transition] } }), take: (definition) => first(definition, 'transitions') },
  validator: { put: (validator) => ({ root: { transitions: [{ validators: [validator] }] } }), take: (definition) => listed(first(definition, 'transitions'), 'validators') },
  variable: { put: (variable) => ({ variables: { one: variable } }), take: ({ variables }) => (variables as JsonObject)['one'] },
  card: { put: (card) => ({ cards: [card] }), take: ({ cards }) => (cards as Json[])[0] },
};

function first({ root }: JsonObject, list: string): JsonObject | undefined {
  return isJsonObject(root) ? listed(root, list) : undefined;
}

function listed(object: JsonObject | undefined, list: string): JsonObject | undefined {
  return (object?.[list] as JsonObject[] | undefined)?.[0];
}

describe('the order of keys on disk', () => {
  it('is told for every kind of object', () => {
    expect(documented.map(([object]) => object)).toEqual(Object.keys(inDefinition));
  });

  it.each(documented)('of a %s is the one the page tells', (object, keys) => {
    const place = inDefinition[object];
    const backwards = Object.fromEntries(keys.toReversed().map((key) => [key, 'x']));

    const ordered = place?.take(orderedDefinition(place.put({ zzz: 1, aaa: 1, ...backwards })));

    expect(Object.keys(isJsonObject(ordered) ? ordered : {})).toEqual([...keys, 'aaa', 'zzz']);
  });

  it('leaves what people read in order as it was written', () => {
    const definition = { inputs: { properties: { zeta: { type: 'string' }, alpha: { type: 'string' } } }, variables: { zeta: {}, alpha: {} } };

    expect(JSON.stringify(orderedDefinition(definition))).toBe(JSON.stringify(definition));
  });
});
