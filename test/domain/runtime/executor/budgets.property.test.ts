import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import { eventually, quiet } from './support/eventually.ts';
import { asking, PricedModel } from './support/priced-model.ts';
import { RuntimeHouse } from './support/runtime-house.ts';

const runs = 50;

/** How each call ends: with so many tokens, broken off, turned away, or only with the host it was made by. */
const ending = fc.oneof(
  { weight: 6, arbitrary: fc.nat(100) },
  { weight: 1, arbitrary: fc.constant('breaks' as const) },
  { weight: 1, arbitrary: fc.constant('refused' as const) },
);

const failures = { breaks: new AppError('connector_unavailable', 'cut off'), refused: new AppError('rate_limited', 'later') };

it('fifty runs at once under one cap never exceed it together, whatever their calls do and whenever the host dies; nothing stays reserved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ micros: fc.integer({ min: 137, max: 9000 }), calls: fc.integer({ min: 1, max: 120 }), endings: fc.array(ending, { minLength: 1, maxLength: 30 }), crashAt: fc.integer({ min: 1, max: 60 }) }), async ({ micros, calls, endings, crashAt }) => {
      const model = new PricedModel();
      const budgets = () => [{ id: 'all', scope: 'day' as const, micros, calls }];
      const house = await RuntimeHouse.open('memory', { ports: model.ports, budgets, effectSlots: 20 });
      let most = { micros: 0, calls: 0 };
      const watch = async (): Promise<void> => {
        const { used, reserved } = await house.data.usage.standing({});
        most = { micros: Math.max(most.micros, used.micros + reserved.micros), calls: Math.max(most.calls, used.calls + reserved.calls) };
      };
      let answered = 0;
      const answerNext = async (): Promise<boolean> => {
        await watch();
        const call = model.calls[answered];
        if (call === undefined) return false;
        const how = endings[answered % endings.length] ?? 0;
        answered += 1;
        call.answer(typeof how === 'number' ? { usage: { input: 0, output: how } } : { fails: failures[how] });
        return true;
      };

      const ids: RunId[] = await Promise.all(Array.from({ length: runs }, () => house.start(asking(2), { attended: true })));
      const isStill = async (): Promise<boolean> => (await Promise.all(ids.map((id) => house.row(id)))).every(({ status }) => status === 'waiting' || status === 'completed' || status === 'failed');
      while (!(await isStill())) {
        if (answered === crashAt) {
          answered = model.calls.length;
          await house.crash({ ports: model.ports, budgets, effectSlots: 20 });
        }
        if (!(await answerNext())) await quiet();
      }
      await eventually(async () => (await house.data.usage.standing({})).reserved.calls === 0);
      await watch();

      expect(most.micros).toBeLessThanOrEqual(micros);
      expect(most.calls).toBeLessThanOrEqual(calls);
      for (const id of ids.slice(0, 5)) expect((await house.replayed(id)).equal).toBe(true);
      await house.close();
    }),
    { numRuns: 12 },
  );
});
