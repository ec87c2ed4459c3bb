import { expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { failureOf } from './failure-of.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { client, host } = await memoryHost();

/** Three calls: one says whom it asks, one names a model, one leaves both to the workflow. */
const definition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Ask three',
  llm: { connector: 'claude', model: 'of-the-workflow' },
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'hold', type: 'wait', config: { signal: 'go' } },
      {
        id: 'ask', type: 'workStep', entry: [
          { id: 'own', type: 'llm.chat', config: { prompt: 'one', connector: 'chatgpt', model: 'of-the-step' } },
          { id: 'named', type: 'llm.chat', config: { prompt: 'two', model: 'of-the-step' } },
          { id: 'plain', type: 'llm.chat', config: { prompt: 'three' } },
        ],
      },
      { id: 'done', type: 'end' },
    ],
    transitions: [
      { id: 'begin', from: 'start', to: 'hold', triggers: [{ type: 'immediate' }] },
      { id: 'go', from: 'hold', to: 'ask', triggers: [{ type: 'external' }] },
      { id: 'finish', from: 'ask', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
};
const { id: workflow } = await client.workflows.create({ name: 'Ask three', definition });
await client.workflows.publish({ id: workflow });

/** Whom its calls asked, in their order. */
async function asked(run: string): Promise<readonly unknown[]> {
  await client.runs.signal({ id: run, name: 'go' });
  await expect.poll(async () => (await client.runs.get({ id: run })).status).toBe('completed');
  const { items } = await client.runs.events({ id: run });
  return items.flatMap(({ type, payload }) => (type === 'effect_scheduled' && payload['kind'] === 'llm.chat' ? [payload['request']] : []));
}

const stands = async (run: string) => (await client.runs.events({ id: run })).items.at(-1)?.seq;

it('a connector that is chosen at the start is asked by every call, each for its own model', async () => {
  const { id } = await client.runs.start({ workflow, connector: 'mock' });

  expect((await client.runs.get({ id })).llm).toEqual({ connector: 'mock' });
  expect(await asked(id)).toMatchObject([{ connector: 'mock', model: 'default' }, { connector: 'mock', model: 'default' }, { connector: 'mock', model: 'default' }]);
});

it('a model that is chosen with it is that of every call; replay, a fork and a restart keep both', async () => {
  const { id } = await client.runs.start({ workflow, connector: 'mock', model: 'mock-large' });
  await expect.poll(async () => (await client.runs.get({ id })).status).toBe('waiting');
  const at = await stands(id);
  const every = { connector: 'mock', model: 'mock-large' };
  expect(await asked(id)).toMatchObject([every, every, every]);

  expect(await client.runs.replay({ id })).toMatchObject({ equal: true });
  const fork = await client.runs.fork({ id, ...(at === undefined ? {} : { at }) });
  expect((await client.runs.get({ id: fork.id })).llm).toEqual(every);
  expect(await asked(fork.id)).toMatchObject([every, every, every]);
  const restart = await client.runs.restart({ id, node: 'ask' });
  await expect.poll(async () => (await client.runs.get({ id: restart.id })).status).toBe('completed');
  expect((await client.runs.get({ id: restart.id })).llm).toEqual(every);
});

it('a connector that is not there is refused, and one key starts one choice', async () => {
  expect(await failureOf(client.runs.start({ workflow, connector: 'nosuch' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('mock') as string });
  const { id } = await client.runs.start({ workflow, connector: 'mock', key: 'chosen' });
  expect(await client.runs.start({ workflow, connector: 'mock', key: 'chosen' })).toEqual({ id, duplicate: true });
  expect(await failureOf(client.runs.start({ workflow, key: 'chosen' }))).toMatchObject({ code: 'conflict' });
});

it('a profile that is not in use is an administrator’s to choose; the one in use may be named by anybody who starts runs', async () => {
  const operator = host.app.client({ actor: { kind: 'token', id: 'night-shift' }, access: 'operate', door: 'http' });
  await client.profiles.create({ name: 'lab' });

  expect(await failureOf(operator.runs.start({ workflow, under: 'lab' }))).toMatchObject({ code: 'access_denied' });
  await operator.runs.start({ workflow, under: 'default' });
  const { id } = await client.runs.start({ workflow, under: 'lab' });
  expect((await client.runs.get({ id })).profile).toBe('lab');
});
