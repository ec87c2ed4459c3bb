import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openaiWire } from '../../support/openai-wire.ts';
import type { WireServer } from '../../support/wire-server.ts';
import { openSampleHouse, type SampleHouse } from '../../scenarios/samples/sample-house.ts';

let house: SampleHouse;
let client: SampleHouse['client'];
let server: WireServer;
let address: string;

beforeEach(async () => {
  house = await openSampleHouse();
  ({ client } = house);
  server = openaiWire();
  address = `${await server.open()}/v1`;
  const connectors = (model: string) => ({ llm: 'house', models: { house: { kind: 'openai-compatible', baseUrl: address, model } } });
  await client.profiles.create({ name: 'lab' });
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [new URL(address).host] }, into: 'lab' });
  await client.settings.set({ section: 'connectors', value: connectors('model-of-lab'), into: 'lab' });
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [new URL(address).host] }, into: 'default' });
  await client.settings.set({ section: 'connectors', value: connectors('model-of-all'), into: 'default' });
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-lab', profile: 'lab', test: false });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-all', test: false });
});
afterEach(async () => {
  await server.close();
  await house[Symbol.asyncDispose]();
});

/** Waits for a signal, then asks the model. */
const definition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Ask later',
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'hold', type: 'wait', config: { signal: 'go' } },
      { id: 'ask', type: 'workStep', entry: [{ id: 'ask', type: 'llm.chat', config: { prompt: 'answer' } }] },
      { id: 'done', type: 'end' },
    ],
    transitions: [
      { id: 'begin', from: 'start', to: 'hold', triggers: [{ type: 'immediate' }] },
      { id: 'go', from: 'hold', to: 'ask', triggers: [{ type: 'external' }] },
      { id: 'finish', from: 'ask', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
};

async function startUnder(profile: string, attended = true): Promise<string> {
  await client.profiles.use({ name: profile });
  const { id } = await client.workflows.create({ name: `Ask under ${profile}`, definition });
  await client.workflows.publish({ id });
  return (await client.runs.start({ workflow: id, input: {}, attended })).id;
}

async function goOn(run: string) {
  await client.runs.signal({ id: run, name: 'go' });
  const standsStill = async (): Promise<boolean> => {
    const { status, incidents } = await client.runs.get({ id: run });
    return status === 'completed' || status === 'failed' || incidents.length > 0;
  };
  await expect.poll(standsStill).toBe(true);
  return client.runs.get({ id: run });
}

const failureOf = async (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, (error: unknown) => error);

describe('a run', () => {
  it('goes on with the model and the key of the profile it was started under, whichever is active', async () => {
    const [ofLab, ofAll] = [await startUnder('lab'), await startUnder('default')];

    expect(await goOn(ofLab)).toMatchObject({ status: 'completed', profile: 'lab' });
    expect(server.last).toMatchObject({ headers: { authorization: 'Bearer sk-lab' }, body: { model: 'model-of-lab' } });
    await client.profiles.use({ name: 'lab' });
    expect(await goOn(ofAll)).toMatchObject({ status: 'completed' });
    expect(server.last).toMatchObject({ headers: { authorization: 'Bearer sk-all' }, body: { model: 'model-of-all' } });
  });

  it('is started under another profile without that one coming into use', async () => {
    const { id: workflow } = await client.workflows.create({ name: 'Ask elsewhere', definition });
    await client.workflows.publish({ id: workflow });
    const { id } = await client.runs.start({ workflow, under: 'lab', key: 'elsewhere' });

    expect(await goOn(id)).toMatchObject({ status: 'completed', profile: 'lab' });
    expect(server.last).toMatchObject({ headers: { authorization: 'Bearer sk-lab' }, body: { model: 'model-of-lab' } });
    expect((await client.profiles.list({})).active).toBe('default');
    expect(await client.runs.start({ workflow, under: 'lab', key: 'elsewhere' })).toEqual({ id, duplicate: true });
    expect(await failureOf(client.runs.start({ workflow, under: 'default', key: 'elsewhere' }))).toMatchObject({ data: { code: 'conflict' } });
    expect(await failureOf(client.runs.start({ workflow, under: 'nowhere' }))).toMatchObject({ data: { code: 'not_found' } });
  });

  it('meets a change of its profile, also while that is not the active one', async () => {
    const [first, second] = [await startUnder('lab'), await startUnder('lab')];
    await client.profiles.use({ name: 'default' });
    await goOn(first);
    const { value } = await client.settings.get({ section: 'connectors' });
    await client.settings.set({ section: 'connectors', value: { ...(value as JsonObject), models: { house: { kind: 'openai-compatible', baseUrl: address, model: 'newer-model' } } }, into: 'lab' });

    await goOn(second);
    expect(server.last).toMatchObject({ headers: { authorization: 'Bearer sk-lab' }, body: { model: 'newer-model' } });
  });
});

describe('a run whose profile is gone', () => {
  it('waits for a person, who can make it again, and uses nothing else instead', async () => {
    const run = await startUnder('lab');
    await client.profiles.use({ name: 'default' });
    const file = path.join(path.dirname(house.files), 'config', 'profiles', 'lab.json');
    const kept = await readFile(file);
    await rm(file);

    const held = await goOn(run);
    expect(held).toMatchObject({ status: 'waiting', incidents: [{ code: 'connector_missing', message: expect.stringContaining('"lab", which is not there any more') as unknown }] });
    expect(server.requests).toEqual([]);
    await writeFile(file, kept);
    await client.runs.resolve({ id: run, incident: held.incidents[0]?.id ?? '', answer: 'retry' });
    await expect.poll(async () => (await client.runs.get({ id: run })).status).toBe('completed');
    expect(server.last).toMatchObject({ headers: { authorization: 'Bearer sk-lab' } });
  });
});

describe('a profile', () => {
  it('is not removed while it has keys, or runs that have not ended', async () => {
    const run = await startUnder('lab');
    await client.profiles.use({ name: 'default' });

    expect(await failureOf(client.profiles.remove({ name: 'lab' }))).toMatchObject({ code: 'conflict', message: expect.stringContaining('"prod" of house'), data: { next: expect.stringContaining('credentials remove house --label prod --profile lab') as unknown } });
    await client.credentials.remove({ connector: 'house', label: 'prod', profile: 'lab' });
    expect(await failureOf(client.profiles.remove({ name: 'lab' }))).toMatchObject({ code: 'conflict', message: expect.stringContaining(run), data: { next: expect.stringContaining(`runs stop ${run}`) as unknown } });
    await client.runs.stop({ id: run });
    expect(await client.profiles.remove({ name: 'lab' })).toEqual({ name: 'lab' });
  });
});
