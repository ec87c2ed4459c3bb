import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import type { BlobWrite } from '../../../../src/core/domain/ports/blob-store.ts';
import { stateImage, stateOfImage } from '../../../../src/core/domain/runtime/executor/run-image.ts';
import { choices, Dice, randomDefinition, randomMove } from '../support/random-run.ts';
import { RunBench } from '../support/run-bench.ts';

/** The image as the row keeps it, and the state read back from it. */
async function keep(state: RunState): Promise<{ readonly image: string; readonly blobs: Map<string, BlobWrite>; readonly again: RunState }> {
  const blobs = new Map<string, BlobWrite>();
  const image = JSON.stringify(stateImage(state, blobs));
  const again = await stateOfImage(JSON.parse(image) as JsonObject, (sha256) => {
    const blob = blobs.get(sha256);
    if (blob === undefined) throw new AppError('not_found', `no blob ${sha256}`);
    return Promise.resolve(blob.bytes);
  });
  return { image, blobs, again };
}

/** The value with `plant` in every place that holds no other value, and beside the fields of every object. */
function planted(value: Json, plant: Json): Json {
  if (typeof value !== 'object' || value === null) return plant;
  if (Array.isArray(value)) return [...value.map((item: Json) => planted(item, plant)), plant];
  return { ...Object.fromEntries(Object.entries(value).map(([name, field]) => [name, planted(field, plant)])), planted: plant };
}

/** A state with something in every field. */
function fullState(big: Json): JsonObject {
  const object = { value: big };
  const error = { code: 'unexpected', message: 'it failed', data: object };
  const effect = { id: 'work#1/act/0', kind: 'llm.chat', request: object, repeat: 'safe', visit: 'work#1', attempt: 1, started: false };
  const visit = (bodies: readonly JsonObject[]): JsonObject => ({
    id: 'work#1', node: 'work', done: ['one'], effects: { act: 1 }, cancelled: false, incidents: 0, bodies,
    act: { action: 'act', outputs: { 0: big }, held: { [effect.id]: { ...effect, cause: 'failed', error } } },
    loop: { pass: 0, items: [big, big] },
    leaving: { transition: 't', trigger: 'error', read: object, error },
  });
  const region = (path: string, bodies: readonly JsonObject[]): JsonObject => ({ path, visits: { work: 1 }, recent: { since: 0, visits: { work: 1 } }, active: visit(bodies), error });
  return {
    run: 'run-1', pins: object, inputs: object, visited: { work: 1 },
    scope: { vars: object, nodes: { work: object }, loops: { loop: object } },
    root: region('', [region('work#1:pass[0]', [])]),
    wanted: { [effect.id]: effect }, timers: { t: { id: 't', dueAt: 1 } },
    cards: { 'ask#1': { visit: 'ask#1', title: 'Ask', card: object, answer: { key: 'k', values: object } } },
    incidents: { i1: { incident: 'i1', code: 'action_failed', error, params: object } },
    pause: { at: 1, now: true }, ended: { status: 'failed', outputs: big, error },
  };
}

const address = 'a'.repeat(64);
const plants: readonly (readonly [string, Json])[] = [
  ['a marker', { $spilled: address, bytes: 3 }],
  ['what is no address', { $spilled: 'x' }],
  ['a marker of nothing', { $spilled: null }],
  ['a marker in a marker', { $spilled: { $spilled: address } }],
  ['a large value with a marker', { long: 'long '.repeat(500), list: [{ $spilled: address }] }],
];

describe('the image of a run', () => {
  it.each(plants)('is read back as it was with %s in every place', async (_what, plant) => {
    const state = planted(fullState('x'), plant) as unknown as RunState;

    expect((await keep(state)).again).toEqual(state);
  });

  it.each(['inputs', 'pins', 'scope', 'wanted', 'visited', 'root', 'ended'])('is read back where a name in `%s` looks like a marker', async (field) => {
    const state = { ...fullState('x'), [field]: { $spilled: address, bytes: 3, other: { $spilled: 1 } } } as unknown as RunState;

    expect((await keep(state)).again).toEqual(state);
  });

  it('of any run at any step is what it was made from', async () => {
    const states: RunState[] = [];
    fc.assert(
      fc.property(choices(60), choices(80), ([...definition], [...walk]) => {
        const dice = new Dice(walk);
        const bench = new RunBench(randomDefinition(new Dice(definition)), { attended: dice.may(50) }).start();
        for (let move = 0; move < 40 && bench.now.ended === undefined; move += 1) randomMove(bench, dice);
        states.push(bench.now);
      }),
      { numRuns: 60, seed: 3 },
    );
    for (const state of states) {
      expect((await keep(state)).again).toEqual(state);
      const plantedState = planted(state, { $spilled: address }) as unknown as RunState;
      expect((await keep(plantedState)).again).toEqual(plantedState);
    }
  });

  it('stays small however large the values in it are', async () => {
    const { image, blobs, again } = await keep(fullState('long '.repeat(10_000)) as unknown as RunState);

    expect(image.length).toBeLessThan(6000);
    expect(blobs.size).toBeLessThan(5);
    expect(again.incidents['i1']?.params).toEqual({ value: 'long '.repeat(10_000) });
  });

  it('keeps what every step changes in the row, so that no step leaves a blob behind', () => {
    const counts = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`node-${at}`, at]));
    const names = Array.from({ length: 400 }, (_, at) => `action-${at}`);
    const timers = Object.fromEntries(names.map((id) => [id, { id, visit: 'work#1', dueAt: 1 }]));
    const full = fullState('x');
    const active = { id: 'work#1', done: names, effects: counts, bodies: [] };
    const blobs = new Map<string, BlobWrite>();

    stateImage({ ...full, visited: counts, timers, root: { path: '', visits: counts, recent: { since: 0, visits: counts }, active } } as unknown as RunState, blobs);

    expect(blobs.size).toBe(0);
  });
});
