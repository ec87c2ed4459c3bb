import { afterEach, expect, it } from 'vitest';
import { patchBetween, patched, patchOver, withoutCovered, withValueAt } from '../../../src/core/config/merge-patch.ts';
import { settingPath } from '../../../src/core/config/setting-path.ts';
import { fieldDiff } from '../../../src/core/domain/model/field-diff.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { ConnectorId } from '../../../src/core/domain/model/model-connector.ts';
import { profileName } from '../../../src/core/domain/model/settings-layers.ts';
import { readBundle, writeBundle } from '../../../src/core/domain/services/settings-bundle.ts';
import { configHouse, type ConfigHouse } from './config-house.ts';

const houses: ConfigHouse[] = [];
afterEach(async () => {
  for (const made of houses.splice(0)) await made.leave();
});

// As a file has them: own fields, whatever their names.
const named = (name: string, value: string): JsonObject => JSON.parse(`{${JSON.stringify(name)}: ${value}}`) as JsonObject;

it.each(['constructor', '__proto__', 'toString'])('a field called %s is one as any other', (name) => {
  const [one, two, list] = [named(name, '{"a":1}'), named(name, '{"b":2}'), named(name, '[1]')];

  expect(Object.entries(patched({}, one) as JsonObject)).toEqual([[name, { a: 1 }]]);
  expect(Object.entries(patched(one, two) as JsonObject)).toEqual([[name, { a: 1, b: 2 }]]);
  expect(Object.entries(patched(one, named(name, 'null')) as JsonObject)).toEqual([]);
  expect(Object.entries(patchBetween({}, list))).toEqual([[name, [1]]]);
  expect(Object.entries(patchBetween(one, {}))).toEqual([[name, null]]);
  expect(Object.entries(withoutCovered(one, undefined, undefined))).toEqual([[name, { a: 1 }]]);
  expect(Object.entries(patchOver(one, two))).toEqual([[name, { a: 1, b: 2 }]]);
  expect(Object.entries(withValueAt({}, [name, 'a'], 1))).toEqual([[name, { a: 1 }]]);
  expect(fieldDiff({}, one)).toEqual([{ path: name, after: { a: 1 } }]);
  expect(({} as JsonObject)['a']).toBeUndefined();
});

it('nothing is named as what every object has', async () => {
  const { config } = await configHouse({}).then((made) => (houses.push(made), made));

  expect(ConnectorId.safeParse('constructor').success).toBe(false);
  expect(profileName.safeParse('constructor').success).toBe(false);
  expect(() => settingPath(['connectors', 'models', '__proto__', 'kind'])).toThrow('There is no setting');
  const model = { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:1/v1' };
  await expect(config.save([{ section: 'connectors', value: { models: { constructor: model } } }])).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('constructor') });
  await config.save([{ section: 'connectors', value: { models: { mine: model } } }]);
  expect(Object.keys((await config.get('connectors')).value.models)).toEqual(['mine']);
});

it.each(['constructor', '__proto__'])('a file of settings that calls something %s is refused by that name', async (name) => {
  const [seal, passphrase] = [() => Promise.reject(new Error('nothing is sealed here')), undefined];
  const bundle = await writeBundle({ settings: { connectors: named(name, '{"llm":"other"}') }, profiles: {}, credentials: [] }, { program: 'test', seal, passphrase });

  await expect(readBundle(bundle, { seal, passphrase })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining(name) });
});
