import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHouse, type SampleHouse } from '../../scenarios/samples/sample-house.ts';
import { movableClock } from '../../scenarios/samples/movable-clock.ts';
import { openaiWire } from '../../support/openai-wire.ts';
import { answerJson, WireServer, writeEvents } from '../../support/wire-server.ts';

/** Asks the model the prompt it is given. */
const definition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Ask',
  inputs: { type: 'object', properties: { prompt: { type: 'string' } } },
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'ask', type: 'workStep', entry: [{ id: 'chat', type: 'llm.chat', config: { prompt: '{{ inputs.prompt }}' }, retry: { maxRetries: 0 } }] },
      { id: 'done', type: 'end', config: { outputs: { answer: '{{ nodes.ask.chat }}' } } },
    ],
    transitions: [
      { id: 'begin', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] },
      { id: 'finish', from: 'ask', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
};

const many = 50;
const clock = movableClock();
let house: SampleHouse;
let client: SampleHouse['client'];
let open: WireServer[];

beforeEach(async () => {
  house = await openSampleHouse(clock);
  ({ client } = house);
  open = [];
  await client.workflows.create({ name: 'Ask', slug: 'ask', definition });
  await client.workflows.publish({ id: 'ask' });
});
afterEach(async () => {
  await Promise.all(open.map(async (server) => server.close()));
  await house[Symbol.asyncDispose]();
});

async function opened(server: WireServer): Promise<string> {
  open.push(server);
  return `${await server.open()}/v1`;
}

/** Lets connectors ask these addresses. */
async function allow(...addresses: readonly string[]): Promise<void> {
  await client.settings.set({ section: 'network.allowedPrivateHosts', value: addresses.map((address) => new URL(address).host) });
}

const start = async (count: number, prompt = 'answer'): Promise<readonly string[]> => Promise.all(Array.from({ length: count }, async () => (await client.runs.start({ workflow: 'ask', input: { prompt } })).id));
const statuses = async (ids: readonly string[]): Promise<ReadonlySet<string>> => new Set(await Promise.all(ids.map(async (id) => (await client.runs.get({ id })).status)));
/** How many of the runs have come to their call. */
const asking = async (ids: readonly string[]): Promise<number> => (await Promise.all(ids.map(async (id) => house.journal(id)))).filter((events) => events.some(({ type }) => type === 'effect_scheduled')).length;

const words = [{ delta: { role: 'assistant', content: 'yes' } }, { delta: {}, finish_reason: 'stop' }].map((choice) => `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, finish_reason: null, ...choice }] })}\n\n`);
async function say(response: ServerResponse): Promise<void> {
  await writeEvents(response, [...words, 'data: [DONE]\n\n']);
  response.end();
}

describe('fifty runs at once', () => {
  it('never have more calls with the service than the limit, and all are answered', async () => {
    const limit = 5;
    const gate = Promise.withResolvers<undefined>();
    let now = 0;
    let most = 0;
    const server = new WireServer(async (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      await gate.promise;
      now -= 1;
      await say(response);
    });
    const address = await opened(server);
    await allow(address);
    await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: address, model: 'm', concurrency: limit });
    await client.connectors.activate({ id: 'house' });

    const ids = await start(many);
    await expect.poll(() => asking(ids), { interval: 500 }).toBe(many);
    await expect.poll(() => now).toBe(limit);
    gate.resolve(undefined);
    await expect.poll(() => statuses(ids)).toEqual(new Set(['completed']));

    expect({ most, heard: server.requests.length }).toEqual({ most: limit, heard: many });
  });

  it('begin no more calls in a minute than the limit', async () => {
    const limit = 10;
    const heardAt: number[] = [];
    const server = new WireServer(async (_request, response) => {
      heardAt.push(clock.now());
      await say(response);
    });
    const address = await opened(server);
    await allow(address);
    await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: address, model: 'm', requestsPerMinute: limit });
    await client.connectors.activate({ id: 'house' });

    const ids = await start(many);
    for (let minute = 1; minute <= many / limit; minute += 1) {
      await expect.poll(() => heardAt.length).toBeGreaterThanOrEqual(minute * limit);
      clock.moveOn(60_001);
    }
    await expect.poll(() => statuses(ids)).toEqual(new Set(['completed']));

    // A request may reach the service some time after it began, never a whole minute.
    const apart = heardAt.slice(limit).map((at, index) => at - (heardAt[index] ?? 0));
    expect(heardAt).toHaveLength(many);
    expect(Math.min(...apart)).toBeGreaterThan(30_000);
  });
});

it('once the circuit of a connector is open, runs are answered by the one that stands in, and the first is left alone', async () => {
  const failing = new WireServer(async (_request, response) => { answerJson(response, { error: { message: 'down', type: 'server_error' } }, { status: 503 }); });
  const standIn = new WireServer(async (_request, response) => say(response));
  const [first, second] = [await opened(failing), await opened(standIn)];
  await allow(first, second);
  await client.connectors.add({ id: 'first', kind: 'openai-compatible', baseUrl: first, model: 'm' });
  await client.connectors.add({ id: 'second', kind: 'openai-compatible', baseUrl: second, model: 'm' });
  await client.connectors.activate({ id: 'first' });
  await client.connectors.activate({ id: 'second', asFallback: true });

  const outages = await start(5);
  await expect.poll(() => statuses(outages)).toEqual(new Set(['completed']));
  expect(failing.requests).toHaveLength(5);
  expect(await client.connectors.get({ id: 'first' })).toMatchObject({ metrics: { circuit: expect.stringMatching(/open/u) } });
  const later = await start(20);
  await expect.poll(() => statuses(later)).toEqual(new Set(['completed']));

  const answers = await Promise.all([...outages, ...later].map(async (id) => (await client.runs.get({ id })).outputs));
  expect(answers).toEqual(answers.map(() => ({ answer: expect.objectContaining({ text: 'yes', connector: 'second' }) })));
  // One call at a time may try whether the first is back, and never all of them.
  expect(failing.requests.length).toBeLessThan(5 + later.length);
  expect(standIn.requests).toHaveLength(5 + later.length);
});

it('an answer that is kept is given to the same profile with the same key alone', async () => {
  const server = openaiWire();
  const address = await opened(server);
  await allow(address);
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
  await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: address, model: 'm', cache: true });
  await client.connectors.activate({ id: 'house' });
  await client.profiles.create({ name: 'lab' });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-all', test: false });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-lab', profile: 'lab', test: false });
  const askUnder = async (profile: string): Promise<void> => {
    await client.profiles.use({ name: profile });
    const ids = await start(1);
    await expect.poll(() => statuses(ids)).toEqual(new Set(['completed']));
  };
  const keys = (): readonly unknown[] => server.requests.map(({ headers }) => headers.authorization);

  await askUnder('default');
  await askUnder('default');
  expect(keys()).toEqual(['Bearer sk-all']);
  await askUnder('lab');
  expect(keys()).toEqual(['Bearer sk-all', 'Bearer sk-lab']);
  await client.credentials.rotate({ connector: 'house', label: 'prod', profile: 'lab', secret: 'sk-new', test: false });
  await askUnder('lab');
  await askUnder('lab');

  expect(keys()).toEqual(['Bearer sk-all', 'Bearer sk-lab', 'Bearer sk-new']);
});
