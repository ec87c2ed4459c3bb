import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from '../support/definitions.ts';
import { beside, body } from '../support/containers.ts';
import { eventually } from './support/eventually.ts';
import { oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

/** What a faulty action hands over, whatever its type says. */
const odd: readonly (readonly [string, unknown, string])[] = [
  ['a number JSON has no text for', { sum: Number.POSITIVE_INFINITY }, '$.sum'],
  ['NaN', { rows: [Number.NaN] }, '$.rows[0]'],
  ['half a surrogate pair', { title: 'a\ud83d' }, '$.title'],
  ['an object of a class', { at: new Date(0) }, '$.at'],
  ['nothing', { list: [undefined] }, '$.list[0]'],
];

describe.each(storages)('the outcome of an effect, in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  const live = async (runId: Parameters<RuntimeHouse['row']>[0]): Promise<unknown> => (await house.runtime.loader.load(runId)).state;

  it.each(odd)('fails for good where it holds %s, and the run replays', async (_what, output, place) => {
    const runId = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).answer(output as Json);
    await house.status(runId, 'waiting');

    const failed = (await house.events(runId)).find(({ type }) => type === 'effect_failed');

    expect(failed?.payload).toMatchObject({ class: 'permanent', error: { code: 'input_invalid', message: expect.stringContaining(place) } });
    expect(await house.replayed(runId)).toMatchObject({ equal: true, state: await live(runId) });
  });

  it.each([
    ['one long text', () => 'x'.repeat(17 * 1024 * 1024)],
    ['many short fields', () => ({ rows: Array.from({ length: 200_000 }, (_, row) => ({ name: `row ${String(row)} ${'y'.repeat(80)}` })) })],
  ])('that is too large for a journal, as %s, fails for good with a next step, and leaves the journal small', async (_what, output) => {
    const runId = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).answer(output());
    await house.status(runId, 'waiting');

    const events = await house.events(runId);

    expect(events.find(({ type }) => type === 'effect_failed')?.payload).toMatchObject({ class: 'permanent', error: { code: 'input_invalid', data: { reason: 'outcome_too_large' }, next: expect.stringContaining('file') } });
    expect(JSON.stringify(events).length).toBeLessThan(20_000);
  });

  it('that comes after its run was stopped is kept as a loose end', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const call = await house.gates.next();
    await house.say(runId, { name: 'stop' });
    await house.status(runId, 'cancelled');
    call.answer('late');

    await eventually(async () => (await house.data.history.looseEnds(runId)).length > 0);
    expect(await house.data.history.looseEnds(runId)).toMatchObject([{ effect: 'work#1/act.1', output: 'late' }]);
  });

  it('that comes after another body has ended the run is kept as a loose end', async () => {
    const runId = await house.start(beside('parallel', { config: { join: 'any' }, bodies: [body('l', [step('a', 'gate.safe')]), body('r', [step('b', 'gate.safe')])] }));
    const [first, second] = [await house.gates.next(), await house.gates.next()];
    first.answer(1);
    await house.status(runId, 'completed');
    second.answer('late');

    await eventually(async () => (await house.data.history.looseEnds(runId)).length > 0);
    expect(await house.data.history.looseEnds(runId)).toMatchObject([{ output: 'late' }]);
  });

  it('is folded as the journal gives it back: zero has no sign, an undefined field is not there', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).answer({ zero: -0, absent: undefined } as unknown as Json);
    await house.status(runId, 'completed');

    const replayed = await house.replayed(runId);

    expect(replayed.equal && replayed.state.scope.nodes['work']?.['act']).toStrictEqual({ zero: 0 });
  });

  it('is told where the error itself holds what no journal can', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).fail(new AppError('access_denied', 'the model said: \ud83d', { data: { wait: Number.NaN, retryAfterMs: Number.POSITIVE_INFINITY } }));
    await house.status(runId, 'waiting');

    const failed = (await house.events(runId)).find(({ type }) => type === 'effect_failed');

    expect(failed?.payload['error']).toMatchObject({ code: 'access_denied', message: 'the model said: \ufffd' });
    expect(await house.replayed(runId)).toMatchObject({ equal: true, state: await live(runId) });
  });

  it('stands by its address in the row of a run that ends with it, and whole in the state', async () => {
    const text = 'long '.repeat(10_000);
    const definition = workflow(
      [node('begin', 'start'), node('work', 'workStep', { entry: [step('act', 'gate.safe')] }), node('done', 'end', { config: { outputs: { text: '{{ nodes.work.act.text }}' } } })],
      [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete')],
    );
    const runId = await house.start(definition);
    (await house.gates.next()).answer({ text });

    const row = await house.status(runId, 'completed');

    expect(JSON.stringify(row).length).toBeLessThan(5000);
    expect((await house.runtime.loader.load(runId)).state.ended?.outputs).toEqual({ text });
  });
});
