import { afterEach, expect, it } from 'vitest';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import type { BlobWrite } from '../../../../src/core/domain/ports/blob-store.ts';
import { stateImage, stateOfImage } from '../../../../src/core/domain/runtime/executor/run-image.ts';
import { beside, body } from '../support/containers.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const houses: RuntimeHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function opened(storage: (typeof storages)[number]): Promise<RuntimeHouse> {
  const house = await RuntimeHouse.open(storage);
  houses.push(house);
  return house;
}

const gate = (id: string, say: string): ReturnType<typeof step> => step(id, 'gate.safe', { config: { say } });

it.each(storages)('bodies work at the same time, and the run ends when all have (%s)', async (storage) => {
  const house = await opened(storage);
  const run = await house.start(beside('parallel', { bodies: [body('left', [gate('one', 'l')]), body('right', [gate('two', 'r')])] }));
  const [first, second] = [await house.gates.next(), await house.gates.next()];
  expect(await house.row(run)).toMatchObject({ status: 'running', activeNodes: ['par', 'work_left', 'work_right'] });
  second.answer();
  first.answer();

  expect(await house.status(run, 'completed')).toMatchObject({ outputs: { results: { left: { text: 'l' }, right: { text: 'r' } } } });
  expect(await house.replayed(run)).toMatchObject({ equal: true });
});

it.each(storages)('a crash in the middle of a map takes nothing of what is done, and goes on with the rest (%s)', async (storage) => {
  const house = await opened(storage);
  const run = await house.start(beside('map', { config: { over: "['a', 'b', 'c']", concurrency: 2 }, bodies: [body('each', [gate('say', '{{ item }}')])] }));
  await house.gates.next();
  (await house.gates.next()).answer('B');
  const third = await house.gates.next();
  expect(third.say).toBe('c');
  await house.crash();
  const again = [await house.gates.next(), await house.gates.next()];
  expect(new Set(again.map(({ say }) => say))).toEqual(new Set(['a', 'c']));
  for (const call of again) call.answer();

  expect(await house.status(run, 'completed')).toMatchObject({ outputs: { results: [{ text: 'a' }, { text: 'B' }, { text: 'c' }] } });
  expect(await house.replayed(run)).toMatchObject({ equal: true });
});

it.each(storages)('a called workflow is kept with the run, so that it goes on after a crash (%s)', async (storage) => {
  const house = await opened(storage);
  const child = around(node('say', 'workStep', { entry: [gate('ask', 'child')] }), [go('t2', 'say', 'done', 'task-complete')]);
  const run = await house.start(beside('subWorkflow', { config: { workflow: 'child' } }, { all: { called: { child } } }));
  await house.gates.next();
  await house.crash();
  (await house.gates.next()).answer();

  expect(await house.status(run, 'completed')).toMatchObject({ outputs: { results: {} } });
});

it.each(storages)('the first failure aborts what the other bodies do; their answers come too late (%s)', async (storage) => {
  const house = await opened(storage);
  const run = await house.start(beside('parallel', { bodies: [body('left', [step('one', 'gate.safe', { config: { say: 'l' }, retry: { maxRetries: 0 } })]), body('right', [gate('two', 'r')])] }, { leave: [go('t3', 'par', 'oops', 'error')] }));
  const [first, second] = [await house.gates.next(), await house.gates.next()];
  first.fail(new Error('no'));
  await house.status(run, 'completed');

  expect(second.context.signal.aborted).toBe(true);
  expect((await house.types(run)).filter((type) => type === 'region_cancelled')).toHaveLength(1);
});

it('what is kept of a long map’s results stays small, and comes back as it was', async () => {
  const bench = new RunBench(beside('map', { config: { over: 'inputs.list', concurrency: 3 }, bodies: [body('each', [step('say', 'test.safe')])] }), { inputs: { list: Array.from({ length: 250 }, (_, at) => at) } }).start();
  const blobs = new Map<string, BlobWrite>();
  const image = (state: RunState): string => JSON.stringify(stateImage(state, blobs));
  let largest = 0;
  let written = 0;
  for (let at = 0; at < 240; at += 1) {
    bench.complete(bench.wanted[0] ?? '', `result number ${at}`);
    const before = blobs.size;
    largest = Math.max(largest, image(bench.now).length);
    written += blobs.size - before;
  }

  expect(largest).toBeLessThan(12_000);
  // The list, and two full parts of the results.
  expect(written).toBeLessThan(8);
  const read = (sha256: string): Promise<Uint8Array> => Promise.resolve(blobs.get(sha256)?.bytes ?? new Uint8Array());
  expect(await stateOfImage(JSON.parse(image(bench.now)), read)).toEqual(bench.now);
});
