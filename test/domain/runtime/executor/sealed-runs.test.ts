import { afterEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { RunKeys } from '../../../../src/core/domain/ports/run-keys.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { systemRandom } from '../../../../src/core/platform/system-random.ts';
import { createMemoryRunKeys } from './support/memory-run-keys.ts';
import { failureOf } from '../../services/failure-of.ts';
import { go, node, step, workflow } from '../support/definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const secret = 'canary-under-way';

/** A gate is asked with the secret, then a card shows what it answered. */
const definition = workflow(
  [
    node('begin', 'start'),
    node('work', 'workStep', { entry: [step('act', 'gate.once', { config: { say: '{{ inputs.pin }}' } })] }),
    node('ask', 'uiCard', { config: { card: 'show' } }),
    node('done', 'end', { config: { outputs: { said: '{{ nodes.work.act }}' } } }),
  ],
  [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'ask', 'task-complete'), go('t3', 'ask', 'done', 'card-submitted')],
  { inputs: { type: 'object', properties: { pin: { type: 'string', writeOnly: true } } }, cards: [{ id: 'show', title: 'It said {{ nodes.work.act }}', fields: [{ key: 'text', label: 'Text', type: 'text' }] }] },
);

describe.each(storages)('a run with sensitive values kept in %s', (storage) => {
  const houses: RuntimeHouse[] = [];
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
  });

  const open = async (keys: RunKeys = createMemoryRunKeys(systemRandom)): Promise<{ readonly house: RuntimeHouse; readonly keys: RunKeys }> => {
    const house = await RuntimeHouse.open(storage, { keys });
    houses.push(house);
    return { house, keys };
  };

  const start = async (house: RuntimeHouse): Promise<RunId> => await house.start(definition, { inputs: { pin: secret } });

  /** Everything that is kept of the run. */
  const keptOf = async (house: RuntimeHouse, runId: RunId): Promise<string> =>
    JSON.stringify([await house.data.runs.load(runId), await house.events(runId), await house.data.cards.list({ runId, limit: 9 })]);

  const replays = async (house: RuntimeHouse, runId: RunId): Promise<boolean> => {
    const { loader } = house.runtime;
    return replay(await loader.compiled((await house.row(runId)).definitionHash), await loader.opened(runId, { after: 0, limit: 999 })).equal;
  };

  it('goes on after a crash in the middle of an effect, which gets the plain value', async () => {
    const { house, keys } = await open();
    const runId = await start(house);
    expect((await house.gates.next()).say).toBe(secret);
    await house.crash({ keys });
    const [incident] = await house.incidents(runId);
    expect(incident?.code).toBe('in_doubt');
    await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer: 'retry' });
    const again = await house.gates.next();
    expect(again.say).toBe(secret);
    again.answer(`${secret} answered`);
    await house.status(runId, 'waiting');
    expect(await keptOf(house, runId)).not.toContain(secret);
    expect(JSON.stringify(await house.runtime.loader.events(runId, { after: 0, limit: 999 }))).not.toContain(secret);

    await house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'fine' } });
    expect((await house.status(runId, 'completed')).outputs).toEqual({ said: expect.stringMatching(/^\$sealed:/u) });
    expect(await keptOf(house, runId)).not.toContain(secret);
    expect(await replays(house, runId)).toBe(true);
  });

  it('moves to another data directory with its key', async () => {
    const [{ house: here }, { house: there, keys }] = [await open(), await open()];
    const runId = await start(here);
    (await here.gates.next()).answer(`${secret} answered`);
    await here.status(runId, 'waiting');
    const snapshot = await here.runtime.release(runId);
    expect(JSON.stringify({ ...snapshot, key: undefined })).not.toContain(secret);
    expect(await there.runtime.adopt(snapshot)).toBe(true);
    await there.crash({ keys });

    expect(await keptOf(there, runId)).not.toContain(secret);
    await there.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'fine' } });
    await there.status(runId, 'completed');
    expect(await replays(there, runId)).toBe(true);
  });

  it('is not taken in where its journal is cut inside a batch, and leaves no key behind', async () => {
    const [{ house: here }, { house: there, keys }] = [await open(), await open()];
    const runId = await start(here);
    (await here.gates.next()).answer(1);
    await here.status(runId, 'waiting');
    const snapshot = await here.runtime.release(runId);
    // What was decided on one input stands together.
    const inside = snapshot.rows.filter(({ kind }) => kind === 'decided').map(({ seq }) => seq - 1);
    expect(inside.length).toBeGreaterThan(3);

    for (const seq of inside) {
      expect(await failureOf(there.runtime.adopt({ ...snapshot, rows: snapshot.rows.slice(0, seq) }))).toMatchObject({ code: 'integrity' });
    }
    expect(await keys.list()).toEqual([]);
    expect(await there.runtime.adopt(snapshot)).toBe(true);
  });

  it('cannot be read any more once it is removed, whatever copy of its rows is left', async () => {
    const { house, keys } = await open();
    const runId = await start(house);
    (await house.gates.next()).answer(1);
    await house.status(runId, 'waiting');
    const copy = { ...(await house.runtime.release(runId)), key: undefined };
    await house.runtime.purge(runId);
    expect(await keys.unwrap(runId)).toBeUndefined();

    const { key: _, ...withoutKey } = copy;
    expect(await house.runtime.adopt(withoutKey)).toBe(true);
    expect(await failureOf(house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'fine' } }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'key_missing' } });
    expect(await house.runtime.loader.events(runId, { after: 0, limit: 1 })).toMatchObject([{ payload: { inputs: { pin: '(sealed)' } } }]);
  });

  it('does not begin where no keys are kept', async () => {
    const house = await RuntimeHouse.open(storage);
    houses.push(house);
    expect(await failureOf(start(house))).toMatchObject({ code: 'precondition_failed', data: { reason: 'no_keys' } });
    expect(await house.data.runs.list({ limit: 5 })).toEqual([]);
  });

  it('does not move to a definition that no longer says what is sensitive', async () => {
    const { house } = await open();
    const runId = await start(house);
    (await house.gates.next()).answer(1);
    await house.status(runId, 'waiting');
    await house.say(runId, { name: 'pause', now: false });
    const unmarked = { ...definition, inputs: { type: 'object', properties: { pin: { type: 'string' } } } };
    expect(await failureOf(house.say(runId, { name: 'migrate', definition: unmarked, mapping: {} }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'sensitive', lost: ['inputs.pin'] } });
  });

  it('keeps the key of a signal sealed where it keeps the key that is waited for so', async () => {
    const house = await RuntimeHouse.open(storage, { keys: createMemoryRunKeys(systemRandom) });
    houses.push(house);
    const waiting = workflow([node('begin', 'start'), node('w', 'wait', { config: { signal: 'go', key: 'inputs.pin' } }), node('done', 'end')], [go('t1', 'begin', 'w', 'immediate'), go('t2', 'w', 'done', 'external')], { inputs: definition['inputs'] ?? {} });
    const runId = await house.start(waiting, { inputs: { pin: secret } });
    await house.status(runId, 'waiting');
    await house.say(runId, { name: 'signal', emitter: 'e', id: '1', signal: 'go', key: secret, payload: null });
    await house.status(runId, 'completed');

    expect(JSON.stringify(await house.events(runId))).not.toContain(secret);
  });
});
