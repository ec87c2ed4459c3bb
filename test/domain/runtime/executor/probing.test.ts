import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAction, defineEffect, type ProbeAnswer } from '../../../../src/core/domain/catalogue/action-kind.ts';
import { oneEffect } from '../../../../src/core/domain/catalogue/actions/one-effect.ts';
import { type Catalogue, createCatalogue, standardLists } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { eventually } from './support/eventually.ts';
import { oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse } from './support/runtime-house.ts';

/** An order desk that says whether an order came; its replies are lost until it is told to give them. */
class Desk {
  performed = 0;
  asked = 0;
  isReplying = false;
  answer: ProbeAnswer | Error = { kind: 'unknown' };

  readonly catalogue: Catalogue = createCatalogue({
    ...standardLists,
    actions: [...standardLists.actions, defineAction({
      type: 'desk.order', version: 1, title: 'Order', summary: 'Orders once', config: z.strictObject({}), output: {}, example: {},
      effects: [defineEffect({
        kind: 'desk.order', repeat: 'once', costsMoney: false, request: z.strictObject({}),
        perform: () => {
          this.performed += 1;
          return this.isReplying ? Promise.resolve({ output: 'ordered' }) : new Promise(() => undefined);
        },
        probe: () => {
          this.asked += 1;
          return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
        },
      })],
      next: (_config, _input, outcomes) => oneEffect(outcomes, { kind: 'desk.order', request: {} }),
    })],
  });
}

let desk: Desk;
let house: RuntimeHouse;
beforeEach(async () => {
  desk = new Desk();
  house = await RuntimeHouse.open('sqlite', { catalogue: desk.catalogue });
});
afterEach(async () => { await house.close(); });

async function crashed(answer: Desk['answer']) {
  const runId = await house.start(oneGate('desk.order'));
  await eventually(() => desk.performed === 1);
  desk.answer = answer;
  desk.isReplying = true;
  await house.crash({ catalogue: desk.catalogue });
  await eventually(() => desk.asked === 1);
  return runId;
}

it('an effect in doubt that took place is not performed again', async () => {
  const runId = await crashed({ kind: 'happened', result: { output: 'found' } });
  await house.status(runId, 'completed');

  expect(desk.performed).toBe(1);
  expect((await house.events(runId)).find((row) => row.type === 'effect_completed')?.payload).toMatchObject({ output: 'found', attempt: 1 });
  expect((await house.replayed(runId)).equal).toBe(true);
});

it('one that did not is performed again as the same attempt', async () => {
  const runId = await crashed({ kind: 'did_not_happen' });
  await house.status(runId, 'completed');

  expect(desk.performed).toBe(2);
  expect((await house.types(runId)).filter((type) => type.startsWith('effect_'))).toEqual(['effect_scheduled', 'effect_started', 'effect_interrupted', 'effect_started', 'effect_completed']);
});

it('in a paused run nobody is asked: it is still, and a person decides', async () => {
  const runId = await house.start(oneGate('desk.order'));
  await eventually(() => desk.performed === 1);
  await house.say(runId, { name: 'pause', now: false });
  await house.crash({ catalogue: desk.catalogue });
  await house.status(runId, 'paused');
  await house.say(runId, { name: 'resume' });
  await house.status(runId, 'waiting');

  expect(desk.asked).toBe(0);
  expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
});

it.each([['nobody can say', { kind: 'unknown' } as const], ['the question fails', new Error('no line')]])('where %s, a person is asked', async (_name, answer) => {
  const runId = await crashed(answer);
  await house.status(runId, 'waiting');

  expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
  expect(desk.performed).toBe(1);
});
