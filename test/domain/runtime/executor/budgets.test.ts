import { afterEach, describe, expect, it } from 'vitest';
import type { Budget } from '../../../../src/core/domain/model/budget.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { eventually } from './support/eventually.ts';
import { asking, PricedModel } from './support/priced-model.ts';
import { RuntimeHouse, storages, type StorageName } from './support/runtime-house.ts';

let house: RuntimeHouse;
let model: PricedModel;
const nothing = { micros: 0, tokens: 0, calls: 0 };

afterEach(() => house.close());

async function open(storage: StorageName = 'memory', budgets: readonly Budget[] = []): Promise<void> {
  model = new PricedModel();
  house = await RuntimeHouse.open(storage, { ports: model.ports, budgets: () => budgets });
}

async function standing(runId?: RunId): Promise<{ readonly used: typeof nothing; readonly reserved: typeof nothing }> {
  return await house.data.usage.standing(runId === undefined ? {} : { runId });
}

async function refusal(runId: RunId): Promise<{ readonly id: string; readonly payload: JsonObject }> {
  await house.status(runId, 'waiting');
  const row = (await house.events(runId)).findLast(({ type }) => type === 'claim_refused');
  const [incident] = await house.incidents(runId);
  expect(incident?.code).toBe('budget');
  return { id: incident?.id ?? '', payload: row?.payload ?? {} };
}

describe.each(storages)('a run over %s', (storage) => {
  it('counts what its calls used and cost, in the commit of their outcomes; without a cap nothing is reserved', async () => {
    await open(storage);
    model.by = () => ({ usage: { input: 30, cachedInput: 10, output: 12 } });
    const reserve = house.data.usage.reserve.bind(house.data.usage);
    let reserved = 0;
    house.data.usage.reserve = async (...asked) => { reserved += 1; return await reserve(...asked); };

    const runId = await house.start(asking(1));
    await house.status(runId, 'completed');

    expect(await house.data.runs.usage(runId)).toMatchObject([
      { effect: 'work#1/ask1.1', node: 'work', attempt: 1, connector: 'vendor', credential: 'prod', model: 'large', inputTokens: 30, cachedInputTokens: 10, outputTokens: 12, calls: 1, micros: 42, pricedAsOf: '2026-11-01', how: 'measured' },
    ]);
    expect(reserved).toBe(0);
  });

  it('is held to its own budget: a person raises it, and that is in the journal', async () => {
    await open(storage);
    model.by = () => ({ usage: { output: 90 } });

    const runId = await house.start(asking(2, { limits: { budget: { run: { micros: 230 } } } }));
    const { id, payload } = await refusal(runId);

    expect(payload).toMatchObject({ effect: 'work#1/ask2.1', cap: 'limits.budget.run', measure: 'micros', most: 230, detail: expect.stringContaining('used') });
    expect(await standing(runId)).toMatchObject({ used: { micros: 100, calls: 1 }, reserved: nothing });
    await house.say(runId, { name: 'resolve', incident: id, answer: 'raise_limit' });
    await house.status(runId, 'completed');
    expect((await house.replayed(runId)).equal).toBe(true);
    expect(await standing(runId)).toMatchObject({ used: { micros: 200, calls: 2 }, reserved: nothing });
  });

  it('goes on with a cheaper model, as a new intent', async () => {
    await open(storage, [{ id: 'daily', scope: 'day', micros: 100 }]);
    model.by = () => ({});
    const runId = await house.start(asking(1));
    const { id, payload } = await refusal(runId);

    expect(payload).toMatchObject({ cap: 'daily', shared: true });
    await expect(house.say(runId, { name: 'resolve', incident: id, answer: 'raise_limit' })).rejects.toMatchObject({ code: 'input_invalid', data: { answers: ['retry', 'use_model', 'fail'] } });
    await expect(house.say(runId, { name: 'resolve', incident: id, answer: 'use_model', value: { models: 'small' } })).rejects.toMatchObject({ code: 'input_invalid' });
    await house.say(runId, { name: 'resolve', incident: id, answer: 'use_model', value: { model: 'small' } });
    await house.status(runId, 'completed');

    expect(await house.data.runs.usage(runId)).toMatchObject([{ model: 'small', micros: 2 }]);
    expect((await house.replayed(runId)).equal).toBe(true);
  });

  it('that a crash cut in a call has used the most it could; what it asks again counts besides', async () => {
    await open(storage);
    const runId = await house.start(asking(1, { limits: { budget: { run: { calls: 2 } } } }));
    await model.call(1);
    expect((await standing(runId)).reserved.calls).toBe(1);

    await house.crash({ ports: model.ports });
    (await model.call(2)).answer({});
    await house.status(runId, 'completed');

    expect(await house.data.runs.usage(runId)).toMatchObject([{ how: 'assumed', outputTokens: 100 }, { how: 'measured', outputTokens: 10 }]);
    expect((await standing()).reserved).toEqual(nothing);
  });
});

describe('an attempt', () => {
  const capped = { limits: { budget: { run: { calls: 10 } } } };

  it.each([
    ['that broke off counts with the most it may have used', new AppError('connector_unavailable', 'cut off'), [{ how: 'assumed', outputTokens: 100, attempt: 1 }]],
    ['that was turned away used nothing', new AppError('rate_limited', 'later'), []],
  ] as const)('%s', async (_, error, usage) => {
    await open();
    model.by = () => ({ fails: error });
    const runId = await house.start(asking(1, capped), { attended: false });
    await house.status(runId, 'failed');

    expect(await house.data.runs.usage(runId)).toMatchObject(usage);
    expect((await house.data.runs.usage(runId)).length).toBe(usage.length);
    expect((await standing()).reserved).toEqual(nothing);
  });

  it.each([['with a cap', capped], ['without one', {}]])('whose answer did not fit counts with what it used, %s', async (_, more) => {
    await open();
    model.by = () => ({ text: 'no JSON' });
    const runId = await house.start(asking(1, more, { answer: { type: 'object' } }), { attended: false });
    await house.status(runId, 'failed');

    expect(await house.data.runs.usage(runId)).toMatchObject([{ how: 'measured', outputTokens: 10, micros: 20 }]);
  });

  it('that took too long is assumed at its worst until its answer comes after all', async () => {
    await open();
    model.isDeaf = true;
    const runId = await house.start(asking(1, capped), { attended: false });
    const call = await model.call(1);
    house.clock.pass(120_000);
    await house.status(runId, 'failed');
    expect(await house.data.runs.usage(runId)).toMatchObject([{ how: 'assumed', outputTokens: 100 }]);

    call.answer({ usage: { output: 7 } });
    await eventually(async () => (await house.data.runs.usage(runId))[0]?.how === 'measured');

    expect(await house.data.runs.usage(runId)).toMatchObject([{ outputTokens: 7 }]);
    expect((await standing()).reserved).toEqual(nothing);
  });

  it('whose run was stopped gives back what it held', async () => {
    await open();
    const runId = await house.start(asking(1, capped));
    await model.call(1);
    await house.say(runId, { name: 'stop' });
    await house.status(runId, 'cancelled');
    await eventually(async () => (await standing()).reserved.calls === 0);

    expect(await house.data.runs.usage(runId)).toMatchObject([{ how: 'assumed' }]);
  });

  it('of a paused run is cut, counted, and claimed anew when it goes on', async () => {
    await open();
    const runId = await house.start(asking(1, { limits: { budget: { step: { calls: 2 } } } }));
    await model.call(1);
    await house.say(runId, { name: 'pause', now: true });
    await house.status(runId, 'paused');
    await eventually(async () => (await standing()).reserved.calls === 0);
    await house.say(runId, { name: 'resume' });
    (await model.call(2)).answer({});
    await house.status(runId, 'completed');

    expect(await standing()).toMatchObject({ used: { calls: 2 }, reserved: nothing });
  });
});

describe('caps', () => {
  it('of a step count that step alone, and what a run may spend counts all of it', async () => {
    await open();
    model.by = () => ({ usage: { output: 100 } });
    const stepwise = await house.start(asking(3, { limits: { budget: { step: { calls: 1 } } } }));
    await house.status(stepwise, 'completed');
    const spending = await house.start(asking(3, { permissions: { spend: 350 } }));

    expect((await refusal(spending)).payload).toMatchObject({ effect: 'work#1/ask3.1', cap: 'permissions.spend' });
  });

  it.each<[string, Budget, string]>([
    ['a run', { id: 'b', scope: 'run', calls: 1 }, 'work#1/ask2.1'],
    ['a workflow', { id: 'b', scope: 'workflow', workflow: 'test', calls: 1 }, 'work#1/ask2.1'],
    ['a day', { id: 'b', scope: 'day', connector: 'vendor', tokens: 200 }, 'work#1/ask2.1'],
    ['a key', { id: 'b', scope: 'key', credential: 'prod', micros: 200 }, 'work#1/ask2.1'],
  ])('of the settings hold for %s', async (_, budget, effect) => {
    await open('memory', [{ id: 'else', scope: 'run', connector: 'other', calls: 0 }, budget]);
    model.by = () => ({ usage: { output: 90 } });

    expect((await refusal(await house.start(asking(2)))).payload).toMatchObject({ cap: 'b', effect });
  });

  it('of a day are new the next day', async () => {
    await open('memory', [{ id: 'b', scope: 'day', calls: 1 }]);
    model.by = () => ({});
    const runId = await house.start(asking(2));
    const { id } = await refusal(runId);
    house.clock.pass(86_400_000);
    await house.say(runId, { name: 'resolve', incident: id, answer: 'retry' });

    await house.status(runId, 'completed');
  });

  it('in money let a model pass whose price nobody knows, and count it in calls', async () => {
    await open('memory', [{ id: 'b', scope: 'run', micros: 1, calls: 1 }]);
    model.by = () => ({});

    expect((await refusal(await house.start(asking(2, {}, { model: 'free' })))).payload).toMatchObject({ effect: 'work#1/ask2.1', measure: 'calls' });
  });
});

it('what a fork takes over costs nothing and is shown as inherited', async () => {
  await open();
  model.by = () => ({});
  const parent = await house.start(asking(1));
  await house.status(parent, 'completed');
  const { runId } = await house.runtime.fork({ parent, seq: 4, key: 'fork', actor: { kind: 'user', id: 'test' }, correlationId: 'test' });
  await house.status(runId, 'completed');

  expect(await house.data.runs.usage(runId)).toMatchObject([{ how: 'inherited', micros: 0, inputTokens: 10 }]);
  expect((await standing(runId)).used).toEqual(nothing);
});
