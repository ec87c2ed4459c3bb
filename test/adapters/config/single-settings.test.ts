import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingParts } from '../../../src/core/domain/model/settings-layers.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import type { SettingsSection } from '../../../src/core/domain/model/settings.ts';
import { configHouse, type ConfigHouse } from './config-house.ts';

let house: ConfigHouse;
beforeEach(async () => { house = await configHouse({}); });
afterEach(async () => { await house.leave(); });

const set = async (key: string, value: Json | undefined, into?: string): Promise<void> => {
  const [section = '', ...path] = settingParts(key);
  await house.config.save([{ section: section as SettingsSection, path, ...(value === undefined ? {} : { value }) }], into === undefined ? {} : { into });
};
const valueOf = async (section: SettingsSection) => (await house.config.get(section)).value;

describe('one setting', () => {
  it('is saved without touching the others of its section', async () => {
    await set('network.services', { crm: { hosts: ['api.crm.example'] } });
    await set('network.allowedPrivateHosts', ['127.0.0.1:8080']);
    await set('network.services.crm.title', 'Customers');

    expect(await valueOf('network')).toEqual({ allowedPrivateHosts: ['127.0.0.1:8080'], services: { crm: { title: 'Customers', hosts: ['api.crm.example'] } } });
  });

  it('is saved beside others that are saved at the same time, by whoever', async () => {
    const other = await house.other();
    await Promise.all([set('retention.runDays', 30), other.save([{ section: 'retention', path: ['eventDays'], value: 7 }]), set('connectors.llm', 'claude')]);

    expect(await valueOf('retention')).toMatchObject({ runDays: 30, eventDays: 7 });
    expect(await valueOf('connectors')).toMatchObject({ llm: 'claude' });
  });

  it('is taken back alone, and its section may not be left without what it needs', async () => {
    await set('connectors.models.house', { kind: 'chatgpt', model: 'house-model' });
    await set('connectors.fallback', 'mock');
    await set('connectors.models.house.model', undefined);

    expect(await valueOf('connectors')).toMatchObject({ fallback: 'mock', models: { house: { kind: 'chatgpt' } } });
    await expect(set('connectors.models.house.kind', undefined)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('models.house.kind') as unknown });
    await set('connectors.models.house', undefined);
    await set('connectors.fallback', undefined);
    expect(await valueOf('connectors')).toEqual({ llm: 'mock', models: {}, tools: {} });
  });

  it('of a profile says nothing of what lies below it', async () => {
    await set('connectors.models.house', { kind: 'chatgpt', model: 'house-model' });
    await house.config.createProfile({ name: 'lab', description: '', sections: {} });
    await set('connectors.models.house.timeoutMs', 5000, 'lab');
    await set('connectors.models.house.model', 'newer-model', 'default');
    await house.config.useProfile('lab');

    expect(await valueOf('connectors')).toMatchObject({ models: { house: { kind: 'chatgpt', model: 'newer-model', timeoutMs: 5000 } } });
    expect((await house.config.profiles()).find(({ name }) => name === 'lab')?.sections).toEqual({ connectors: { models: { house: { timeoutMs: 5000 } } } });
  });

  it('is refused where it does not fit, where there is none, and where somebody saved the section meanwhile', async () => {
    await expect(set('server.port', 'many')).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('port') as unknown });
    await expect(set('connectors.lmm', 'claude')).rejects.toMatchObject({ code: 'not_found', next: expect.stringContaining('Did you mean `connectors.llm`?') as unknown });
    await expect(set('budgets.items.0', {})).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('"budgets.items" is a list, which counts whole') as unknown });
    const { revision } = await house.config.get('server');
    await set('server.port', 4400);
    await expect(house.config.save([{ section: 'server', path: ['port'], value: 4401, expectedRevision: revision }])).rejects.toMatchObject({ code: 'version_conflict' });
    expect(await valueOf('server')).toEqual({ port: 4400 });
  });
});

it('names of settings with dots in them stand in quotes', async () => {
  await set('connectors.models.house', { kind: 'chatgpt' });
  await set('connectors.models.house.prices["gpt-4.1"]', { input: 1, cachedInput: 1, output: 1 });

  expect((await valueOf('connectors'))).toMatchObject({ models: { house: { prices: { 'gpt-4.1': { input: 1 } } } } });
  expect(settingParts('a."b.c"[d.e].f')).toEqual(['a', 'b.c', 'd.e', 'f']);
});
